import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, PublicationId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DraftId } from './ids.ts'
import { examOfLists, insertPublication, lockDraft, lockLists, newestHead, readSnapshot, settleDraft } from './records.ts'
import type { PublicityRefusal } from './refusals.ts'
import { judgeApproval } from './rules/hands.ts'
import { lintList } from './rules/lint.ts'
import { closesAt } from './rules/window.ts'

export const ApprovePublication = z.strictObject({
  examId: ExamId,
  draftId: DraftId,
  /** SHA-256 of the list on the approver's screen: what was seen is what is published. */
  snapshotHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ApprovePublication = z.infer<typeof ApprovePublication>

/** Another person's word makes the list public at once and starts its window. */
export async function approvePublication(
  deps: Deps,
  caller: Caller,
  command: ApprovePublication,
): Promise<Result<{ publicationId: PublicationId; version: number; closesAt: string }, PublicityRefusal | 'idempotency_key_reused'>> {
  const { examId, draftId, snapshotHash } = command
  return act(deps, { event: 'list_published', role: 'office', by: caller, examId, subject: draftId, command }, async (tx, now, note) => {
    const exam = await examOfLists(tx, examId)
    if (!exam) return refuse('exam_unknown')
    await lockLists(tx, examId)
    const draft = await lockDraft(tx, examId, draftId)
    if (!draft) return refuse('draft_unknown')
    const newest = await newestHead(tx, examId, draft.kind)
    const approved = judgeApproval(
      {
        preparedBy: draft.preparedBy,
        snapshotHash: Buffer.from(draft.snapshotHash).toString('hex'),
        settled: draft.publishedAs !== null || draft.withdrawnAt !== null,
        corrects: draft.corrects ?? undefined,
      },
      caller.accountId,
      snapshotHash,
      newest?.id,
    )
    if (!approved.ok) return approved
    const { columns, rows } = readSnapshot(draft.snapshot)
    const faults = lintList(draft.kind, columns, rows)
    if (faults.length > 0) return refuse('list_faulty', { faults })
    const publication = {
      id: PublicationId.parse(deps.newId()),
      examId,
      kind: draft.kind,
      version: (newest?.version ?? 0) + 1,
      corrects: draft.corrects,
      snapshot: draft.snapshot,
      snapshotHash: draft.snapshotHash,
      preparedBy: draft.preparedBy,
      approvedBy: caller.accountId,
      openedAt: now,
      closesAt: closesAt(deps.authority.timeZone, now, exam.notice, exam.notice.holidays),
      reason: draft.reason,
    }
    await insertPublication(tx, publication)
    await settleDraft(tx, draftId, { publishedAs: publication.id })
    const { id, kind, version } = publication
    note({ kind, version, publication: id, snapshot: snapshotHash, rows: rows.length, closesAt: publication.closesAt.toString() })
    return accept({ publicationId: id, version, closesAt: publication.closesAt.toString() })
  })
}
