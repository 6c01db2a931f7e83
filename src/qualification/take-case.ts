import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { catchUp, phaseOpenedAt } from './case-records.ts'
import { claimCase, takeNext } from './pile-records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam, reviewerOf } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { judgeStanding } from './rules/reviewer.ts'

export const TakeNext = z.strictObject({ examId: ExamId, phase: z.enum(phases) })
export type TakeNext = z.infer<typeof TakeNext>

/** How long a file stays in one reviewer's hands before somebody else may be given it too. */
const claimMinutes = 20

/** Hands out the next file of the own unit that nobody else is needlessly reading. Asked again, it hands out the same one. */
export async function takeNextCase(
  deps: Deps,
  caller: Caller,
  command: TakeNext,
): Promise<Result<{ applicationId: string; version: number }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase } = command
  return act(deps, { event: 'case_taken', role: 'office', by: caller, examId, subject: phase, command }, async (tx, now, note) => {
    const [exam, openedAt] = await Promise.all([announcedExam(tx, examId), phaseOpenedAt(tx, examId, phase)])
    if (!exam) return refuse('exam_unknown')
    if (!openedAt) return refuse('phase_not_open')
    const zone = deps.authority.timeZone
    const reviewer = await reviewerOf(tx, caller, exam)
    const standing = judgeStanding(reviewer, exam.family, dateIn(zone, exam.announcedAt), dateIn(zone, now))
    if (!standing.ok) return standing
    const turn = exam.notice.review === 'peer' ? 'either' : reviewer.leads ? 'second' : 'first'
    const reach = { exam, units: reviewer.units, by: caller.accountId, personId: caller.personId }
    // What came in or ran out since is looked for only when nothing lies ready: a file out of date is never handed out in any case.
    let next = await takeNext(tx, reach, phase, turn, now)
    if (!next) {
      await catchUp(tx, examId, phase, now)
      next = await takeNext(tx, reach, phase, turn, now)
    }
    if (!next) return refuse('nothing_waits')
    await claimCase(tx, next.applicationId, phase, caller, now.add({ minutes: claimMinutes }))
    note({ application: next.applicationId, version: next.version })
    return accept(next)
  })
}
