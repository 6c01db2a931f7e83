import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Exam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { openCases } from '../qualification/open-phase.ts'
import { announcedExam } from './gates.ts'
import {
  backfillsOf,
  decidedOrders,
  insertBackfills,
  insertPlaces,
  lockShortlist,
  type PlaceRow,
  placeOf,
  placesOfPosition,
  type ShortlistRow,
  scoreOf,
  standingRanks,
} from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { judgeBackfill, vacancies } from './rules/backfill.ts'
import { groupsOfEqualRank } from './rules/competition-rank.ts'
import { belowTheLine, placesOf } from './rules/shortlist.ts'
import { nextToCall } from './rules/ties.ts'
import { tellCalled } from './tell-called.ts'

export const BackfillPlace = z.strictObject({
  examId: ExamId,
  /** Whose place fell vacant. */
  applicationId: ApplicationId,
})
export type BackfillPlace = z.infer<typeof BackfillPlace>

export type Filled = { readonly called: readonly ApplicationId[]; readonly vacanciesLeft: number }

/**
 * The section asks; the system computes who is next by written score and calls them (R-RC-23). Equals are called together when the
 * vacancies suffice; otherwise it stops (B-08). Where nobody is left the ledger says so.
 */
export async function backfillPlace(
  deps: Deps,
  caller: Caller,
  command: BackfillPlace,
): Promise<Result<Filled, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  return act(
    deps,
    { event: 'place_backfilled', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      if (!exam.ok) return exam
      const seen = await placeOf(tx, examId, applicationId)
      if (!seen) return refuse('place_unknown')
      const list = known(await lockShortlist(tx, examId, seen.positionId), 'the list of a place')
      const places = await placesOfPosition(tx, list.positionId)
      const ledger = await backfillsOf(tx, list.positionId)
      const vacated = known(
        places.find((place) => place.applicationId === applicationId),
        'a place that was there before the lock',
      )
      const standing = { places: placesOf(list), states: places.map(({ state }) => state), answered: ledger.length }
      const answered = new Set(ledger.map(({ vacatedBy }) => vacatedBy))
      const judged = judgeBackfill(
        { ...standing, closed: list.closedAt !== null },
        { state: vacated.state, answered: answered.has(applicationId) },
      )
      if (!judged.ok) return judged
      const next = await nextByScore(tx, list, places, judged.value.vacancies)
      if (!next.ok) return next
      const others = places.filter(
        ({ applicationId: id, state }) => id !== applicationId && !answered.has(id) && (state === 'failed' || state === 'gave_up'),
      )
      const vacant = [vacated, ...others.sort(bySettling)]
      await callInto(tx, deps, { exam: exam.value, caller, now }, list, vacant, next.value)
      const left = vacancies({
        places: standing.places,
        states: [...standing.states, ...next.value.map(() => 'called' as const)],
        answered: ledger.length + Math.max(1, next.value.length),
      })
      note({ called: next.value.map(({ applicationId: id }) => id), cause: judged.value.cause, vacanciesLeft: left })
      return accept({ called: next.value.map(({ applicationId: id }) => id), vacanciesLeft: left })
    },
  )
}

type Next = { readonly applicationId: ApplicationId; readonly rank: number; readonly score: string }

async function nextByScore(
  tx: Tx,
  list: ShortlistRow,
  places: readonly PlaceRow[],
  open: number,
): Promise<Result<readonly Next[], ShortlistingRefusal>> {
  const ranks = await standingRanks(tx, list.positionId)
  const placed = new Set(places.map(({ applicationId }) => applicationId))
  const left = belowTheLine(ranks, list.passMark === null ? undefined : scoreOf(list.passMark), placed)
  const groups = groupsOfEqualRank(left.map((one) => ({ item: one.applicationId, rank: one.rank })))
  const called = nextToCall(groups, open, await decidedOrders(tx, list.positionId, 'written_backfill'))
  if (!called.ok) return called
  return accept(
    called.value.map((id) => {
      const found = known(
        ranks.find(({ applicationId }) => applicationId === id),
        'somebody with a rank',
      )
      return { applicationId: found.applicationId, rank: found.rank, score: formatScore(found.score) }
    }),
  )
}

const bySettling = (a: PlaceRow, b: PlaceRow) =>
  a.settledAt && b.settledAt ? Temporal.Instant.compare(a.settledAt, b.settledAt) : a.settledAt ? -1 : 1

type Calling = { readonly exam: Exam; readonly caller: Caller; readonly now: Instant }

/** Each called person answers one vacancy, the oldest after the one that was asked about. */
async function callInto(
  tx: Tx,
  deps: Deps,
  { exam, caller, now }: Calling,
  list: ShortlistRow,
  vacant: readonly PlaceRow[],
  called: readonly Next[],
): Promise<void> {
  await insertPlaces(
    tx,
    called.map(({ applicationId, rank, score }) => ({
      applicationId,
      positionId: list.positionId,
      examId: exam.id,
      rank,
      score,
      enteredBy: 'backfill',
      enteredAt: now,
      state: 'called',
      settledAt: null,
    })),
  )
  await insertBackfills(
    tx,
    vacant.slice(0, Math.max(1, called.length)).map((place, index) => ({
      id: deps.newId(),
      positionId: list.positionId,
      vacatedBy: place.applicationId,
      filledBy: called[index]?.applicationId ?? null,
      cause: place.state === 'gave_up' ? 'gave_up' : 'failed',
      byAccount: caller.accountId,
      at: now,
    })),
  )
  const ids = called.map(({ applicationId }) => applicationId)
  await openCases(tx, exam.id, 're_review', ids, now)
  await tellCalled(tx, deps, exam, ids, now)
}
