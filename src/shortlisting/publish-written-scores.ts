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
import { announcedExam, judgeUnpublished } from './gates.ts'
import { type ResultOnList, writtenResultsOf } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { type Rank, writtenRanks } from './rules/shortlist.ts'
import { listWords } from './words.ts'

export const PublishWrittenScores = z.strictObject({ examId: ExamId })
export type PublishWrittenScores = z.infer<typeof PublishWrittenScores>

/** Drafts the list of all written scores with ranks; another person's approval makes it public for seven days (R-RC-19). */
export async function publishWrittenScores(
  deps: Deps,
  caller: Caller,
  command: PublishWrittenScores,
): Promise<Result<{ draftId: string; snapshotHash: string; rows: number }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'written_scores_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const unpublished = await judgeUnpublished(tx, examId, 'written_scores')
    if (!unpublished.ok) return unpublished
    const results = await writtenResultsOf(tx, examId)
    if (results.length === 0) return refuse('scores_not_joined')
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const ranks = rankedByPost(results)
    const rows = results.map((result): Row => {
      const post = known(posts.get(result.positionId), 'the post of an application')
      const rank = ranks.get(result.applicationId)
      return {
        ticket: result.ticket,
        unit: post.unit,
        position: `${post.code} ${post.title}`,
        ...(post.subject === null ? {} : { subject: post.subject }),
        ...(rank === undefined ? {} : { score: formatScore(roundScore(rank.score, exam.value.notice.decimals)), rank: String(rank.rank) }),
        ...(result.status === 'scored' ? {} : { result: listWords[result.status].zh }),
      }
    })
    const columns = ['ticket', 'unit', 'position', 'subject', 'score', 'rank', 'result'] as const
    const drafted = await draftPublication(tx, {
      id: deps.newId(),
      examId,
      kind: 'written_scores',
      columns,
      rows,
      by: caller.accountId,
      now,
    })
    if (!drafted.ok) return drafted
    note({ draft: drafted.value.draftId, snapshot: drafted.value.snapshotHash, rows: rows.length })
    return accept({ ...drafted.value, rows: rows.length })
  })
}

function rankedByPost(results: readonly ResultOnList[]): Map<string, Rank> {
  const byPost = Map.groupBy(results, ({ positionId }) => positionId)
  return new Map([...byPost.values()].flatMap((ofPost) => writtenRanks(ofPost).map((rank): [string, Rank] => [rank.applicationId, rank])))
}
