import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, PublicationId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { draftPublication } from './draft-publication.ts'
import type { DraftId } from './ids.ts'
import { lockLists, newestHead, publicationById, readSnapshot } from './records.ts'
import type { PublicityRefusal } from './refusals.ts'
import { type Change, correctRows } from './rules/correction.ts'
import { listColumns } from './rules/lists.ts'

const Ticket = z.string().trim().min(1).max(24)

export const CorrectPublication = z.strictObject({
  examId: ExamId,
  publicationId: PublicationId,
  reason: z.string().trim().min(4).max(500),
  changes: z.array(z.strictObject({ ticket: Ticket, column: z.enum(listColumns), value: z.string().trim().max(200) })).max(500),
  removals: z.array(Ticket).max(500),
})
export type CorrectPublication = z.infer<typeof CorrectPublication>

/** A published list changes only by a new version with a reason, which again needs a second person; the old version stays visible. */
export async function correctPublication(
  deps: Deps,
  caller: Caller,
  command: CorrectPublication,
): Promise<Result<{ draftId: DraftId; snapshotHash: string }, PublicityRefusal | 'idempotency_key_reused'>> {
  const { examId, publicationId, reason, removals } = command
  const changes: readonly Change[] = command.changes
  return act(
    deps,
    { event: 'list_correction_drafted', role: 'office', by: caller, examId, subject: publicationId, command },
    async (tx, now, note) => {
      await lockLists(tx, examId)
      const published = await publicationById(tx, examId, publicationId)
      if (!published) return refuse('publication_unknown')
      const newest = await newestHead(tx, examId, published.kind)
      if (newest?.id !== publicationId) return refuse('newer_version_published')
      const { columns, rows } = readSnapshot(published.snapshot)
      const corrected = correctRows(columns, rows, changes, removals)
      if (!corrected.ok) return corrected
      const drafted = await draftPublication(tx, {
        id: deps.newId(),
        examId,
        kind: published.kind,
        columns,
        rows: corrected.value,
        by: caller.accountId,
        now,
        corrects: publicationId,
        reason,
      })
      if (!drafted.ok) return drafted
      note({
        kind: published.kind,
        draft: drafted.value.draftId,
        changes: changes.length,
        removals: removals.length,
        snapshot: drafted.value.snapshotHash,
      })
      return accept(drafted.value)
    },
  )
}
