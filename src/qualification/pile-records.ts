import { and, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { among } from '../../db/among.ts'
import type { Tx } from '../../db/connect.ts'
import { reviewCases, reviewClaims } from '../../db/schema/qualification.ts'
import type { Exam } from '../exam/records.ts'
import { type Instant, InstantText } from '../foundation/clock.ts'
import { type AccountId, ApplicationId, type ExamId, type PersonId } from '../foundation/ids.ts'
import { recusedFromCase } from './case-records.ts'
import { type CaseState, caseStates, type Phase } from './rules/case-state.ts'

export type Reach = {
  readonly exam: Pick<Exam, 'id'>
  readonly units: 'all' | readonly string[]
  readonly by: AccountId
  readonly personId: PersonId
}

const within = ({ exam, units, by, personId }: Reach, phase: Phase) => sql`
  c.exam_id = ${exam.id} and c.phase = ${phase} and a.person_id <> ${personId}
  and ${units === 'all' ? sql`true` : units.length === 0 ? sql`false` : sql`(p.unit in ${units} or p.department in ${units})`}
  and not ${recusedFromCase(by)}`

const ListRow = z.object({
  applicationId: ApplicationId,
  number: z.string(),
  position: z.string(),
  unit: z.string(),
  state: z.enum(caseStates),
  version: z.int(),
  openedAt: InstantText,
  given: z.boolean(),
  taken: z.boolean(),
})
export type ListedCase = z.infer<typeof ListRow>

/** The pile as one reviewer may see it: own unit, no relations; nothing about what others said. */
export async function casesWithin(
  tx: Tx,
  reach: Reach,
  phase: Phase,
  filter: { readonly state?: CaseState | undefined; readonly offset: number },
  now: Instant,
): Promise<ListedCase[]> {
  const rows = await tx.execute(sql`
    select c.application_id as "applicationId", a.number, p.code || ' ' || p.title as position, p.unit, c.state, c.version, c.opened_at as "openedAt",
           exists (select from opinions o where o.application_id = c.application_id and o.phase = c.phase and o.version = c.version
                     and o.reviewer_person_id = ${reach.personId} and o.voided_at is null) as given,
           exists (select from review_claims k where k.application_id = c.application_id and k.phase = c.phase
                     and k.reviewer_person_id = ${reach.personId} and k.expires_at > ${now}) as taken
      from review_cases c join applications a on a.id = c.application_id join persons who on who.id = a.person_id join positions p on p.id = a.position_id
     where ${within(reach, phase)} and ${filter.state ? sql`c.state = ${filter.state}` : sql`true`}
     order by c.opened_at, c.application_id limit 200 offset ${filter.offset}`)
  return z.array(ListRow).parse(rows)
}

/** How many cases of a phase are in which state. */
export async function stateCounts(tx: Tx, examId: ExamId, phase: Phase): Promise<ReadonlyMap<CaseState, number>> {
  const rows = await tx
    .select({ state: reviewCases.state, count: count() })
    .from(reviewCases)
    .where(and(eq(reviewCases.examId, examId), eq(reviewCases.phase, phase)))
    .groupBy(reviewCases.state)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/**
 * The next file for a reviewer: what they already hold, else the oldest that still needs an opinion nobody is already writing. Rows in
 * somebody's hands are skipped, so two who ask at once get two files.
 */
export async function takeNext(
  tx: Tx,
  reach: Reach,
  phase: Phase,
  turn: Turn,
  now: Instant,
  passedOver: readonly ApplicationId[] = [],
): Promise<{ applicationId: ApplicationId; version: number } | undefined> {
  const mine = sql`c.application_id in (select k.application_id from review_claims k
    where k.phase = ${phase} and k.reviewer_person_id = ${reach.personId} and k.expires_at > ${now})`
  const asked = { reach, phase, turn, now, passedOver }
  const next = (await firstOf(tx, asked, mine)) ?? (await firstOfPile(tx, asked))
  if (!next) return undefined
  // The statement looked before it locked: a colleague may have claimed the file in between. Asked again under the lock.
  const still = await tx.execute(sql`
    select 1 from review_cases c where c.application_id = ${next.applicationId} and c.phase = ${phase} and ${isTurn(reach, turn, now)}`)
  return still.length > 0 ? next : takeNext(tx, reach, phase, turn, now, [...passedOver, next.applicationId])
}

type Turn = 'either' | 'first' | 'second'

const NextFile = z.object({ applicationId: ApplicationId, version: z.int() })
const InPile = z.object({ applicationId: ApplicationId, openedAt: z.string() })

type Asked = {
  readonly reach: Reach
  readonly phase: Phase
  readonly turn: Turn
  readonly now: Instant
  readonly passedOver: readonly ApplicationId[]
}

/** So many of the pile are looked at first; then four times as many, and so on. */
const firstLook = 20

/**
 * Along the pile by its index, the oldest first, a stretch at a time: nearly always the first stretch holds one. Asked for in one statement,
 * a planner without statistics joins and sorts the whole pile for every file that is handed out.
 */
async function firstOfPile(tx: Tx, asked: Asked): Promise<z.infer<typeof NextFile> | undefined> {
  const { reach, phase } = asked
  let after = sql`true`
  for (let look = firstLook; ; look *= 4) {
    const rows = await tx.execute(sql`
      select c.application_id as "applicationId", c.opened_at::text as "openedAt" from review_cases c
       where c.exam_id = ${reach.exam.id} and c.phase = ${phase} and c.state = 'open' and ${after}
       order by c.opened_at, c.application_id limit ${look}`)
    const stretch = z.array(InPile).parse(rows)
    const last = stretch.at(-1)
    if (!last) return undefined
    const ids = stretch.map(({ applicationId }) => applicationId)
    const found = await firstOf(tx, asked, among(sql`c.application_id`, ids))
    if (found || stretch.length < look) return found
    after = sql`(c.opened_at, c.application_id) > (${last.openedAt}::timestamptz, ${last.applicationId}::uuid)`
  }
}

/** The oldest of the files named by `these` that the reviewer may have now, locked. */
async function firstOf(tx: Tx, asked: Asked, these: SQL): Promise<z.infer<typeof NextFile> | undefined> {
  const { reach, phase, turn, now, passedOver } = asked
  const over = passedOver.length > 0 ? sql`c.application_id not in ${passedOver}` : sql`true`
  const rows = await tx.execute(sql`
    select c.application_id as "applicationId", c.version
      from review_cases c join applications a on a.id = c.application_id join persons who on who.id = a.person_id join positions p on p.id = a.position_id
     where ${these} and ${within(reach, phase)} and c.state = 'open' and a.state = 'submitted' and a.version = c.version
       and ${isTurn(reach, turn, now)} and ${over}
       and not exists (select from opinions o where o.application_id = c.application_id and o.phase = c.phase and o.version = c.version
                         and o.reviewer_person_id = ${reach.personId})
     order by c.opened_at, c.application_id limit 1 for update of c skip locked`)
  return z.array(NextFile).parse(rows)[0]
}

/** Whether the file `c` waits for another reader of this turn whom nobody else already is. */
function isTurn(reach: Reach, turn: Turn, now: Instant) {
  const given = sql`(select count(*) from opinions o where o.application_id = c.application_id and o.phase = c.phase and o.version = c.version and o.voided_at is null)`
  const others = sql`(select count(*) from review_claims k where k.application_id = c.application_id and k.phase = c.phase
    and k.reviewer_person_id <> ${reach.personId} and k.expires_at > ${now})`
  const turns = {
    either: sql`${given} + ${others} < 2`,
    first: sql`${given} = 0 and ${others} = 0`,
    second: sql`${given} = 1 and ${others} = 0`,
  }
  return turns[turn]
}

export async function claimCase(
  tx: Tx,
  applicationId: ApplicationId,
  phase: Phase,
  by: { readonly accountId: AccountId; readonly personId: PersonId },
  expiresAt: Instant,
): Promise<void> {
  await tx
    .insert(reviewClaims)
    .values({ applicationId, phase, reviewer: by.accountId, reviewerPersonId: by.personId, expiresAt })
    .onConflictDoUpdate({ target: [reviewClaims.applicationId, reviewClaims.phase, reviewClaims.reviewerPersonId], set: { expiresAt } })
}

export async function dropClaim(tx: Tx, applicationId: ApplicationId, phase: Phase, personId: PersonId): Promise<void> {
  await tx
    .delete(reviewClaims)
    .where(and(eq(reviewClaims.applicationId, applicationId), eq(reviewClaims.phase, phase), eq(reviewClaims.reviewerPersonId, personId)))
}

/** Cases of a phase in one state, for the boards of those who lead. */
export async function casesInState(
  tx: Tx,
  examId: ExamId,
  phases: readonly Phase[],
  state: CaseState,
): Promise<{ applicationId: ApplicationId; phase: Phase }[]> {
  return tx
    .select({ applicationId: reviewCases.applicationId, phase: reviewCases.phase })
    .from(reviewCases)
    .where(and(eq(reviewCases.examId, examId), inArray(reviewCases.phase, [...phases]), eq(reviewCases.state, state)))
    .orderBy(reviewCases.openedAt)
}
