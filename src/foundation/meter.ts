/**
 * What a process counts of its own work, for those who run it. Labels are names that stand in the code (events, refusals, routes), never of
 * people or things, so that their number is bounded and nobody is in them.
 */
export type Meter = {
  /** An act was carried out, refused or failed: `accepted`, the refusal's code, or `failed`. */
  readonly acted: (event: string, outcome: string) => void
  /** A group commit took so many, and left so many waiting for the next. */
  readonly batch: (event: string, size: number, waiting: number) => void
  /** A unit of work in the database, from asking for a connection to its end. */
  readonly unit: <T>(work: Promise<T>) => Promise<T>
  readonly answered: (method: string, route: string, status: number, seconds: number) => void
  /** What was counted for the board since it was asked last. */
  readonly collect: () => Counts
}

/** Sums since they were collected last; `queue`, `working` and `standing` are the most that was seen or is now. */
export type Counts = {
  /** Submissions by `accepted`, refusal or `failed`. */
  readonly submissions: Readonly<Record<string, number>>
  readonly admitted: Readonly<Record<string, number>>
  readonly turnedAway: Readonly<Record<string, number>>
  readonly queue: number
  readonly working: number
  /** Milliseconds a new request stands before it is looked at. */
  readonly standing: number
}

const nothing: Counts = { submissions: {}, admitted: {}, turnedAway: {}, queue: 0, working: 0, standing: 0 }

/** Where nobody looks: tests of single use cases, commands, measurements of something else. */
export const noMeter: Meter = {
  acted: () => undefined,
  batch: () => undefined,
  unit: (work) => work,
  answered: () => undefined,
  collect: () => nothing,
}
