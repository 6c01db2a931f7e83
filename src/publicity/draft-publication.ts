import { createHash } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId, PublicationId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import { DraftId } from './ids.ts'
import { insertDraft, withdrawOpenDrafts } from './records.ts'
import { lintList, type Row } from './rules/lint.ts'
import type { ListColumn, PublicationKind } from './rules/lists.ts'

export type PublicationDraft = {
  readonly id: string
  readonly examId: ExamId
  readonly kind: PublicationKind
  readonly columns: readonly ListColumn[]
  readonly rows: readonly Row[]
  readonly by: AccountId
  readonly now: Instant
  /** The version this one corrects, and why. */
  readonly corrects?: PublicationId
  readonly reason?: string
}

/**
 * A stage hands in its list. Nothing is public until another person approves it; a list with faults is refused with every fault named.
 * An earlier draft of the same list that nobody approved is withdrawn.
 */
export async function draftPublication(
  tx: Tx,
  draft: PublicationDraft,
): Promise<Result<{ draftId: DraftId; snapshotHash: string }, 'list_faulty'>> {
  const { examId, kind, columns, rows, by, now } = draft
  const faults = lintList(kind, columns, rows)
  if (faults.length > 0) return refuse('list_faulty', { faults })
  const snapshot = canonicalJson({ exam: examId, kind, columns, rows })
  const snapshotHash = createHash('sha256').update(snapshot).digest()
  const id = DraftId.parse(draft.id)
  await withdrawOpenDrafts(tx, examId, kind, by, now)
  await insertDraft(tx, {
    id,
    examId,
    kind,
    snapshot,
    snapshotHash,
    preparedBy: by,
    preparedAt: now,
    corrects: draft.corrects ?? null,
    reason: draft.reason ?? null,
    publishedAs: null,
    withdrawnAt: null,
    withdrawnBy: null,
  })
  return accept({ draftId: id, snapshotHash: snapshotHash.toString('hex') })
}
