import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { shortlistBackfills, shortlistPlaces, shortlists, type TieStage, tieDecisions, writtenRanks } from '../../db/schema/shortlisting.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, ApplicationId, type ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { parseScore, type Score } from '../foundation/score.ts'
import type { TieDecisionId } from './ids.ts'
import type { PlaceState } from './rules/backfill.ts'
import type { Rank, WrittenResult } from './rules/shortlist.ts'

export type ShortlistRow = typeof shortlists.$inferSelect
export type PlaceRow = typeof shortlistPlaces.$inferSelect
export type BackfillRow = typeof shortlistBackfills.$inferSelect
export type RankRow = typeof writtenRanks.$inferSelect
export type TieDecisionRow = typeof tieDecisions.$inferSelect

/** A stored decimal; the column's type leaves nothing else. */
export const scoreOf = (text: string): Score => known(parseScore(text), `a stored decimal ${text}`)

const ResultRow = z.object({
  applicationId: ApplicationId,
  positionId: PositionId,
  ticket: z.string(),
  status: z.enum(['scored', 'absent', 'breach']),
  score: z.string().nullable(),
})
export type ResultOnList = Omit<z.infer<typeof ResultRow>, 'score'> & WrittenResult & { readonly applicationId: ApplicationId }

/** A breach that two people confirmed after the test takes the score away as one in the room does (R-RC-45). */
const inBreach = sql`exists (select from violations v where v.exam_id = a.exam_id and v.person_id = a.person_id and v.account_id is null
  and v.state = 'confirmed' and v.consequence = 'exam_cancelled')`

/** Whoever withdrew, or whose qualification was found wrong, is out of the ranking. */
const takesPart = sql`a.state = 'submitted' and not exists (select from review_cases c where c.application_id = a.id and c.phase = 'before'
  and c.state in ('reversed', 'withdrawn'))`

/** The written result of everybody who still takes part, in the order of tickets. */
/** How many scores lie in each tenth of the full marks; the full marks themselves count to the last. */
export async function scoreBands(tx: Tx, examId: ExamId, maximum: string): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.execute(sql`
    select least(floor(score * 10 / ${maximum}::numeric), 9)::integer as band, count(*)::integer as count
      from written_results where exam_id = ${examId} and score is not null group by 1`)
  return new Map(
    z
      .array(z.object({ band: z.int(), count: z.int() }))
      .parse([...rows])
      .map(({ band, count }) => [band, count]),
  )
}

export async function writtenResultsOf(tx: Tx, examId: ExamId): Promise<ResultOnList[]> {
  const rows = await tx.execute(sql`
    select r.application_id as "applicationId", a.position_id as "positionId", t.number as ticket,
           case when ${inBreach} then 'breach' else r.status end as status, case when ${inBreach} then null else r.score::text end as score
      from written_results r join applications a on a.id = r.application_id join tickets t on t.id = r.ticket_id
     where r.exam_id = ${examId} and ${takesPart}
     order by t.number`)
  return z
    .array(ResultRow)
    .parse(rows)
    .map((row) => ({ ...row, score: row.score === null ? undefined : scoreOf(row.score) }))
}

/** Candidates of posts free of the written test, from the frozen list. */
export async function exemptCandidates(tx: Tx, examId: ExamId): Promise<{ applicationId: ApplicationId; positionId: PositionId }[]> {
  const rows = await tx.execute(sql`
    select a.id as "applicationId", a.position_id as "positionId"
      from listed_candidates l join applications a on a.id = l.application_id join positions p on p.id = a.position_id
     where l.exam_id = ${examId} and p.written_exempt and ${takesPart} and not ${inBreach}
     order by a.id`)
  return z.array(z.object({ applicationId: ApplicationId, positionId: PositionId })).parse(rows)
}

export const shortlistsOf = (tx: Tx, examId: ExamId): Promise<ShortlistRow[]> =>
  tx.select().from(shortlists).where(eq(shortlists.examId, examId)).orderBy(asc(shortlists.positionId))

export async function shortlistOfPosition(tx: Tx, examId: ExamId, positionId: PositionId): Promise<ShortlistRow | undefined> {
  const [row] = await tx
    .select()
    .from(shortlists)
    .where(and(eq(shortlists.examId, examId), eq(shortlists.positionId, positionId)))
  return row
}

/** Everything that happens to one list queues here. */
export async function lockShortlist(tx: Tx, examId: ExamId, positionId: PositionId): Promise<ShortlistRow | undefined> {
  const [row] = await tx
    .select()
    .from(shortlists)
    .where(and(eq(shortlists.examId, examId), eq(shortlists.positionId, positionId)))
    .for('update')
  return row
}

/** All lists of an exam, in one order so that two never wait for each other crosswise. */
export const lockShortlists = (tx: Tx, examId: ExamId): Promise<ShortlistRow[]> =>
  tx.select().from(shortlists).where(eq(shortlists.examId, examId)).orderBy(asc(shortlists.positionId)).for('update')

const batch = 1000
const batches = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, index) => rows.slice(index * batch, (index + 1) * batch))

export async function insertShortlist(tx: Tx, list: ShortlistRow, ranks: readonly RankRow[], places: readonly PlaceRow[]): Promise<void> {
  await tx.insert(shortlists).values(list)
  for (const some of batches(ranks)) await tx.insert(writtenRanks).values(some)
  await insertPlaces(tx, places)
}

export async function insertPlaces(tx: Tx, places: readonly PlaceRow[]): Promise<void> {
  for (const some of batches(places)) await tx.insert(shortlistPlaces).values(some)
}

export const placesOfPosition = (tx: Tx, positionId: PositionId): Promise<PlaceRow[]> =>
  tx
    .select()
    .from(shortlistPlaces)
    .where(eq(shortlistPlaces.positionId, positionId))
    .orderBy(sql`${shortlistPlaces.rank} nulls last`, asc(shortlistPlaces.enteredAt), asc(shortlistPlaces.applicationId))

export async function placeOf(tx: Tx, examId: ExamId, applicationId: ApplicationId): Promise<PlaceRow | undefined> {
  const [row] = await tx
    .select()
    .from(shortlistPlaces)
    .where(and(eq(shortlistPlaces.examId, examId), eq(shortlistPlaces.applicationId, applicationId)))
  return row
}

/** Takes the row lock for which giving up and the outcome of the re-review queue. */
export async function lockPlace(tx: Tx, examId: ExamId, applicationId: ApplicationId): Promise<PlaceRow | undefined> {
  const [row] = await tx
    .select()
    .from(shortlistPlaces)
    .where(and(eq(shortlistPlaces.examId, examId), eq(shortlistPlaces.applicationId, applicationId)))
    .for('update')
  return row
}

/** Settles a place, guarded by the state that was judged. */
export async function settlePlace(tx: Tx, applicationId: ApplicationId, from: PlaceState, to: PlaceState, now: Instant): Promise<void> {
  const moved = await tx
    .update(shortlistPlaces)
    .set({ state: to, settledAt: now })
    .where(and(eq(shortlistPlaces.applicationId, applicationId), eq(shortlistPlaces.state, from)))
    .returning({ id: shortlistPlaces.applicationId })
  invariant(moved.length === 1, `place ${applicationId} left ${from} while its list was locked`)
}

/** Places that stand, each with what the re-review says about it. */
export async function reviewedPlaces(tx: Tx, examId: ExamId) {
  const rows = await tx.execute(sql`
    select p.application_id as "applicationId", p.position_id as "positionId", p.state, c.state as review
      from shortlist_places p join review_cases c on c.application_id = p.application_id and c.phase = 're_review'
     where p.exam_id = ${examId} and p.state in ('called', 'passed') order by p.application_id for update of p`)
  return z
    .array(z.object({ applicationId: ApplicationId, positionId: PositionId, state: z.enum(['called', 'passed']), review: z.string() }))
    .parse(rows)
}

export async function standingRanks(tx: Tx, positionId: PositionId): Promise<(Rank & { applicationId: ApplicationId })[]> {
  const rows = await tx.execute(sql`
    select w.application_id as "applicationId", w.score::text as score, w.rank
      from written_ranks w join applications a on a.id = w.application_id
     where w.position_id = ${positionId} and w.status = 'scored' and ${takesPart} and not ${inBreach}
     order by w.rank, w.application_id`)
  return z
    .array(z.object({ applicationId: ApplicationId, score: z.string(), rank: z.int() }))
    .parse(rows)
    .map((row) => ({ ...row, score: scoreOf(row.score) }))
}

export async function rankOf(tx: Tx, applicationId: ApplicationId): Promise<RankRow | undefined> {
  const [row] = await tx.select().from(writtenRanks).where(eq(writtenRanks.applicationId, applicationId))
  return row
}

export const ranksOfPosition = (tx: Tx, positionId: PositionId): Promise<RankRow[]> =>
  tx
    .select()
    .from(writtenRanks)
    .where(eq(writtenRanks.positionId, positionId))
    .orderBy(sql`${writtenRanks.rank} nulls last`, asc(writtenRanks.applicationId))

export async function validScores(tx: Tx, positionId: PositionId): Promise<number> {
  const rows = await tx.execute(sql`select count(*)::int as n from written_ranks where position_id = ${positionId} and status = 'scored'`)
  return z.array(z.object({ n: z.int() })).parse(rows)[0]?.n ?? 0
}

export const backfillsOf = (tx: Tx, positionId: PositionId): Promise<BackfillRow[]> =>
  tx.select().from(shortlistBackfills).where(eq(shortlistBackfills.positionId, positionId)).orderBy(asc(shortlistBackfills.at))

export const insertBackfills = (tx: Tx, rows: readonly BackfillRow[]) => tx.insert(shortlistBackfills).values([...rows])

export async function closeLists(tx: Tx, examId: ExamId, now: Instant): Promise<number> {
  const closed = await tx
    .update(shortlists)
    .set({ closedAt: now })
    .where(and(eq(shortlists.examId, examId), isNull(shortlists.closedAt)))
    .returning({ id: shortlists.positionId })
  return closed.length
}

const Passed = z.object({
  applicationId: ApplicationId,
  personId: PersonId,
  positionId: PositionId,
  number: z.string(),
  rank: z.int().nullable(),
  score: z.string().nullable(),
})
export type PassedPlace = z.infer<typeof Passed>

/**
 * Those who passed the re-review and have not given up: whom the interview invites. `number` is the ticket's; a post free of the written
 * test has no tickets, so there it is the application's own number.
 */
export async function passedPlaces(tx: Tx, examId: ExamId): Promise<PassedPlace[]> {
  const rows = await tx.execute(sql`
    select p.application_id as "applicationId", a.person_id as "personId", p.position_id as "positionId",
           coalesce((select min(t.number) from tickets t where t.application_id = a.id), a.number) as number, p.rank, p.score::text as score
      from shortlist_places p join applications a on a.id = p.application_id
     where p.exam_id = ${examId} and p.state = 'passed' order by p.position_id, p.rank nulls last, p.application_id`)
  return z.array(Passed).parse(rows)
}

/** Ticket numbers, or the application's own where there is no ticket. */
export async function listNumbers(tx: Tx, applicationIds: readonly ApplicationId[]): Promise<Map<ApplicationId, string>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await tx.execute(sql`
    select a.id, coalesce((select min(t.number) from tickets t where t.application_id = a.id), a.number) as number
      from applications a where a.id in ${applicationIds}`)
  return new Map(
    z
      .array(z.object({ id: ApplicationId, number: z.string() }))
      .parse(rows)
      .map(({ id, number }) => [id, number]),
  )
}

/** The accounts that get the message; nobody for people a clerk entered on site. */
export async function candidateAccounts(tx: Tx, applicationIds: readonly ApplicationId[]): Promise<AccountId[]> {
  if (applicationIds.length === 0) return []
  const rows = await tx.execute(sql`
    select c.id from applications a join accounts c on c.person_id = a.person_id and c.kind = 'candidate'
     where a.id in ${applicationIds} order by c.id`)
  return z
    .array(z.object({ id: AccountId }))
    .parse(rows)
    .map(({ id }) => id)
}

const Own = z.object({ applicationId: ApplicationId, positionId: PositionId, ticket: z.string().nullable(), number: z.string() })
export async function ownApplication(tx: Tx, examId: ExamId, personId: PersonId) {
  const rows = await tx.execute(sql`
    select a.id as "applicationId", a.position_id as "positionId", a.number,
           (select min(t.number) from tickets t where t.application_id = a.id) as ticket
      from applications a where a.exam_id = ${examId} and a.person_id = ${personId} and a.state = 'submitted'`)
  return z.array(Own).parse(rows)[0]
}

/** Applications of a post by every name an officer may write: id, application number, ticket number. */
export async function applicationsByName(tx: Tx, positionId: PositionId): Promise<Map<string, ApplicationId>> {
  const rows = await tx.execute(sql`
    select a.id, a.number, t.number as ticket from applications a left join tickets t on t.application_id = a.id
     where a.position_id = ${positionId}`)
  const Row = z.object({ id: ApplicationId, number: z.string(), ticket: z.string().nullable() })
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .flatMap(({ id, number, ticket }) =>
        [id, number, ...(ticket === null ? [] : [ticket])].map((name): [string, ApplicationId] => [name, id]),
      ),
  )
}

export const insertDecision = (tx: Tx, row: typeof tieDecisions.$inferInsert) => tx.insert(tieDecisions).values(row)

export async function lockDecision(tx: Tx, examId: ExamId, id: TieDecisionId): Promise<TieDecisionRow | undefined> {
  const [row] = await tx
    .select()
    .from(tieDecisions)
    .where(and(eq(tieDecisions.examId, examId), eq(tieDecisions.id, id)))
    .for('update')
  return row
}

type Confirmation = Required<Pick<TieDecisionRow, 'confirmedBy' | 'confirmerPersonId' | 'confirmedAt'>>
export async function confirmDecision(tx: Tx, id: TieDecisionId, confirmation: Confirmation): Promise<void> {
  const done = await tx
    .update(tieDecisions)
    .set(confirmation)
    .where(and(eq(tieDecisions.id, id), isNull(tieDecisions.confirmedBy)))
    .returning({ id: tieDecisions.id })
  invariant(done.length === 1, `tie decision ${id} was confirmed while its row was locked`)
}

/** Confirmed orders for one post, newest first. */
export async function decidedOrders(tx: Tx, positionId: PositionId, stage: TieStage): Promise<ApplicationId[][]> {
  const rows = await tx
    .select({ ordered: tieDecisions.ordered })
    .from(tieDecisions)
    .where(and(eq(tieDecisions.positionId, positionId), eq(tieDecisions.stage, stage), isNotNull(tieDecisions.confirmedAt)))
    .orderBy(desc(tieDecisions.confirmedAt), desc(tieDecisions.id))
  return rows.map(({ ordered }) => ordered)
}

export const decisionsOf = (tx: Tx, examId: ExamId): Promise<TieDecisionRow[]> =>
  tx.select().from(tieDecisions).where(eq(tieDecisions.examId, examId)).orderBy(desc(tieDecisions.decidedAt))

/** One line a post, for the officers' overview. */
export async function shortlistCounts(tx: Tx, examId: ExamId) {
  const Row = z.object({
    positionId: PositionId,
    called: z.int(),
    passed: z.int(),
    failed: z.int(),
    gaveUp: z.int(),
    backfilled: z.int(),
  })
  const rows = await tx.execute(sql`
    select l.position_id as "positionId",
           count(p.*) filter (where p.state = 'called')::int as called, count(p.*) filter (where p.state = 'passed')::int as passed,
           count(p.*) filter (where p.state = 'failed')::int as failed, count(p.*) filter (where p.state = 'gave_up')::int as "gaveUp",
           count(p.*) filter (where p.entered_by = 'backfill')::int as backfilled
      from shortlists l left join shortlist_places p on p.position_id = l.position_id
     where l.exam_id = ${examId} group by l.position_id`)
  return z.array(Row).parse(rows)
}
