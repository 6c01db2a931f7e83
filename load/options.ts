import type { Options } from '../test/support/run-named.ts'

/** A whole number the caller may have given: `--users 200`. */
export function wholeNumber(options: Options, name: string, otherwise: number): number {
  const text = options[name] ?? String(otherwise)
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} takes a whole number, and was given "${text}"`)
  return Number(text)
}

/** Every option a scenario does not know is a mistake worth saying before an hour of load. */
export function refuseUnknown(options: Options, known: readonly string[]): void {
  const unknown = Object.keys(options).filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`unknown: ${unknown.map((name) => `--${name}`).join(' ')}; known: ${known.map((name) => `--${name}`).join(' ')}`)
}
