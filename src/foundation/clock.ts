import { z } from 'zod'

/** The only file that reads the machine's clock. Rules are given an Instant; they never ask for one. */
export type Instant = Temporal.Instant
export type Clock = () => Instant

export const systemClock: Clock = () => Temporal.Now.instant()

/** Milliseconds that never go back, for durations alone. */
export type Stopwatch = () => number
export const systemStopwatch: Stopwatch = () => performance.now()

/** As the database keeps it: cut to microseconds, never rounded, so that nothing is stored later than it happened. */
export const storedText = (at: Instant): string => at.toString({ fractionalSecondDigits: 6 })

/** Exact; and dearer only for two of one millisecond. */
export const isBefore = (one: Instant, other: Instant): boolean => {
  const apart = one.epochMilliseconds - other.epochMilliseconds
  return apart === 0 ? Temporal.Instant.compare(one, other) < 0 : apart < 0
}

/** ISO 8601 text with an offset, as it comes from a client or from PostgreSQL. */
export const InstantText = z
  .string()
  .max(40)
  .transform((text, context): Instant => {
    try {
      return Temporal.Instant.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not an instant' })
      return z.NEVER
    }
  })

export const PlainDateText = z
  .string()
  .max(10)
  .transform((text, context): Temporal.PlainDate => {
    try {
      return Temporal.PlainDate.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not a date' })
      return z.NEVER
    }
  })
