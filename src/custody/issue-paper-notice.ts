import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { examDays, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, ExamSessionId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { insertPaperNotice } from './order-records.ts'
import { partiesOf, seatPlanRows } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { judgeNotice } from './rules/paper-notice.ts'
import { noticeMessage } from './words.ts'

const Count = z.int().min(0).max(100_000)

export const IssuePaperNotice = z.strictObject({
  examId: ExamId,
  number: z.string().trim().min(1).max(40),
  /** The secrecy officer who sees to the papers. */
  to: AccountId,
  quantities: z
    .array(z.strictObject({ examSessionId: ExamSessionId, papers: Count, cards: Count }))
    .min(1)
    .max(200),
})
export type IssuePaperNotice = z.infer<typeof IssuePaperNotice>

/** R-WK-24: how many papers and cards each session needs, by the seat plan. What is packed must come to these numbers. */
export async function issuePaperNotice(
  deps: Deps,
  caller: Caller,
  command: IssuePaperNotice,
): Promise<Result<{ number: string }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, number, to, quantities } = command
  return act(deps, { event: 'paper_notice_issued', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const zone = deps.authority.timeZone
    const plan = await seatPlanRows(tx, examId)
    const days = await examDays(tx, examId, zone)
    if (!days) return refuse('seat_plan_missing')
    const judged = judgeNotice(quantities, plan, days.first, dateIn(zone, now))
    if (!judged.ok) return judged
    const receiver = (await partiesOf(tx, examId, [to])).get(to)
    if (!receiver?.roles.includes('secrecy_officer')) return refuse('party_unknown')
    const issued = await insertPaperNotice(tx, { examId, number, quantities, issuedBy: caller.accountId, issuedTo: to, issuedAt: now })
    if (!issued) return refuse('paper_notice_issued_already')
    await tell(tx, deps, { accountId: to, examId, ...noticeMessage(exam.title)(number), now })
    note({ number, papers: quantities.reduce((sum, { papers }) => sum + papers, 0), sessions: quantities.length })
    return accept({ number })
  })
}
