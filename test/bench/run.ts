import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { looseOptions } from '../../src/arguments.ts'

/**
 * `npm run bench -- NAME [--option value …] [--json]`: one measurement or long proof. Each file beside this one is a measurement of that
 * name: its `measure` takes the options and gives the figures. With `--json` the last line is one JSON object.
 */
const Measurement = z.object({
  measure: z.custom<(options: Options) => Promise<Figures> | Figures>((value) => typeof value === 'function'),
})

/** Options as they were given: `--sample 200` is `{ sample: '200' }`, a lone `--check` is `{ check: 'true' }`. */
export type Options = Readonly<Record<string, string>>
/** `missed` says what did not hold, a limit or a promise; anything in it ends the command with exit code 1. */
export type Figures = Readonly<Record<string, unknown>> & { readonly missed: readonly string[] }

const own = import.meta.filename
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !own.endsWith(`/${file}`))
  .map((file) => file.slice(0, -3))
  .sort()

const [name = '', ...words] = process.argv.slice(2)
if (!names.includes(name)) {
  process.stderr.write(`usage: npm run bench -- NAME [--json]\n${names.map((one) => `  ${one}\n`).join('')}`)
  process.exitCode = 2
} else {
  // What stands in the way of measuring, such as a program that is not here, is a sentence and exit code 2.
  process.exitCode = await run(words).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  })
}

async function run(given: readonly string[]): Promise<number> {
  const { json, ...options } = looseOptions(given)
  const { measure } = Measurement.parse(await import(pathToFileURL(`${import.meta.dirname}/${name}.ts`).href))
  const figures = await measure(options)
  const lines = Object.entries(figures).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : lines.join(''))
  return figures.missed.length > 0 ? 1 : 0
}
