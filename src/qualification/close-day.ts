import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { catchUp } from './case-records.ts'
import { applicationsOfDay, insertReconciliation, leftOut, reconciliationsOf } from './day-records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { type AnnouncedExam, announcedExam } from './reviewer-of.ts'
import { countDay, judgeDay } from './rules/reconciliation.ts'

const Count = z.int().min(0).max(10_000_000)

export const CloseDay = z.strictObject({
  examId: ExamId,
  day: z.iso.date(),
  submitted: Count,
  confirmed: Count,
  returned: Count,
  /** Every application still open, by name: nobody is overlooked (R-QUAL-04). On the first day that may be everybody who applied. */
  pending: z.array(ApplicationId).max(100_000),
})
export type CloseDay = z.infer<typeof CloseDay>

/** The confirming officer's own count of a day against the records; a difference keeps the day open. */
export async function closeDay(
  deps: Deps,
  caller: Caller,
  command: CloseDay,
): Promise<Result<{ day: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, submitted, confirmed, returned, pending } = command
  return act(
    deps,
    { event: 'day_reconciled', role: 'office', by: caller, examId, subject: command.day, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      if (!exam) return refuse('exam_unknown')
      const zone = deps.authority.timeZone
      const day = Temporal.PlainDate.from(command.day)
      if (!(await daysToClose(tx, zone, exam)).some((one) => one.equals(day))) return refuse('day_outside_registration')
      await catchUp(tx, examId, 'before', now)
      const closed = await reconciliationsOf(tx, examId)
      const applications = await applicationsOfDay(tx, examId, zone, day)
      const recorded = countDay(applications)
      const registrationClosesAt = known(exam.registrationClosesAt, 'an announced exam has a window')
      const closedAlready = closed.some((one) => one.day.equals(day))
      const judged = judgeDay({ submitted, confirmed, returned, pending }, recorded, {
        zone,
        day,
        now,
        registrationClosesAt,
        closedAlready,
      })
      if (!judged.ok) return judged
      const row = {
        examId,
        day,
        submitted,
        confirmed,
        returned,
        pending: pending.length,
        pendingNames: [...pending].sort(),
        closedBy: caller.accountId,
        closedAt: now,
      }
      const counted = applications.filter(({ state }) => state !== 'withdrawn').map(({ applicationId }) => applicationId)
      if (!(await insertReconciliation(tx, row, counted))) return refuse('day_closed_already')
      note({ submitted, confirmed, returned, pending: pending.length })
      return accept({ day: command.day })
    },
  )
}

/**
 * The days of the registration window; the one after them only where somebody was left out of the days before, so that nobody is left
 * unconfirmed.
 */
export async function daysToClose(tx: Tx, zone: string, exam: AnnouncedExam): Promise<Temporal.PlainDate[]> {
  const days = registrationDays(zone, exam)
  const last = days.at(-1)
  const after = last?.add({ days: 1 })
  const closed = await reconciliationsOf(tx, exam.id)
  const isClosed = (day: Temporal.PlainDate | undefined) => day !== undefined && closed.some((one) => one.day.equals(day))
  return after && (isClosed(after) || (isClosed(last) && (await leftOut(tx, exam.id, zone)))) ? [...days, after] : days
}

/** Every day of the registration window, in the authority's zone. */
function registrationDays(zone: string, exam: Pick<AnnouncedExam, 'registrationOpensAt' | 'registrationClosesAt'>): Temporal.PlainDate[] {
  if (!exam.registrationOpensAt || !exam.registrationClosesAt) return []
  const last = dateIn(zone, exam.registrationClosesAt.subtract({ nanoseconds: 1 }))
  const days: Temporal.PlainDate[] = []
  for (let day = dateIn(zone, exam.registrationOpensAt); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day)
  return days
}
