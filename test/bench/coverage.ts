import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { startVitest } from 'vitest/node'
import { z } from 'zod'
import type { Figures } from '../support/run-named.ts'

/**
 * Runs the tests of the draw engine and counts the lines and branches of `seating/` that they reach: `npm run bench -- coverage [--json]`.
 * Fails below all of them. Each file that lacks something is told with the lines where it does.
 */
const root = join(import.meta.dirname, '../..')

const Counts = z.record(z.string(), z.number())
const Span = z.object({ start: z.object({ line: z.number().optional() }) })
const Covered = z.record(
  z.string(),
  z.object({
    s: Counts,
    statementMap: z.record(z.string(), Span),
    b: z.record(z.string(), z.array(z.number())),
    branchMap: z.record(z.string(), z.object({ loc: Span, locations: z.array(Span) })),
  }),
)
type FileCovered = z.infer<typeof Covered>[string]
type Tally = { readonly total: number; readonly missing: readonly number[] }

export async function measure(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'))
  try {
    const passed = await runTests(folder)
    const covered = Covered.parse(JSON.parse(readFileSync(join(folder, 'coverage-final.json'), 'utf8')))
    const files = Object.entries(covered)
      .map(([path, file]) => ({ file: relative(root, path), lines: linesOf(file), branches: branchesOf(file) }))
      .sort((a, b) => (a.file < b.file ? -1 : 1))
    for (const { file, lines, branches } of files) process.stderr.write(`${told(file, lines, branches)}\n`)
    const [lines, branches] = [percent(files.map((one) => one.lines)), percent(files.map((one) => one.branches))]
    const unreached = files.filter((one) => one.lines.missing.length + one.branches.missing.length > 0)
    const missed = [
      ...(passed ? [] : ['the tests fail']),
      ...(files.length === 0 ? ['nothing was covered'] : []),
      ...unreached.map(({ file }) => `not reached in full: ${file}`),
    ]
    return { passed, files: files.length, lines, branches, missed }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The rules as `npm test` runs them, with the counters of V8. */
async function runTests(reportsDirectory: string): Promise<boolean> {
  const vitest = await startVitest('test', [], {
    root,
    config: false,
    watch: false,
    include: ['seating/**/*.test.ts'],
    testTimeout: 120_000,
    reporters: [{}],
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['seating/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['json'],
      reportsDirectory,
      reportOnFailure: true,
    },
  })
  const modules = vitest.state.getTestModules()
  for (const module of modules) if (!module.ok()) process.stderr.write(`the tests of ${relative(root, module.moduleId)} fail\n`)
  const passed = modules.length > 0 && modules.every((module) => module.ok()) && vitest.state.getUnhandledErrors().length === 0
  await vitest.close()
  // A failed run asks the process to end badly; the figures decide that.
  process.exitCode = 0
  return passed
}

/** A line counts as reached when a statement that begins on it was run. */
function linesOf({ s, statementMap }: FileCovered): Tally {
  const reached = new Map<number, number>()
  for (const [id, { start }] of Object.entries(statementMap)) {
    const line = start.line ?? 0
    reached.set(line, Math.max(reached.get(line) ?? 0, s[id] ?? 0))
  }
  return { total: reached.size, missing: [...reached].filter(([, times]) => times === 0).map(([line]) => line) }
}

function branchesOf({ b, branchMap }: FileCovered): Tally {
  const ways = Object.entries(branchMap).flatMap(([id, { loc, locations }]) =>
    (b[id] ?? []).map((times, way) => ({ times, line: locations[way]?.start.line ?? loc.start.line ?? 0 })),
  )
  return { total: ways.length, missing: ways.filter(({ times }) => times === 0).map(({ line }) => line) }
}

/** Rounded down, so that 100 means all. */
function percent(tallies: readonly Tally[]): number {
  const total = tallies.reduce((sum, one) => sum + one.total, 0)
  const missing = tallies.reduce((sum, one) => sum + one.missing.length, 0)
  return total === 0 ? 100 : Math.floor(((total - missing) / total) * 10_000) / 100
}

const told = (file: string, lines: Tally, branches: Tally): string => {
  const missing = [...new Set([...lines.missing, ...branches.missing])].sort((a, b) => a - b)
  const where = missing.length > 0 ? `  not reached: ${missing.join(', ')}` : ''
  return `${file.padEnd(32)} lines ${percent([lines])} %  branches ${percent([branches])} %${where}`
}
