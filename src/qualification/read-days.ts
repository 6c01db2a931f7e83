import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { endOfDay } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, refuse } from '../foundation/result.ts'
import { personOfAccount } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { catchUp } from './case-records.ts'
import { daysToClose } from './close-day.ts'
import { applicationsOfDay, reconciliationsOf } from './day-records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam } from './reviewer-of.ts'
import { countBySubject, countDay } from './rules/reconciliation.ts'

export const ReadDays = z.strictObject({ examId: ExamId })
export const ReadDay = z.strictObject({ examId: ExamId, day: z.iso.date() })

/** Every day of the registration window: closed with which figures, open, or not over. */
export async function readDays(deps: Deps, _caller: Caller, { examId }: z.infer<typeof ReadDays>) {
  const now = deps.clock()
  const zone = deps.authority.timeZone
  return deps.within('office', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse<QualificationRefusal>('exam_unknown')
    const closed = await reconciliationsOf(tx, examId)
    const days = (await daysToClose(tx, zone, exam)).map((day) => {
      const row = closed.find((one) => one.day.equals(day))
      const over =
        Temporal.Instant.compare(now, endOfDay(zone, day)) >= 0 ||
        (exam.registrationClosesAt && Temporal.Instant.compare(now, exam.registrationClosesAt) >= 0)
      const figures = row && {
        submitted: row.submitted,
        confirmed: row.confirmed,
        returned: row.returned,
        pending: row.pending,
        closedAt: row.closedAt.toString(),
      }
      return { day: day.toString(), state: row ? ('closed' as const) : over ? ('open' as const) : ('not_over' as const), ...figures }
    })
    return accept({ title: exam.title, days })
  })
}

/** One day's applications and what the records count. */
export async function readDay(deps: Deps, _caller: Caller, command: z.infer<typeof ReadDay>) {
  const { examId } = command
  const now = deps.clock()
  const zone = deps.authority.timeZone
  return deps.within('office', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse<QualificationRefusal>('exam_unknown')
    const day = Temporal.PlainDate.from(command.day)
    if (!(await daysToClose(tx, zone, exam)).some((one) => one.equals(day))) return refuse<QualificationRefusal>('day_outside_registration')
    await catchUp(tx, examId, 'before', now)
    const applications = await applicationsOfDay(tx, examId, zone, day)
    const closed = (await reconciliationsOf(tx, examId)).find((one) => one.day.equals(day))
    const by = closed && (await personOfAccount(tx, closed.closedBy))
    return accept({
      title: exam.title,
      day: command.day,
      recorded: closed
        ? { submitted: closed.submitted, confirmed: closed.confirmed, returned: closed.returned, pending: closed.pendingNames }
        : countDay(applications),
      bySubject: countBySubject(applications),
      applications,
      closedAt: closed?.closedAt.toString(),
      closedBy: by && nameOf(deps, by.person),
    })
  })
}
