import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DraftId } from './ids.ts'
import { lockDraft, settleDraft } from './records.ts'
import type { PublicityRefusal } from './refusals.ts'

export const WithdrawDraft = z.strictObject({ examId: ExamId, draftId: DraftId })
export type WithdrawDraft = z.infer<typeof WithdrawDraft>

/** A list that must not be published as it stands goes back to the stage that made it; the draft stays on record. */
export async function withdrawDraft(
  deps: Deps,
  caller: Caller,
  command: WithdrawDraft,
): Promise<Result<{ draftId: DraftId }, PublicityRefusal | 'idempotency_key_reused'>> {
  const { examId, draftId } = command
  return act(deps, { event: 'list_draft_withdrawn', role: 'office', by: caller, examId, subject: draftId, command }, async (tx, now) => {
    const draft = await lockDraft(tx, examId, draftId)
    if (!draft) return refuse('draft_unknown')
    if (draft.publishedAs !== null || draft.withdrawnAt !== null) return refuse('draft_settled')
    await settleDraft(tx, draftId, { withdrawnAt: now, withdrawnBy: caller.accountId })
    return accept({ draftId })
  })
}
