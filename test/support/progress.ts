/** Says lines on standard error, each with the seconds since the first was possible. */
export function progress(): (line: string) => void {
  const began = performance.now()
  return (line) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}\n`)
}
