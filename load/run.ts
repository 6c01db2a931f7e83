import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { looseOptions } from '../src/arguments.ts'
import { findK6, type K6 } from './k6.ts'

/**
 * `npm run load -- NAME [--option value …] [--json]`: one question under load, asked of a service that the scenario starts itself. Each file
 * in `scenarios/` is one of that name, with its k6 script in `scripts/`. With `--json` the last line is one JSON object.
 */
const Scenario = z.object({
  run: z.custom<(tools: Tools, options: Options) => Promise<Figures>>((value) => typeof value === 'function'),
})

/** Options as they were given: `--users 200` is `{ users: '200' }`. */
export type Options = Readonly<Record<string, string>>
/** `failed` names what missed its limit; anything in it ends the command with exit code 1. `void`: the run measured nothing, exit code 2. */
export type Figures = Readonly<Record<string, unknown>> & { readonly failed: readonly string[]; readonly void?: boolean }
export type Tools = {
  readonly k6: K6
  /** Progress, for people; the figures come last and alone. */
  readonly say: (line: string) => void
}

const folder = `${import.meta.dirname}/scenarios`
const names = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()

/** Exit code 2 where nothing could be measured, as for an unknown name. */
async function main([name = '', ...words]: readonly string[]): Promise<number> {
  if (!names.includes(name)) {
    process.stderr.write(`usage: npm run load -- NAME [--json]\n${names.map((one) => `  ${one}\n`).join('')}`)
    return 2
  }
  const k6 = findK6()
  if (!k6.ok) {
    process.stderr.write(`${k6.otherwise}\n`)
    return 2
  }
  const { json, ...options } = looseOptions(words)
  const { run } = Scenario.parse(await import(pathToFileURL(`${folder}/${name}.ts`).href))
  const figures = await run({ k6: k6.value, say: (line) => process.stderr.write(`${line}\n`) }, options)
  const lines = Object.entries(figures).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : lines.join(''))
  if (figures.void) return 2
  return figures.failed.length > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return 2
})
