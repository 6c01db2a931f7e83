import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type Exam, type Position, positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, type ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, roundScore, type Score } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import { lockLists } from '../publicity/records.ts'
import { openCases } from '../qualification/open-phase.ts'
import { announcedExam, judgePublicity } from './gates.ts'
import {
  exemptCandidates,
  insertShortlist,
  type PlaceRow,
  type RankRow,
  type ResultOnList,
  type ShortlistRow,
  scoreOf,
  shortlistsOf,
  writtenResultsOf,
} from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { shortlistOf } from './rules/shortlist.ts'
import { tellCalled } from './tell-called.ts'

export const MakeShortlists = z.strictObject({ examId: ExamId })
export type MakeShortlists = z.infer<typeof MakeShortlists>

type Made = { readonly list: ShortlistRow; readonly ranks: readonly RankRow[]; readonly places: readonly PlaceRow[] }
type Making = { readonly exam: Exam; readonly by: AccountId; readonly now: Instant }

/**
 * Fixes for every post who enters the re-review, with everything it was computed from, and calls them. Waits for the seven days of the
 * written scores (R-RC-19).
 */
export async function makeShortlists(
  deps: Deps,
  caller: Caller,
  command: MakeShortlists,
): Promise<Result<{ posts: number; called: number }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'shortlists_made', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    await lockLists(tx, examId)
    if ((await shortlistsOf(tx, examId)).length > 0) return refuse('shortlists_made')
    const posts = await positionsOf(tx, examId)
    if (posts.some(({ headcount }) => headcount === null)) return refuse('headcount_missing')
    const results = Map.groupBy(await writtenResultsOf(tx, examId), ({ positionId }) => positionId)
    if (posts.some(({ writtenExempt }) => !writtenExempt)) {
      const publicity = await judgePublicity(tx, examId, 'written_scores', now)
      if (!publicity.ok) return publicity
    }
    const exempt = Map.groupBy(await exemptCandidates(tx, examId), ({ positionId }) => positionId)
    const making = { exam: exam.value, by: caller.accountId, now }
    const made = posts.map((post) =>
      post.writtenExempt ? wholePost(making, post, exempt.get(post.id) ?? []) : byRatio(making, post, results.get(post.id) ?? []),
    )
    for (const { list, ranks, places } of made) await insertShortlist(tx, list, ranks, places)
    const called = made.flatMap(({ places }) => places.map(({ applicationId }) => applicationId))
    await openCases(tx, examId, 're_review', called, now)
    await tellCalled(tx, deps, exam.value, called, now)
    note({ posts: made.length, called: called.length, inputs: digestOf(made.map(({ list }) => list.input).join('\n')).toString('hex') })
    return accept({ posts: made.length, called: called.length })
  })
}

const digestOf = (text: string) => createHash('sha256').update(text).digest()

/** R-RC-21: everyone who was found qualified for a post free of the written test. */
function wholePost(making: Making, post: Position, candidates: readonly { readonly applicationId: ApplicationId }[]): Made {
  const input = { v: 1, position: post.code, basis: 'exempt', candidates: candidates.map(({ applicationId }) => applicationId).sort() }
  return {
    list: listRow(making, post, input, {}),
    ranks: [],
    places: candidates.map(({ applicationId }) => ({
      applicationId,
      ...common(making, post),
      rank: null,
      score: null,
      enteredBy: 'exempt',
    })),
  }
}

function byRatio(making: Making, post: Position, results: readonly ResultOnList[]): Made {
  const { notice } = making.exam
  const passMark = notice.writtenPassMark === undefined ? undefined : scoreOf(notice.writtenPassMark)
  const headcount = known(post.headcount, 'a post with a headcount')
  const { cutScore, ranks, places } = shortlistOf({ headcount, ratio: notice.ratio, passMark }, results)
  const input = {
    v: 1,
    position: post.code,
    basis: 'ratio',
    headcount,
    ratio: notice.ratio,
    passMark: passMark === undefined ? null : fixed(passMark),
    results: [...results]
      .sort((a, b) => (a.applicationId < b.applicationId ? -1 : 1))
      .map(({ applicationId, status, score }) => ({
        application: applicationId,
        status,
        score: score === undefined ? null : fixed(score),
      })),
  }
  const rankOf = new Map(ranks.map((rank) => [rank.applicationId, rank.rank]))
  const entryOf = new Map(places.map((place) => [place.applicationId, place]))
  return {
    list: listRow(making, post, input, { passMark, cutScore }),
    ranks: results.map(({ applicationId, status, score }) => ({
      applicationId,
      positionId: post.id,
      examId: making.exam.id,
      status,
      score: score === undefined ? null : formatScore(score),
      rank: rankOf.get(applicationId) ?? null,
    })),
    places: results.flatMap(({ applicationId }) => {
      const place = entryOf.get(applicationId)
      return place
        ? [{ applicationId, ...common(making, post), rank: place.rank, score: formatScore(place.score), enteredBy: place.enteredBy }]
        : []
    }),
  }
}

const fixed = (score: Score) => formatScore(roundScore(score, 4))

const common = ({ exam, now }: Making, post: Position) => ({
  positionId: post.id,
  examId: exam.id,
  enteredAt: now,
  state: 'called' as const,
  settledAt: null,
})

type Line = { readonly passMark?: Score | undefined; readonly cutScore?: Score | undefined }
function listRow({ exam, by, now }: Making, post: Position, input: object, { passMark, cutScore }: Line): ShortlistRow {
  const text = canonicalJson(input)
  return {
    positionId: post.id,
    examId: exam.id,
    basis: post.writtenExempt ? 'exempt' : 'ratio',
    ratio: exam.notice.ratio,
    headcount: known(post.headcount, 'a post with a headcount'),
    passMark: passMark === undefined ? null : formatScore(passMark),
    cutScore: cutScore === undefined ? null : formatScore(cutScore),
    input: text,
    inputHash: digestOf(text),
    madeBy: by,
    madeAt: now,
    closedAt: null,
  }
}
