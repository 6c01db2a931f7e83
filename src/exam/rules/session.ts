import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * A session (场次) is one subject at one time, on the day of the written exam that the notice named.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条(三) (R-ROOM-01) rooms are arranged by session; 《事业单位公开招聘工作管理制度》第六条
 * (R-RC-05) what the notice says stands. Sessions, sites and rooms stand themselves once the list of candidates is frozen on them (第十条, R-RC-10).
 */
export type SessionRefusal =
  | 'places_frozen'
  | 'exam_cancelled'
  | 'subject_unknown'
  | 'session_ends_before_start'
  | 'session_not_on_written_day'

export type SessionAsked = { readonly subject: string; readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }
export type PlacesOf = {
  readonly state: 'draft' | 'announced' | 'cancelled'
  readonly placesClosed: boolean
  readonly writtenOn: Temporal.PlainDate | null
  readonly subjects: readonly string[]
}

/** Whether sessions, sites and rooms of this exam may still change. */
export function placesOpen(exam: Pick<PlacesOf, 'state' | 'placesClosed'>): Result<undefined, 'places_frozen' | 'exam_cancelled'> {
  if (exam.state === 'cancelled') return refuse('exam_cancelled')
  return exam.placesClosed ? refuse('places_frozen') : accept(undefined)
}

export function judgeSession(
  exam: PlacesOf,
  asked: SessionAsked,
  dateOf: (at: Temporal.Instant) => Temporal.PlainDate,
): Result<SessionAsked, SessionRefusal> {
  const open = placesOpen(exam)
  if (!open.ok) return open
  if (!exam.subjects.includes(asked.subject)) return refuse('subject_unknown', { subjects: exam.subjects })
  if (Temporal.Instant.compare(asked.startsAt, asked.endsAt) >= 0) return refuse('session_ends_before_start')
  const day = exam.writtenOn
  if (day === null || !dateOf(asked.startsAt).equals(day) || !dateOf(asked.endsAt).equals(day))
    return refuse('session_not_on_written_day', { writtenOn: day?.toString() ?? null })
  return accept(asked)
}
