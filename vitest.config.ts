import { defineConfig } from 'vitest/config'

const withDatabase = { globalSetup: 'test/support/template.ts', testTimeout: 30_000, hookTimeout: 60_000 }

/** No rules, though they stand beside their code: they start programs, draw pictures, set type, bundle, or try thousands of cases. */
const slower = [
  'seating/{cli,fairness,staff,check,roll-text}.test.ts',
  'src/rehearsal/**/*.test.ts',
  'src/print/**/*.test.ts',
  'src/files/accept-image.test.ts',
  'src/web/assets.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        // Pure functions share nothing: one module graph for all of them halves the time.
        test: {
          name: 'rules',
          isolate: false,
          // Beside the other checks of `npm run verify`, on two cores, a second of work may take five.
          testTimeout: 20_000,
          include: ['src/**/*.test.{ts,tsx}', 'seating/**/*.test.ts', 'db/**/*.test.ts', 'load/**/*.test.ts', 'test/*.test.ts'],
          exclude: slower,
        },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['test/*/**/*.test.ts', ...slower],
          exclude: ['test/browser/**', 'test/support/**'],
          ...withDatabase,
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...withDatabase } },
    ],
  },
})
