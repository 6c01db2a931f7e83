import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { officersIn } from '../exam/people-records.ts'
import { examDays, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tellMany } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { DispatchId } from './ids.ts'
import { dispatchesOf, insertDispatch } from './preparation-records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { judgeDispatch } from './rules/assessor-dispatch.ts'
import { dispatchMessage } from './words.ts'

export const DispatchAssessors = z.strictObject({
  examId: ExamId,
  number: z.string().trim().min(1).max(40),
  head: AccountId,
  assessors: z.array(AccountId).min(1).max(200),
})
export type DispatchAssessors = z.infer<typeof DispatchAssessors>

/** R-WK-24: the slip that sends assessors to the exam. Each of them is told with it and not before. */
export async function dispatchAssessors(
  deps: Deps,
  caller: Caller,
  command: DispatchAssessors,
): Promise<Result<{ dispatchId: DispatchId }, StaffingRefusal | 'idempotency_key_reused'>> {
  const { examId, number, head, assessors } = command
  return act(deps, { event: 'assessors_dispatched', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    const days = await examDays(tx, examId, deps.authority.timeZone)
    if (!exam || !days) return refuse('session_unknown')
    const appointed = new Set(
      (await officersIn(tx, examId)).filter(({ roles }) => roles.includes('assessor')).map(({ accountId }) => accountId),
    )
    const judged = judgeDispatch({ head, assessors }, appointed, days.first, days.last, dateIn(deps.authority.timeZone, now))
    if (!judged.ok) return judged
    if ((await dispatchesOf(tx, examId)).some((one) => one.number === number)) return refuse('slip_number_taken')
    const id = DispatchId.parse(deps.newId())
    await insertDispatch(tx, { id, examId, number, head, assessors, dispatchedBy: caller.accountId, dispatchedAt: now })
    const text = dispatchMessage(exam.title)
    await tellMany(
      tx,
      deps,
      assessors.map((accountId) => ({ accountId, examId, ...text(number, accountId === head), now })),
    )
    note({ dispatch: id, number, assessors: assessors.length })
    return accept({ dispatchId: id })
  })
}
