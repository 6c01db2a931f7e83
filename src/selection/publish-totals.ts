import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, roundScore } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { draftPublication } from '../publicity/draft-publication.ts'
import type { Row } from '../publicity/rules/lint.ts'
import { announcedExam, judgeUnpublished } from '../shortlisting/gates.ts'
import { listNumbers, scoreOf } from '../shortlisting/records.ts'
import { totalsOf } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'

export const PublishTotals = z.strictObject({ examId: ExamId })
export type PublishTotals = z.infer<typeof PublishTotals>

/** Drafts the list of interview scores and totals of all who were interviewed (R-RC-32). */
export async function publishTotals(
  deps: Deps,
  caller: Caller,
  command: PublishTotals,
): Promise<Result<{ draftId: string; snapshotHash: string; rows: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'totals_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const unpublished = await judgeUnpublished(tx, examId, 'total_scores')
    if (!unpublished.ok) return unpublished
    const totals = await totalsOf(tx, examId)
    if (totals.length === 0) return refuse('totals_missing')
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const numbers = await listNumbers(
      tx,
      totals.map(({ applicationId }) => applicationId),
    )
    const { decimals } = exam.value.notice
    const shown = (score: string) => formatScore(roundScore(scoreOf(score), decimals))
    const rows = totals.map((row): Row => {
      const post = known(posts.get(row.positionId), 'the post of a total')
      return {
        ticket: known(numbers.get(row.applicationId), 'a number'),
        unit: post.unit,
        position: `${post.code} ${post.title}`,
        ...(row.written === null ? {} : { written: shown(row.written) }),
        interview: shown(row.interview),
        ...(row.practical === null ? {} : { practical: shown(row.practical) }),
        total: shown(row.total),
        rank: String(row.rank),
      }
    })
    rows.sort((a, b) => ((a.position ?? '') < (b.position ?? '') ? -1 : a.position === b.position ? 0 : 1))
    const columns = ['ticket', 'unit', 'position', 'written', 'interview', 'practical', 'total', 'rank'] as const
    const drafted = await draftPublication(tx, { id: deps.newId(), examId, kind: 'total_scores', columns, rows, by: caller.accountId, now })
    if (!drafted.ok) return drafted
    note({ draft: drafted.value.draftId, snapshot: drafted.value.snapshotHash, rows: rows.length })
    return accept({ ...drafted.value, rows: rows.length })
  })
}
