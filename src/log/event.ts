import type { Instant } from '../foundation/clock.ts'

/** Values a log entry may carry. Ids, codes, counts and hashes only; the log is public, so never personal data or paper content. */
export type EventDetail = Readonly<Record<string, string | number | boolean | null | readonly string[] | readonly number[]>>

export type LogEvent = {
  readonly event: string
  readonly at: Instant
  /** The account that acted; undefined for unasked work. */
  readonly actor: string | undefined
  readonly examId: string | undefined
  readonly subject: string | undefined
  readonly outcome: 'accepted' | 'refused'
  readonly refusal?: string
  readonly detail: EventDetail
}
