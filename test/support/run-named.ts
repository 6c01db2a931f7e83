import { readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

export type Options = Readonly<Record<string, string>>
/**
 * `missed` says what did not hold, a limit or a promise; anything in it ends the command with exit code 1. `void`: nothing was measured, exit
 * code 2.
 */
export type Figures = Readonly<Record<string, unknown>> & { readonly missed: readonly string[]; readonly void?: boolean }

type Command = {
  readonly name: string
  /** Each file in it is a measurement of that name. */
  readonly folder: string
  readonly measure: (module: unknown, options: Options) => Promise<Figures> | Figures
}

/**
 * `npm run COMMAND -- NAME [--option value …] [--json]`: one measurement. With `--json` the last line is one JSON object. Answers the exit code: 2,
 * with a sentence, where something stands in the way of measuring, such as a program that is not here.
 */
export async function runNamed({ name: command, folder, measure }: Command, [name = '', ...words]: readonly string[]): Promise<number> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.slice(0, -3))
    .sort()
  if (!names.includes(name)) {
    process.stderr.write(`usage: npm run ${command} -- NAME [--json]\n${names.map((one) => `  ${one}\n`).join('')}`)
    return 2
  }
  try {
    const { json, ...options } = looseOptions(words)
    const figures = await measure(await import(pathToFileURL(`${folder}/${name}.ts`).href), options)
    const lines = Object.entries(figures).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : lines.join(''))
    return figures.void ? 2 : figures.missed.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

/** Options of a command whose parts name their own: `--sample 200` is `{ sample: '200' }`, a lone `--json` is `{ json: 'true' }`. */
export function looseOptions(given: readonly string[]): Readonly<Record<string, string>> {
  const options: Record<string, string> = {}
  for (const [at, word] of given.entries()) {
    if (!word.startsWith('--')) continue
    const next = given[at + 1]
    options[word.slice(2)] = next === undefined || next.startsWith('--') ? 'true' : next
  }
  return options
}
