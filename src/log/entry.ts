import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Result } from '../foundation/result.ts'
import type { EventDetail, LogEvent } from './event.ts'

/** What is said of every attempt, whatever became of it. */
export type Attempt = {
  readonly by: Caller
  readonly examId?: string | undefined
  readonly subject?: string | undefined
  readonly now: Instant
}

/** The log entry of an attempt and its outcome. */
export const entryOf = (
  event: string,
  { by, examId, subject, now }: Attempt,
  result: Result<unknown, string>,
  detail: EventDetail,
): LogEvent => ({
  event,
  at: now,
  actor: by.accountId,
  examId,
  subject,
  outcome: result.ok ? 'accepted' : 'refused',
  ...(result.ok ? {} : { refusal: result.refusal }),
  detail,
})

/** As it is counted: a refusal by its code. */
export const outcomeOf = (result: Result<unknown, string>): string => (result.ok ? 'accepted' : result.refusal)
