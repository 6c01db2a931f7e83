import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { exceptionUses, opinions, qualifications, reviewCases, reviewClaims, reviewPhases } from '../../db/schema/qualification.ts'
import { declarationCovers } from '../conduct/coverage-records.ts'
import { type Instant, InstantText } from '../foundation/clock.ts'
import { type AccountId, ApplicationId, type ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { type CaseState, caseNow, caseStates, closedStates, type Phase } from './rules/case-state.ts'

/** A case with what the rules ask about it, as the rows say it; `fresh` brings it to the present. */
export type CaseFile = {
  readonly applicationId: ApplicationId
  readonly number: string
  readonly phase: Phase
  readonly state: CaseState
  readonly version: number
  readonly openedAt: Instant
  readonly closedAt: Instant | undefined
  readonly applicationVersion: number
  readonly applicationState: 'draft' | 'submitted' | 'withdrawn'
  readonly supplementDueAt: Instant | undefined
  readonly askedBefore: boolean
  readonly personId: PersonId
  readonly position: {
    readonly id: PositionId
    readonly code: string
    readonly title: string
    readonly unit: string
    readonly department: string
    readonly education: string | null
    readonly degree: string | null
    readonly majors: string | null
    readonly ageMax: number | null
    readonly other: string | null
    readonly grade: number | null
  }
  /** Whether a declaration of the account asked about covers this candidate or this unit. */
  readonly recused: boolean
}

const Text = z.string().nullable()
const Row = z.object({
  application_id: ApplicationId,
  number: z.string(),
  state: z.enum(caseStates),
  version: z.int(),
  opened_at: InstantText,
  closed_at: InstantText.nullable(),
  application_version: z.int(),
  application_state: z.enum(['draft', 'submitted', 'withdrawn']),
  due_at: InstantText.nullable(),
  asked_before: z.boolean(),
  person_id: PersonId,
  position_id: PositionId,
  code: z.string(),
  title: z.string(),
  unit: z.string(),
  department: z.string(),
  education: Text,
  degree: Text,
  majors: Text,
  age_max: z.int().nullable(),
  other: Text,
  grade: z.int().nullable(),
  recused: z.boolean(),
})

/** Whether the account keeps its hands off the case of the query around it: of the exam `c`, the candidate `who` and the post `p`. */
export const recusedFromCase = (account: AccountId) => sql`exists (select from recusals r
  where r.exam_id = c.exam_id and r.account_id = ${account} and ${declarationCovers({ declared: sql`r`, person: sql`who`, post: sql`p` })})`

const selectCase = (account: AccountId | undefined) => sql`
  select c.application_id, a.number, c.state, c.version, c.opened_at, c.closed_at, a.version as application_version, a.state as application_state,
         case when s.answered_at is null then s.due_at end as due_at, s.id is not null as asked_before, a.person_id,
         p.id as position_id, p.code, p.title, p.unit, p.department, p.education, p.degree, p.majors, p.age_max, p.other, p.grade,
         ${account ? recusedFromCase(account) : sql`false`} as recused
    from review_cases c
    join applications a on a.id = c.application_id
    join persons who on who.id = a.person_id
    join positions p on p.id = a.position_id
    left join supplements s on s.application_id = c.application_id and s.phase = c.phase`

const toFile = (phase: Phase, row: z.infer<typeof Row>): CaseFile => ({
  applicationId: row.application_id,
  number: row.number,
  phase,
  state: row.state,
  version: row.version,
  openedAt: row.opened_at,
  closedAt: row.closed_at ?? undefined,
  applicationVersion: row.application_version,
  applicationState: row.application_state,
  supplementDueAt: row.due_at ?? undefined,
  askedBefore: row.asked_before,
  personId: row.person_id,
  position: {
    id: row.position_id,
    code: row.code,
    title: row.title,
    unit: row.unit,
    department: row.department,
    education: row.education,
    degree: row.degree,
    majors: row.majors,
    ageMax: row.age_max,
    other: row.other,
    grade: row.grade,
  },
  recused: row.recused,
})

export async function phaseOpenedAt(tx: Tx, examId: ExamId, phase: Phase): Promise<Instant | undefined> {
  const [row] = await tx
    .select({ openedAt: reviewPhases.openedAt })
    .from(reviewPhases)
    .where(and(eq(reviewPhases.examId, examId), eq(reviewPhases.phase, phase)))
  return row?.openedAt
}

/** False when the phase is open already. */
export async function insertPhase(tx: Tx, examId: ExamId, phase: Phase, by: AccountId | undefined, now: Instant): Promise<boolean> {
  const rows = await tx
    .insert(reviewPhases)
    .values({ examId, phase, openedBy: by ?? null, openedAt: now })
    .onConflictDoNothing()
    .returning({ phase: reviewPhases.phase })
  return rows.length === 1
}

/** New cases for the given applications, or for every submitted one; those that are cases already stay as they are. */
export async function insertCases(
  tx: Tx,
  examId: ExamId,
  phase: Phase,
  only: readonly ApplicationId[] | 'all',
  now: Instant,
): Promise<number> {
  if (only !== 'all' && only.length === 0) return 0
  const chosen = only === 'all' ? sql`true` : sql`a.id in ${only}`
  const rows = await tx.execute(sql`
    insert into review_cases (application_id, exam_id, phase, state, opened_at, version)
    select a.id, a.exam_id, ${phase}, 'open', ${now}::timestamptz, a.version
      from applications a
     where a.exam_id = ${examId} and a.state = 'submitted' and ${chosen}
       and not exists (select from review_cases c where c.application_id = a.id and c.phase = ${phase})
     order by a.id
    on conflict do nothing returning application_id`)
  return rows.length
}

/**
 * Brings a phase to the present: what was submitted becomes a case, an edit reopens its case, an overdue supplement is given up. Runs
 * before anybody reads or takes from the pile. Rows somebody else is working on are left to them.
 */
export async function catchUp(tx: Tx, examId: ExamId, phase: Phase, now: Instant): Promise<void> {
  if (phase === 'before' && (await phaseOpenedAt(tx, examId, phase))) await insertCases(tx, examId, phase, 'all', now)
  const rows = await tx.execute(sql`
    ${selectCase(undefined)}
     where c.exam_id = ${examId} and c.phase = ${phase} and c.state not in ('reversed', 'given_up')
       and (a.version > c.version or (a.state = 'withdrawn' and c.state <> 'withdrawn') or (c.state = 'supplement_asked' and s.answered_at is null and s.due_at <= ${now}))
     order by c.application_id for update of c skip locked`)
  for (const row of z.array(Row).parse(rows)) await bringUp(tx, toFile(phase, row), examId, now)
}

/** Locks the application against edits and the case against other reviewers, and brings it to the present. */
export async function lockCase(
  tx: Tx,
  examId: ExamId,
  applicationId: ApplicationId,
  phase: Phase,
  by: AccountId | undefined,
  now: Instant,
): Promise<CaseFile | undefined> {
  const lock = () =>
    tx.execute(sql`
      select from applications a join review_cases c on c.application_id = a.id and c.phase = ${phase}
       where a.id = ${applicationId} and a.exam_id = ${examId} for share of a for update of c`)
  if ((await lock()).length === 0 && phase === 'before' && (await phaseOpenedAt(tx, examId, phase))) {
    await tx.execute(sql`select from applications where id = ${applicationId} and exam_id = ${examId} for share`)
    await insertCases(tx, examId, phase, [applicationId], now)
    await lock()
  }
  // Read in a statement of its own: what the one before waited for is not in its picture of the other tables.
  const file = await readCase(tx, examId, applicationId, phase, by)
  return file && bringUp(tx, file, examId, now)
}

/** The candidate's own case, held against reviewers, as it stands now; what a deadline changed is written by whoever reviews next. */
export async function lockOwnCase(
  tx: Tx,
  examId: ExamId,
  applicationId: ApplicationId,
  phase: Phase,
  now: Instant,
): Promise<CaseFile | undefined> {
  await tx.execute(
    sql`select from review_cases where application_id = ${applicationId} and phase = ${phase} and exam_id = ${examId} for update`,
  )
  const file = await readCase(tx, examId, applicationId, phase, undefined)
  return file && { ...file, ...caseNow(file, now) }
}

/** The candidate has completed: the case goes back to two reviewers with the new version, and what was said before is void. */
export async function reopenCompleted(
  tx: Tx,
  { applicationId, phase }: Pick<CaseFile, 'applicationId' | 'phase'>,
  version: number,
  now: Instant,
): Promise<void> {
  const moved = await tx
    .update(reviewCases)
    .set({ state: 'open', version })
    .where(and(eq(reviewCases.applicationId, applicationId), eq(reviewCases.phase, phase), eq(reviewCases.state, 'supplement_asked')))
    .returning({ id: reviewCases.applicationId })
  invariant(moved.length === 1, `case ${applicationId} was completed while we held its lock`)
  await tx
    .update(opinions)
    .set({ voidedAt: now })
    .where(and(eq(opinions.applicationId, applicationId), eq(opinions.phase, phase), isNull(opinions.voidedAt)))
}

/** The case as its rows say it, without a lock: `caseNow` says what holds. */
export async function readCase(
  tx: Tx,
  examId: ExamId,
  applicationId: ApplicationId,
  phase: Phase,
  by: AccountId | undefined,
): Promise<CaseFile | undefined> {
  const rows = await tx.execute(sql`
    ${selectCase(by)} where c.application_id = ${applicationId} and c.phase = ${phase} and c.exam_id = ${examId}`)
  const [row] = z.array(Row).parse(rows)
  return row && toFile(phase, row)
}

async function bringUp(tx: Tx, file: CaseFile, examId: ExamId, now: Instant): Promise<CaseFile> {
  const { state, version } = caseNow(file, now)
  if (state === file.state && version === file.version) return file
  const closedAt = state === 'given_up' ? (file.supplementDueAt ?? now) : closedStates.includes(state) ? now : undefined
  await tx
    .update(reviewCases)
    .set({ state, version, closedAt: closedAt ?? null })
    .where(and(eq(reviewCases.applicationId, file.applicationId), eq(reviewCases.phase, file.phase)))
  await voidEarlier(tx, file, examId, version, state, now)
  return { ...file, state, version, closedAt }
}

/** An edit or a withdrawal: what was said and decided about the earlier version is void, and stays on record. */
async function voidEarlier(tx: Tx, file: CaseFile, examId: ExamId, version: number, state: CaseState, now: Instant): Promise<void> {
  if (version === file.version && state !== 'withdrawn') return
  const { applicationId, phase } = file
  await tx
    .update(opinions)
    .set({ voidedAt: now })
    .where(and(eq(opinions.applicationId, applicationId), eq(opinions.phase, phase), isNull(opinions.voidedAt)))
  await tx
    .update(qualifications)
    .set({ supersededAt: now })
    .where(
      and(
        eq(qualifications.applicationId, applicationId),
        eq(qualifications.phase, phase),
        isNull(qualifications.supersededAt),
        isNull(qualifications.reversedAt),
      ),
    )
  await tx.delete(exceptionUses).where(and(eq(exceptionUses.personId, file.personId), eq(exceptionUses.examId, examId)))
  await tx.delete(reviewClaims).where(and(eq(reviewClaims.applicationId, applicationId), eq(reviewClaims.phase, phase)))
}

/** Moves a locked case. */
export async function moveCase(
  tx: Tx,
  file: Pick<CaseFile, 'applicationId' | 'phase' | 'state' | 'version'>,
  state: CaseState,
  now: Instant,
): Promise<void> {
  const moved = await tx
    .update(reviewCases)
    .set({ state, closedAt: closedStates.includes(state) ? now : null })
    .where(
      and(
        eq(reviewCases.applicationId, file.applicationId),
        eq(reviewCases.phase, file.phase),
        eq(reviewCases.state, file.state),
        eq(reviewCases.version, file.version),
      ),
    )
    .returning({ id: reviewCases.applicationId })
  invariant(moved.length === 1, `case ${file.applicationId} left ${file.state} while we held its lock`)
}
