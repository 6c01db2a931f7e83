import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { lockExam, replaceQuotas } from './records.ts'

const Name = z.string().trim().min(1).max(100)

export const EnterQuotas = z.strictObject({
  examId: ExamId,
  /** The committee's document that approved them. */
  document: z.string().trim().min(2).max(200),
  quotas: z
    .array(z.strictObject({ unit: Name, class: z.enum(['management', 'professional', 'workman']), headcount: z.int().min(1).max(9999) }))
    .min(1)
    .max(2000),
})
export type EnterQuotas = z.infer<typeof EnterQuotas>

/** 第四条 (R-RC-03): the year's approved establishment by unit and class. Judged when the notice goes out. */
export async function enterQuotas(
  deps: Deps,
  caller: Caller,
  command: EnterQuotas,
): Promise<Result<{ quotas: number }, EditRefusal | 'idempotency_key_reused'>> {
  const { examId, document } = command
  return act(deps, { event: 'quotas_entered', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    const found = editable(await lockExam(tx, examId), undefined)
    if (!found.ok) return found
    const merged = new Map<string, EnterQuotas['quotas'][number]>()
    for (const quota of command.quotas) {
      const key = JSON.stringify([quota.unit, quota.class])
      merged.set(key, { ...quota, headcount: quota.headcount + (merged.get(key)?.headcount ?? 0) })
    }
    const rows = [...merged.values()].map((quota) => ({ ...quota, examId, document, enteredBy: caller.accountId, enteredAt: now }))
    await replaceQuotas(tx, examId, rows)
    note({ quotas: rows.length })
    return accept({ quotas: rows.length })
  })
}
