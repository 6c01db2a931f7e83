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
import { passedPlaces, scoreOf, shortlistsOf } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'

export const PublishReReview = z.strictObject({ examId: ExamId })
export type PublishReReview = z.infer<typeof PublishReReview>

/** Drafts the list of those who passed the re-review (R-RC-24). A post free of the written test has no tickets: the application's number stands in. */
export async function publishReReview(
  deps: Deps,
  caller: Caller,
  command: PublishReReview,
): Promise<Result<{ draftId: string; snapshotHash: string; rows: number }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 're_review_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const lists = await shortlistsOf(tx, examId)
    if (lists.length === 0) return refuse('shortlists_missing')
    if (lists.some(({ closedAt }) => closedAt === null)) return refuse('shortlists_open')
    const unpublished = await judgeUnpublished(tx, examId, 're_review')
    if (!unpublished.ok) return unpublished
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const rows = (await passedPlaces(tx, examId)).map((place): Row => {
      const post = known(posts.get(place.positionId), 'the post of a place')
      const { decimals } = exam.value.notice
      return {
        ticket: place.number,
        unit: post.unit,
        position: `${post.code} ${post.title}`,
        ...(place.score === null ? {} : { written: formatScore(roundScore(scoreOf(place.score), decimals)), rank: String(place.rank) }),
      }
    })
    rows.sort((a, b) => ((a.position ?? '') < (b.position ?? '') ? -1 : a.position === b.position ? 0 : 1))
    const columns = ['ticket', 'unit', 'position', 'written', 'rank'] as const
    const drafted = await draftPublication(tx, { id: deps.newId(), examId, kind: 're_review', columns, rows, by: caller.accountId, now })
    if (!drafted.ok) return drafted
    note({ draft: drafted.value.draftId, snapshot: drafted.value.snapshotHash, rows: rows.length })
    return accept({ ...drafted.value, rows: rows.length })
  })
}
