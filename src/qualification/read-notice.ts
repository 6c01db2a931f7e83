import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertReading } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam } from './reviewer-of.ts'

export const ConfirmReading = z.strictObject({
  examId: ExamId,
  /** SHA-256 of the document that was studied. */
  noticeHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ConfirmReading = z.infer<typeof ConfirmReading>

/** A reviewer states to have studied the exam's document, this very version (R-QUAL-05). */
export async function confirmReading(
  deps: Deps,
  caller: Caller,
  command: ConfirmReading,
): Promise<Result<{ noticeHash: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, noticeHash } = command
  return act(deps, { event: 'notice_studied', role: 'office', by: caller, examId, subject: noticeHash, command }, async (tx, now) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if (Buffer.from(exam.noticeHash).toString('hex') !== noticeHash) return refuse('notice_changed')
    await insertReading(tx, { examId, accountId: caller.accountId, noticeHash: exam.noticeHash, readAt: now })
    return accept({ noticeHash })
  })
}
