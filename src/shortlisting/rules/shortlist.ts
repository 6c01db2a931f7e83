import { compareScores, type Score } from '../../foundation/score.ts'
import { ranksByScore } from './competition-rank.ts'

/**
 * Who enters the re-review of one post.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十六条 (R-RC-20) by written score from the highest, 1:3 of the headcount, and everyone who shares the
 * score of the last place enters with them; (R-RC-21) a post free of the written test calls all its candidates. The base is the headcount
 * frozen in the notice, and with fewer than 3N valid scores all of them enter (B-07). Absent and in breach have no score and no rank.
 */
export type WrittenStatus = 'scored' | 'absent' | 'breach'
export type WrittenResult = { readonly applicationId: string; readonly status: WrittenStatus; readonly score: Score | undefined }

export type PostPlan = {
  readonly headcount: number
  readonly ratio: number
  /** Only where the notice sets one. */
  readonly passMark: Score | undefined
}

export type Rank = { readonly applicationId: string; readonly score: Score; readonly rank: number }
export type Entry = 'ratio' | 'tie' | 'exempt' | 'backfill'
export type Entered = { readonly applicationId: string; readonly enteredBy: Entry; readonly score: Score; readonly rank: number }

export type Shortlist = {
  /** The score at place ratio × headcount; none when fewer people have a valid score. */
  readonly cutScore: Score | undefined
  readonly ranks: readonly Rank[]
  readonly places: readonly Entered[]
}

export const placesOf = ({ headcount, ratio }: Pick<PostPlan, 'headcount' | 'ratio'>): number => headcount * ratio

export const writtenRanks = (results: readonly WrittenResult[]): Rank[] =>
  ranksByScore(
    results.flatMap(({ applicationId, status, score }) => (status === 'scored' && score !== undefined ? [{ applicationId, score }] : [])),
  ).map(({ item, rank }) => ({ ...item, rank }))

export function shortlistOf(plan: PostPlan, results: readonly WrittenResult[]): Shortlist {
  const ranks = writtenRanks(results)
  const { passMark } = plan
  const valid = passMark === undefined ? ranks : ranks.filter(({ score }) => compareScores(score, passMark) >= 0)
  const places = placesOf(plan)
  const cutScore = valid[places - 1]?.score
  const entered = cutScore === undefined ? valid : valid.filter(({ score }) => compareScores(score, cutScore) >= 0)
  // Where more enter than there are places, all who share the last score are tied: none of them is more inside than another.
  const tied = cutScore !== undefined && entered.length > places
  return {
    cutScore,
    ranks,
    places: entered.map((one) => ({ ...one, enteredBy: tied && compareScores(one.score, cutScore) === 0 ? 'tie' : 'ratio' })),
  }
}

/** Who is still to be called when places fall vacant: valid scores that have no place yet. */
export const belowTheLine = (ranks: readonly Rank[], passMark: Score | undefined, placed: ReadonlySet<string>): Rank[] =>
  ranks.filter(({ applicationId, score }) => !placed.has(applicationId) && (passMark === undefined || compareScores(score, passMark) >= 0))
