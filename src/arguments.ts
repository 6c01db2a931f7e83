/** Whoever starts a command with wrong arguments gets a sentence and exit code 2, never a stack trace, and nothing has begun. */
export function readArguments<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${said.trimEnd()}\n`)
    return process.exit(2)
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
