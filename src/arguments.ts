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
