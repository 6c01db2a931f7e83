import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { startVitest } from 'vitest/node'
import { z } from 'zod'
import { takeOrders } from '../../../src/rehearsal/ordered-process.ts'

/**
 * Runs the tests of a copy of the draw engine again and again in a process that stays warm, and that may be ended where a change made it run
 * in a circle or out of memory.
 */
const Order = z.strictObject({ folder: z.string(), file: z.string(), code: z.string() })

// Most mutants die of a test that takes no time: the long ones are asked about those that are left.
let rounds: readonly (readonly string[])[] = [['seating/**/*.test.ts']]

async function pass(root: string, include: readonly string[]): Promise<boolean> {
  const vitest = await startVitest('test', [], {
    root,
    config: false,
    watch: false,
    include: [...include],
    isolate: false,
    pool: 'threads',
    bail: 1,
    testTimeout: 120_000,
    reporters: [{}],
  })
  const modules = vitest.state.getTestModules()
  const passed = modules.length > 0 && modules.every((module) => module.ok()) && vitest.state.getUnhandledErrors().length === 0
  if (passed && rounds.length === 1) {
    const long = (module: (typeof modules)[number]): boolean => module.diagnostic().duration > 1000
    const named = (some: typeof modules) => some.map(({ moduleId }) => relative(root, moduleId))
    rounds = [named(modules.filter((module) => !long(module))), named(modules.filter(long))].filter((files) => files.length > 0)
  }
  await vitest.close()
  return passed
}

takeOrders(
  async (given) => {
    const { folder, file, code } = Order.parse(given)
    const path = join(folder, 'seating', file)
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, code)
    try {
      for (const files of rounds) if (!(await pass(folder, files))) return false
      return true
    } finally {
      writeFileSync(path, before)
    }
  },
  async () => undefined,
)
