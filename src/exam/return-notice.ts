import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { insertReturn, lockExam, returnOf } from './records.ts'

export const ReturnNotice = z.strictObject({ examId: ExamId, version: z.int().min(1), reason: z.string().trim().min(4).max(1000) })
export type ReturnNotice = z.infer<typeof ReturnNotice>

/** 第五条 (R-RC-04): what is against policy goes back, with the reason; this version can then no longer be approved. */
export async function returnNotice(
  deps: Deps,
  caller: Caller,
  command: ReturnNotice,
): Promise<Result<{ version: number }, EditRefusal | 'returned_for_correction' | 'idempotency_key_reused'>> {
  const { examId, reason } = command
  return act(deps, { event: 'notice_returned', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const exam = found.value
    note({ version: exam.version })
    if (await returnOf(tx, exam)) return refuse('returned_for_correction')
    await insertReturn(tx, { examId, version: exam.version, reason, returnedBy: caller.accountId, returnedAt: now })
    return accept({ version: exam.version })
  })
}
