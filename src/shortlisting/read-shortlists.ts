import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { loadExam, positionById, positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { type ApplicationId, ExamId, PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, roundScore } from '../foundation/score.ts'
import { publishedLine } from '../publicity/published-list.ts'
import { announcedExam } from './gates.ts'
import {
  backfillsOf,
  decisionsOf,
  listNumbers,
  ownApplication,
  placeOf,
  placesOfPosition,
  rankOf,
  ranksOfPosition,
  type ShortlistRow,
  scoreOf,
  shortlistCounts,
  shortlistOfPosition,
  shortlistsOf,
  validScores,
} from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { judgeGivingUp, type PlaceState, vacancies } from './rules/backfill.ts'
import { explainWritten, type Text } from './rules/explain.ts'
import { type Entry, placesOf } from './rules/shortlist.ts'

export const ReadShortlists = z.strictObject({ examId: ExamId })

export type PostLine = {
  readonly positionId: string
  readonly post: string
  readonly unit: string
  readonly basis: 'ratio' | 'exempt'
  readonly headcount: number
  readonly places: number
  readonly cutScore: string | null
  readonly closed: boolean
  readonly called: number
  readonly passed: number
  readonly failed: number
  readonly gaveUp: number
  readonly backfilled: number
}

export type TieLine = {
  readonly decisionId: string
  readonly positionId: string
  readonly stage: string
  readonly ordered: readonly string[]
  readonly reason: string
  readonly decidedAt: string
  readonly confirmedAt: string | null
}

/** All posts of an exam with where their re-review stands, and the decisions on ties. */
export async function readShortlists(
  deps: Deps,
  _: Caller,
  { examId }: z.infer<typeof ReadShortlists>,
): Promise<Result<{ posts: PostLine[]; ties: TieLine[] }, ShortlistingRefusal>> {
  return deps.within('office', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const { decimals } = exam.value.notice
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const counts = new Map((await shortlistCounts(tx, examId)).map((row) => [row.positionId, row]))
    const lines = (await shortlistsOf(tx, examId)).map((list): PostLine => {
      const post = known(posts.get(list.positionId), 'the post of a list')
      const { positionId: _, ...count } = known(counts.get(list.positionId), 'the counts of a list')
      return {
        positionId: list.positionId,
        post: `${post.code} ${post.title}`,
        unit: post.unit,
        basis: list.basis,
        headcount: list.headcount,
        places: placesOf(list),
        cutScore: shown(list.cutScore, decimals),
        closed: list.closedAt !== null,
        ...count,
      }
    })
    lines.sort((a, b) => (a.post < b.post ? -1 : 1))
    return accept({ posts: lines, ties: await tieLines(tx, examId) })
  })
}

async function tieLines(tx: Tx, examId: ExamId): Promise<TieLine[]> {
  const decisions = await decisionsOf(tx, examId)
  const numbers = await listNumbers(tx, [...new Set(decisions.flatMap(({ ordered }) => ordered))])
  return decisions.map((row) => ({
    decisionId: row.id,
    positionId: row.positionId,
    stage: row.stage,
    ordered: row.ordered.map((id) => numbers.get(id) ?? id),
    reason: row.reason,
    decidedAt: row.decidedAt.toString(),
    confirmedAt: row.confirmedAt?.toString() ?? null,
  }))
}

const shown = (score: string | null, decimals: number): string | null =>
  score === null ? null : formatScore(roundScore(scoreOf(score), decimals))

export const ReadShortlist = z.strictObject({ examId: ExamId, positionId: PositionId })

export type Rung = {
  readonly applicationId: string
  readonly number: string
  readonly rank: number | null
  readonly score: string | null
  readonly status: string
  readonly place: { readonly enteredBy: Entry; readonly state: PlaceState; readonly answered: boolean } | null
}

export type ShortlistView = {
  readonly positionId: string
  readonly post: string
  readonly unit: string
  readonly basis: 'ratio' | 'exempt'
  readonly ratio: number
  readonly headcount: number
  readonly places: number
  readonly cutScore: string | null
  readonly closed: boolean
  readonly vacancies: number
  readonly input: string
  readonly inputHash: string
  readonly rungs: readonly Rung[]
  readonly ledger: readonly { readonly vacatedBy: string; readonly filledBy: string | null; readonly cause: string; readonly at: string }[]
}

/** One post from the highest score down, with the line and the backfill ledger. Ticket numbers, no names. */
export async function readShortlist(
  deps: Deps,
  _: Caller,
  { examId, positionId }: z.infer<typeof ReadShortlist>,
): Promise<Result<ShortlistView, ShortlistingRefusal>> {
  return deps.within('office', async (tx) => {
    const exam = await loadExam(tx, examId)
    const post = exam && (await positionById(tx, examId, positionId))
    if (!post) return refuse('position_unknown')
    const list = await shortlistOfPosition(tx, examId, positionId)
    if (!list) return refuse('shortlists_missing')
    const { decimals } = exam.notice
    const places = await placesOfPosition(tx, positionId)
    const ranks = await ranksOfPosition(tx, positionId)
    const ledger = await backfillsOf(tx, positionId)
    const placed = new Map(places.map((place) => [place.applicationId, place]))
    const answered = new Set(ledger.map(({ vacatedBy }) => vacatedBy))
    const everyone = [...new Set([...ranks.map(({ applicationId }) => applicationId), ...placed.keys()])]
    const numbers = await listNumbers(tx, everyone)
    const rankOfEach = new Map(ranks.map((rank) => [rank.applicationId, rank]))
    const number = (id: ApplicationId) => numbers.get(id) ?? id
    const rungs = everyone.map((id): Rung => {
      const rank = rankOfEach.get(id)
      const place = placed.get(id)
      return {
        applicationId: id,
        number: number(id),
        rank: rank?.rank ?? null,
        score: shown(rank?.score ?? null, decimals),
        status: rank?.status ?? 'exempt',
        place: place ? { enteredBy: place.enteredBy, state: place.state, answered: answered.has(id) } : null,
      }
    })
    return accept({
      positionId,
      post: `${post.code} ${post.title}`,
      unit: post.unit,
      basis: list.basis,
      ratio: list.ratio,
      headcount: list.headcount,
      places: placesOf(list),
      cutScore: shown(list.cutScore, decimals),
      closed: list.closedAt !== null,
      vacancies: openVacancies(
        list,
        places.map(({ state }) => state),
        ledger.length,
      ),
      input: list.input,
      inputHash: Buffer.from(list.inputHash).toString('hex'),
      rungs,
      ledger: ledger.map((row) => ({
        vacatedBy: number(row.vacatedBy),
        filledBy: row.filledBy && number(row.filledBy),
        cause: row.cause,
        at: row.at.toString(),
      })),
    })
  })
}

const openVacancies = (list: ShortlistRow, states: readonly PlaceState[], answered: number): number =>
  list.basis === 'exempt' || list.closedAt !== null ? 0 : vacancies({ places: placesOf(list), states, answered })

export const ReadMyPlace = z.strictObject({ examId: ExamId })

export type MyPlace = {
  readonly examId: string
  readonly exam: string
  readonly number: string
  readonly published: boolean
  readonly score: string | null
  readonly rank: number | null
  readonly place: { readonly enteredBy: Entry; readonly state: PlaceState; readonly mayGiveUp: boolean } | null
  readonly reasons: readonly Text[]
}

/** The candidate's own score, rank and place, and why: from the published list first, then from the frozen one. */
export async function readMyPlace(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof ReadMyPlace>,
): Promise<Result<MyPlace, ShortlistingRefusal>> {
  return deps.within('candidate', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const own = await ownApplication(tx, examId, caller.personId)
    if (!own) return refuse('application_unknown')
    const { decimals } = exam.value.notice
    const line = own.ticket === null ? undefined : await publishedLine(deps, tx, { examId, kind: 'written_scores', ticket: own.ticket })
    const list = await shortlistOfPosition(tx, examId, own.positionId)
    const base = { examId, exam: exam.value.title, number: own.ticket ?? own.number }
    if (!list)
      return accept({
        ...base,
        published: line !== undefined,
        score: line?.score ?? null,
        rank: line?.rank ? Number(line.rank) : null,
        place: null,
        reasons: [],
      })
    const rank = await rankOf(tx, own.applicationId)
    const place = await placeOf(tx, examId, own.applicationId)
    const rounded = (score: string | null | undefined) => (score ? roundScore(scoreOf(score), decimals) : undefined)
    const reasons = explainWritten({
      status: rank?.status,
      score: rounded(rank?.score),
      rank: rank?.rank ?? undefined,
      exempt: list.basis === 'exempt',
      counted: await validScores(tx, own.positionId),
      headcount: list.headcount,
      ratio: list.ratio,
      cutScore: rounded(list.cutScore),
      passMark: list.passMark === null ? undefined : rounded(list.passMark),
      place,
    })
    return accept({
      ...base,
      published: true,
      score: shown(rank?.score ?? null, decimals),
      rank: rank?.rank ?? null,
      place: place
        ? {
            enteredBy: place.enteredBy,
            state: place.state,
            mayGiveUp: judgeGivingUp({ state: place.state, closed: list.closedAt !== null }).ok,
          }
        : null,
      reasons,
    })
  })
}
