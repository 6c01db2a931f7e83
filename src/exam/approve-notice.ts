import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { PlainDateText } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { hex, noticeHash, noticeText } from './frozen-notice.ts'
import { approvalsOf, insertApproval, lockExam, positionsOf, returnOf, slotsOf } from './records.ts'
import { type ApprovalRefusal, approverOf, judgeApproval } from './rules/approvals.ts'

export const ApproveNotice = z.strictObject({
  examId: ExamId,
  version: z.int().min(1),
  level: z.literal([1, 2, 3]),
  meetingOn: PlainDateText.optional(),
  minutes: z.string().trim().min(2).max(2000).optional(),
})
export type ApproveNotice = z.infer<typeof ApproveNotice>

export type ApproveRefusal = ApprovalRefusal | 'exam_unknown' | 'level_of_another_role' | 'no_positions'

/** One level's word on one version of the notice. The hash says what it was given on. */
export async function approveNotice(
  deps: Deps,
  caller: Caller,
  command: ApproveNotice,
): Promise<Result<{ level: number; complete: boolean; noticeHash: string }, ApproveRefusal | 'idempotency_key_reused'>> {
  const { examId, level, meetingOn, minutes } = command
  return act(deps, { event: 'notice_approved', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    note({ level, version: command.version })
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const role = approverOf(exam.family, level)
    if (role && !appointmentFor(caller, [role], examId)) return refuse('level_of_another_role', { role })
    const approvals = await approvalsOf(tx, exam)
    const draft = {
      ...exam,
      returned: (await returnOf(tx, exam)) !== undefined,
      approvals: approvals.map((given) => ({ level: given.level, personId: given.approverPersonId })),
    }
    const asked = {
      level,
      version: command.version,
      by: caller.accountId,
      personId: caller.personId,
      meeting: meetingOn !== undefined && minutes !== undefined,
    }
    const judged = judgeApproval(draft, asked)
    if (!judged.ok) return judged
    const positions = await positionsOf(tx, examId)
    if (positions.length === 0) return refuse('no_positions')
    const hash = noticeHash(noticeText(exam, positions, await slotsOf(tx, examId)))
    await insertApproval(tx, {
      examId,
      version: exam.version,
      level,
      approvedBy: caller.accountId,
      approverPersonId: caller.personId,
      approvedAt: now,
      meetingOn: meetingOn ?? null,
      minutes: minutes ?? null,
      noticeHash: hash,
    })
    note({ noticeHash: hex(hash) })
    return accept({ level, complete: judged.value.complete, noticeHash: hex(hash) })
  })
}
