import { expect, test } from 'vitest'
import { withoutTsx } from './code-of-now.ts'

test.each([
  { flags: [], left: [], because: 'there are none' },
  { flags: ['--max-semi-space-size=64', '--import', 'tsx'], left: ['--max-semi-space-size=64'], because: 'as the container starts it' },
  {
    flags: [
      '--require',
      '/app/node_modules/tsx/dist/preflight.cjs',
      '--import',
      'file:///app/node_modules/tsx/dist/loader.mjs',
      '--cpu-prof',
    ],
    left: ['--cpu-prof'],
    because: 'as npm start does',
  },
  { flags: ['--import=tsx', '--cpu-prof'], left: ['--cpu-prof'], because: 'in one word' },
  {
    flags: ['--import', './tracing.mjs', '--import=other'],
    left: ['--import', './tracing.mjs', '--import=other'],
    because: 'what else is loaded stays',
  },
  {
    flags: ['--import', '/srv/tsxample/a.mjs'],
    left: ['--import', '/srv/tsxample/a.mjs'],
    because: 'a name that begins like it is another',
  },
])('of $flags $left is left: $because', ({ flags, left }) => {
  expect(withoutTsx(flags)).toEqual(left)
})
