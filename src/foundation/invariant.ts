/** Stops the work on a state the code holds to be impossible. Never for user input: see Result. */
export function invariant(holds: unknown, broken: string): asserts holds {
  if (!holds) throw new Error(`invariant broken: ${broken}`)
}

/** The value, which the code knows to be there; the sentence says why. */
export function known<T>(value: T | undefined | null, missing: string): T {
  invariant(value !== undefined && value !== null, missing)
  return value
}

/** Makes the compiler prove that a switch has handled every case. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
