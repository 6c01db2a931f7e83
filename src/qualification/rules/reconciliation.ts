/**
 * The day is closed when the numbers agree and every pending application is named.
 *
 * Regulation: 《专业技术职务资格考试制度》第二条 (R-QUAL-04) at the close of registration each day the confirming officer checks the number
 * registered that day, so that no candidate is left unconfirmed.
 */
import { endOfDay } from '../../foundation/calendar.ts'
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CaseState } from './case-state.ts'

/** What the records say of one day: every application first submitted on it and not withdrawn. */
export type DayRecord = { readonly applicationId: string; readonly state: CaseState }

/** What the officer counted. */
export type DayCount = {
  readonly submitted: number
  readonly confirmed: number
  readonly returned: number
  readonly pending: readonly string[]
}

export type ReconciliationRefusal = 'day_not_over' | 'day_closed_already' | 'day_does_not_add_up'

export function countDay(day: readonly DayRecord[]): DayCount {
  const counted = day.filter(({ state }) => state !== 'withdrawn')
  const confirmed = counted.filter(({ state }) => state === 'qualified').length
  const returned = counted.filter(({ state }) => state === 'returned' || state === 'given_up' || state === 'reversed').length
  const pending = counted.filter(
    ({ state }) => state === 'open' || state === 'referred' || state === 'supplement_asked' || state === 'disputed',
  )
  return { submitted: counted.length, confirmed, returned, pending: pending.map(({ applicationId }) => applicationId).sort() }
}

/** The same for each subject, in the order of their names; who sits no written test comes last. */
export function countBySubject(
  day: readonly (DayRecord & { readonly subject: string | null })[],
): readonly (DayCount & { readonly subject: string | null })[] {
  const bySubject = [...Map.groupBy(day, ({ subject }) => subject)]
  const ordered = bySubject.toSorted(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
  return ordered.map(([subject, ofSubject]) => ({ subject, ...countDay(ofSubject) }))
}

export const addsUp = ({ submitted, confirmed, returned, pending }: DayCount): boolean =>
  submitted === confirmed + returned + pending.length

export function judgeDay(
  counted: DayCount,
  recorded: DayCount,
  {
    zone,
    day,
    now,
    registrationClosesAt,
    closedAlready,
  }: { zone: string; day: Temporal.PlainDate; now: Instant; registrationClosesAt: Instant; closedAlready: boolean },
): Result<DayCount, ReconciliationRefusal> {
  if (closedAlready) return refuse('day_closed_already')
  // Until the day or the registration is over another application may still come.
  if (Temporal.Instant.compare(now, endOfDay(zone, day)) < 0 && Temporal.Instant.compare(now, registrationClosesAt) < 0)
    return refuse('day_not_over')
  const [named, waiting] = [new Set(counted.pending), new Set(recorded.pending)]
  const unnamed = recorded.pending.filter((id) => !named.has(id))
  const unfounded = counted.pending.filter((id) => !waiting.has(id))
  const agrees =
    counted.submitted === recorded.submitted && counted.confirmed === recorded.confirmed && counted.returned === recorded.returned
  if (!agrees || !addsUp(counted) || !addsUp(recorded) || unnamed.length > 0 || unfounded.length > 0)
    return refuse('day_does_not_add_up', {
      counted: figures(counted),
      recorded: figures(recorded),
      unnamed: unnamed.slice(0, mostTold),
      unfounded: unfounded.slice(0, mostTold),
    })
  return accept(recorded)
}

/** Whoever named nobody is told how many there are, not all of them. */
const mostTold = 100

const figures = ({ submitted, confirmed, returned, pending }: DayCount) => ({ submitted, confirmed, returned, pending: pending.length })
