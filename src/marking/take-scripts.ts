import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { trainedAmong } from '../exam/people-records.ts'
import { loadExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { assignScripts, heldScripts, lockFreeScripts, stillFree } from './records.ts'
import type { MarkingRefusal } from './refusals.ts'

export const TakeScripts = z.strictObject({ examId: ExamId, count: z.int().min(1).max(100), subject: z.string().max(40).optional() })
export type TakeScripts = z.infer<typeof TakeScripts>

export type Bundle = { readonly scripts: readonly { readonly code: string; readonly subject: string }[] }

/**
 * The next bundle for this marker: scripts they have not seen. The answer says neither whether it is a first, second or third mark nor
 * what others gave; a marker who knew would mark differently.
 */
export async function takeScripts(
  deps: Deps,
  caller: Caller,
  { examId, count, subject }: TakeScripts,
): Promise<Result<Bundle, MarkingRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'scripts_taken', role: 'marking', by: caller, examId }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if ((await trainedAmong(tx, examId, 'marking', [caller.accountId])).size === 0) return refuse('marker_untrained')
    const held = await heldScripts(tx, examId, caller.accountId)
    if (held.length > 0) return accept({ scripts: held.map(({ code, subject }) => ({ code, subject })) })
    const locked = await lockFreeScripts(tx, examId, subject, caller.accountId, count)
    const free = await stillFree(tx, locked, caller.accountId)
    if (free.length === 0) return refuse('nothing_to_mark')
    await assignScripts(
      tx,
      free.map(({ id, round }) => ({ scriptId: id, round, marker: caller.accountId, assignedAt: now })),
    )
    note({ scripts: free.length })
    return accept({ scripts: free.map(({ code, subject }) => ({ code, subject })) })
  })
}
