import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * When the list of candidates may be frozen: registration is over and every application is decided, so that nobody is added or dropped
 * once the seats are prepared.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) seats are arranged after the review; 《专业技术职务资格考试制度》第二条 (R-QUAL-04) no
 * candidate is left unconfirmed when the day is closed; B-15 the list stands before any random value is known.
 */
export type ListStanding = {
  readonly announced: boolean
  readonly registrationClosesAt: Instant | undefined
  /** Where the review comes after the written test, whoever has applied is on the list. */
  readonly reviewMode: 'before' | 'after'
  /** Applications whose review is not settled. */
  readonly open: number
  /** Days on which somebody applied and whose numbers nobody has confirmed. */
  readonly daysNotClosed: number
  readonly candidates: number
  /** Subjects that somebody sits and that have no session. */
  readonly subjectsWithoutSession: readonly string[]
  readonly frozen: boolean
}

export type ListRefusal =
  | 'exam_not_announced'
  | 'registration_open'
  | 'list_already_frozen'
  | 'review_open'
  | 'day_not_closed'
  | 'list_empty'
  | 'session_missing'

export function judgeListFreeze(list: ListStanding, now: Instant): Result<true, ListRefusal> {
  if (!list.announced || list.registrationClosesAt === undefined) return refuse('exam_not_announced')
  if (Temporal.Instant.compare(now, list.registrationClosesAt) < 0) return refuse('registration_open')
  if (list.frozen) return refuse('list_already_frozen')
  if (list.reviewMode === 'before') {
    if (list.open > 0) return refuse('review_open', { open: list.open })
    if (list.daysNotClosed > 0) return refuse('day_not_closed', { days: list.daysNotClosed })
  }
  if (list.candidates === 0) return refuse('list_empty')
  if (list.subjectsWithoutSession.length > 0) return refuse('session_missing', { subjects: list.subjectsWithoutSession })
  return accept(true)
}
