import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { draws } from '../../db/schema/seating.ts'
import {
  appointeeBackfills,
  appointeeCases,
  appointmentsToPost,
  inspectionReports,
  medicalDays,
  medicalNumbers,
  oneToOneChoices,
  practicalResults,
  totals,
} from '../../db/schema/selection.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, type DrawId, type ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { newestHead, openDrafts } from '../publicity/records.ts'
import type { AppointeeState } from './rules/appointee.ts'
import type { ListState, Vacancy } from './rules/backfill.ts'

export type TotalRow = typeof totals.$inferSelect
export type CaseRow = typeof appointeeCases.$inferSelect
export type BackfillRow = typeof appointeeBackfills.$inferSelect
export type MedicalDayRow = typeof medicalDays.$inferSelect
export type NumberRow = typeof medicalNumbers.$inferSelect
export type ReportRow = typeof inspectionReports.$inferSelect
export type PostAppointment = typeof appointmentsToPost.$inferSelect
export type PracticalRow = typeof practicalResults.$inferSelect

const Interviewed = z.object({
  applicationId: ApplicationId,
  positionId: PositionId,
  written: z.string().nullable(),
  interview: z.string().nullable(),
  practical: z.string().nullable(),
  confirmation: z.enum(['awaited', 'confirmed', 'refused']).nullable(),
  absent: z.boolean(),
  sealed: z.boolean(),
})
export type InterviewedPlace = z.infer<typeof Interviewed>

/** Everyone who passed the re-review with what they were marked; a post free of the written test has no written mark. */
export async function interviewedPlaces(tx: Tx, examId: ExamId): Promise<InterviewedPlace[]> {
  const rows = await tx.execute(sql`
    select p.application_id as "applicationId", p.position_id as "positionId", p.score::text as written, r.score::text as interview,
           r.confirmation, m.score::text as practical, coalesce(o.absent_at is not null, false) as absent,
           coalesce(b.sheet_signed_at is not null, false) as sealed
      from shortlist_places p
      left join interview_orders o on o.application_id = p.application_id
      left join interview_results r on r.application_id = p.application_id
      left join panels b on b.id = r.panel_id
      left join practical_results m on m.application_id = p.application_id and m.confirmed_at is not null
     where p.exam_id = ${examId} and p.state = 'passed' order by p.application_id`)
  return z.array(Interviewed).parse(rows)
}

const Practical = z.object({
  applicationId: ApplicationId,
  post: z.string(),
  score: z.string().nullable(),
  state: z.enum(['open', 'entered', 'confirmed']),
})

/**
 * Everybody who takes a practical test: whose post gives it a weight, and who passed the re-review, or sat the theory where no interview
 * follows (trades and grades).
 */
export async function practicalLines(tx: Tx, examId: ExamId) {
  return z.array(Practical).parse(
    await tx.execute(sql`
      select a.id as "applicationId", p.code || ' ' || p.title as post, m.score::text as score,
             case when m.application_id is null then 'open' when m.confirmed_at is null then 'entered' else 'confirmed' end as state
        from applications a join positions p on p.id = a.position_id and p.practical_weight > 0
        left join practical_results m on m.application_id = a.id
       where a.exam_id = ${examId}
         and (exists (select from shortlist_places s where s.application_id = a.id and s.state = 'passed')
           or (p.interview_weight = 0 and exists (select from written_results w where w.application_id = a.id and w.status = 'scored')))
       order by p.code, a.id`),
  )
}

/** Enters a mark anew; one that was confirmed stands. Answers whether it was entered. */
export async function enterPractical(tx: Tx, row: typeof practicalResults.$inferInsert): Promise<boolean> {
  const { score, enteredBy, entererPersonId, enteredAt } = row
  const entered = await tx
    .insert(practicalResults)
    .values(row)
    .onConflictDoUpdate({
      target: practicalResults.applicationId,
      set: { score, enteredBy, entererPersonId, enteredAt },
      setWhere: isNull(practicalResults.confirmedAt),
    })
    .returning({ id: practicalResults.applicationId })
  return entered.length === 1
}

export const lockPractical = (tx: Tx, examId: ExamId): Promise<PracticalRow[]> =>
  tx
    .select()
    .from(practicalResults)
    .where(and(eq(practicalResults.examId, examId), isNull(practicalResults.confirmedAt)))
    .orderBy(asc(practicalResults.applicationId))
    .for('update')

type Confirmation = { readonly confirmedBy: PracticalRow['enteredBy']; readonly confirmerPersonId: PersonId; readonly confirmedAt: Instant }
export const confirmPractical = (tx: Tx, ids: readonly ApplicationId[], confirmation: Confirmation) =>
  tx
    .update(practicalResults)
    .set(confirmation)
    .where(inArray(practicalResults.applicationId, [...ids]))

/** Totals are computed anew as a whole until they are public. */
export async function replaceTotals(tx: Tx, examId: ExamId, rows: readonly TotalRow[]): Promise<void> {
  await tx.delete(totals).where(eq(totals.examId, examId))
  for (let from = 0; from < rows.length; from += 500) await tx.insert(totals).values(rows.slice(from, from + 500))
}

export const totalsOf = (tx: Tx, examId: ExamId): Promise<TotalRow[]> =>
  tx.select().from(totals).where(eq(totals.examId, examId)).orderBy(asc(totals.positionId), asc(totals.orderNo), asc(totals.applicationId))

export const totalsOfPosition = (tx: Tx, positionId: PositionId): Promise<TotalRow[]> =>
  tx.select().from(totals).where(eq(totals.positionId, positionId)).orderBy(asc(totals.orderNo), asc(totals.applicationId))

/** Totals of those who may be chosen now: a breach confirmed since, a pass taken back or a place given up is out. */
export const choosableTotals = (tx: Tx, positionId: PositionId): Promise<TotalRow[]> =>
  tx
    .select()
    .from(totals)
    .where(
      and(
        eq(totals.positionId, positionId),
        sql`exists (select from shortlist_places p where p.application_id = ${totals.applicationId} and p.state = 'passed')`,
        sql`not exists (select from violations v join applications a on a.person_id = v.person_id and a.exam_id = v.exam_id
          where a.id = ${totals.applicationId} and v.account_id is null and v.state = 'confirmed'
            and v.consequence in ('exam_cancelled', 'appointment_cancelled', 'contract_ended'))`,
      ),
    )
    .orderBy(asc(totals.orderNo), asc(totals.applicationId))

export async function totalOfApplication(tx: Tx, applicationId: ApplicationId): Promise<TotalRow | undefined> {
  const [row] = await tx.select().from(totals).where(eq(totals.applicationId, applicationId))
  return row
}

export const choicesOf = (tx: Tx, examId: ExamId) => tx.select().from(oneToOneChoices).where(eq(oneToOneChoices.examId, examId))

export const insertChoices = (tx: Tx, rows: readonly (typeof oneToOneChoices.$inferInsert)[]) =>
  tx.insert(oneToOneChoices).values([...rows])

export async function isChosen(tx: Tx, positionId: PositionId): Promise<boolean> {
  const rows = await tx.select().from(oneToOneChoices).where(eq(oneToOneChoices.positionId, positionId))
  return rows.length === 1
}

export async function insertCases(tx: Tx, rows: readonly (typeof appointeeCases.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(appointeeCases).values([...rows])
}

export const casesOf = (tx: Tx, examId: ExamId): Promise<CaseRow[]> =>
  tx
    .select()
    .from(appointeeCases)
    .where(eq(appointeeCases.examId, examId))
    .orderBy(asc(appointeeCases.positionId), asc(appointeeCases.enteredAt))

/** In one order, so that two never wait for each other crosswise. */
export const lockCases = (tx: Tx, examId: ExamId): Promise<CaseRow[]> =>
  tx.select().from(appointeeCases).where(eq(appointeeCases.examId, examId)).orderBy(asc(appointeeCases.applicationId)).for('update')

export async function lockCase(tx: Tx, examId: ExamId, applicationId: ApplicationId): Promise<CaseRow | undefined> {
  const [row] = await tx
    .select()
    .from(appointeeCases)
    .where(and(eq(appointeeCases.examId, examId), eq(appointeeCases.applicationId, applicationId)))
    .for('update')
  return row
}

export async function caseOf(tx: Tx, applicationId: ApplicationId): Promise<CaseRow | undefined> {
  const [row] = await tx.select().from(appointeeCases).where(eq(appointeeCases.applicationId, applicationId))
  return row
}

const hasLeft: readonly AppointeeState[] = ['medical_failed', 'gave_up', 'inspection_failed', 'cancelled', 'revoked']

/** Moves a case on, guarded by the state that was judged; who leaves keeps where they stood. */
export async function moveCase(
  tx: Tx,
  { applicationId, state: from }: Pick<CaseRow, 'applicationId' | 'state'>,
  to: AppointeeState,
  now: Instant,
): Promise<void> {
  const moved = await tx
    .update(appointeeCases)
    .set({ state: to, changedAt: now, ...(hasLeft.includes(to) ? { leftFrom: from } : {}) })
    .where(and(eq(appointeeCases.applicationId, applicationId), eq(appointeeCases.state, from)))
    .returning({ id: appointeeCases.applicationId })
  invariant(moved.length === 1, `case ${applicationId} left ${from} while we held its lock`)
}

/** Where the list of proposed appointees stands: its publication is what closes backfill. */
export async function proposedList(tx: Tx, examId: ExamId): Promise<ListState> {
  if (await newestHead(tx, examId, 'proposed_appointees')) return 'published'
  return (await openDrafts(tx, examId)).some(({ kind }) => kind === 'proposed_appointees') ? 'draft' : 'none'
}

export const backfillsOf = (tx: Tx, positionIds: readonly PositionId[]): Promise<BackfillRow[]> =>
  positionIds.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(appointeeBackfills)
        .where(inArray(appointeeBackfills.positionId, [...positionIds]))
        .orderBy(asc(appointeeBackfills.at))

export const insertBackfills = (tx: Tx, rows: readonly BackfillRow[]) => tx.insert(appointeeBackfills).values([...rows])

/** Cases with whether the ledger answers what they left behind. */
export function withAnswers(cases: readonly CaseRow[], ledger: readonly BackfillRow[]): (Omit<CaseRow, 'leftFrom'> & Vacancy)[] {
  const answered = new Set(ledger.map(({ vacatedBy }) => vacatedBy))
  return cases.map(({ leftFrom, ...one }) => ({ ...one, leftFrom: leftFrom ?? undefined, answered: answered.has(one.applicationId) }))
}

const PersonRow = z.object({ applicationId: ApplicationId, personId: PersonId, sex: z.enum(['female', 'male']), nameSealed: z.string() })

/** Names and sexes of people with a case, by application. */
export async function peopleOf(tx: Tx, ids: readonly ApplicationId[]): Promise<Map<ApplicationId, z.infer<typeof PersonRow>>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.execute(sql`
    select a.id as "applicationId", p.id as "personId", p.sex, encode(p.name_sealed, 'hex') as "nameSealed"
      from applications a join persons p on p.id = a.person_id where a.id in ${ids}`)
  return new Map(
    z
      .array(PersonRow)
      .parse(rows)
      .map((row) => [row.applicationId, row]),
  )
}

export const insertMedicalDay = (tx: Tx, row: typeof medicalDays.$inferInsert) => tx.insert(medicalDays).values(row)

/** Days of medicals whose draw was not given up. */
export async function medicalDaysOf(tx: Tx, examId: ExamId): Promise<(MedicalDayRow & { drawState: string })[]> {
  const rows = await tx
    .select({ day: medicalDays, drawState: draws.state })
    .from(medicalDays)
    .innerJoin(draws, eq(draws.id, medicalDays.drawId))
    .where(and(eq(medicalDays.examId, examId), ne(draws.state, 'cancelled')))
    .orderBy(asc(medicalDays.day))
  return rows.map(({ day, drawState }) => ({ ...day, drawState }))
}

export async function lockMedicalDay(tx: Tx, examId: ExamId, drawId: DrawId): Promise<MedicalDayRow | undefined> {
  const [row] = await tx
    .select()
    .from(medicalDays)
    .where(and(eq(medicalDays.examId, examId), eq(medicalDays.drawId, drawId)))
    .for('update')
  return row
}

export async function changeMedicalDay(tx: Tx, drawId: DrawId, values: Partial<MedicalDayRow>): Promise<void> {
  await tx.update(medicalDays).set(values).where(eq(medicalDays.drawId, drawId))
}

export async function insertNumbers(tx: Tx, rows: readonly (typeof medicalNumbers.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(medicalNumbers).values([...rows])
}

export const numbersOfDay = (tx: Tx, drawId: DrawId): Promise<NumberRow[]> =>
  tx.select().from(medicalNumbers).where(eq(medicalNumbers.drawId, drawId)).orderBy(asc(medicalNumbers.number))

export async function setOutcome(tx: Tx, drawId: DrawId, number: string, outcome: NumberRow['outcome']): Promise<void> {
  await tx
    .update(medicalNumbers)
    .set({ outcome })
    .where(and(eq(medicalNumbers.drawId, drawId), eq(medicalNumbers.number, number)))
}

export async function reportOf(tx: Tx, applicationId: ApplicationId): Promise<ReportRow | undefined> {
  const [row] = await tx.select().from(inspectionReports).where(eq(inspectionReports.applicationId, applicationId))
  return row
}

export const reportsOf = async (tx: Tx, ids: readonly ApplicationId[]): Promise<ReportRow[]> =>
  ids.length === 0
    ? []
    : tx
        .select()
        .from(inspectionReports)
        .where(inArray(inspectionReports.applicationId, [...ids]))

export const insertReport = (tx: Tx, row: typeof inspectionReports.$inferInsert) => tx.insert(inspectionReports).values(row)

type Second = Required<Pick<ReportRow, 'confirmedBy' | 'confirmerPersonId' | 'confirmedAt'>>
export async function confirmReport(tx: Tx, applicationId: ApplicationId, second: Second): Promise<void> {
  const done = await tx
    .update(inspectionReports)
    .set(second)
    .where(and(eq(inspectionReports.applicationId, applicationId), isNull(inspectionReports.confirmedAt)))
    .returning({ id: inspectionReports.applicationId })
  invariant(done.length === 1, `report on ${applicationId} was confirmed while its case was locked`)
}

export const insertAppointments = (tx: Tx, rows: readonly (typeof appointmentsToPost.$inferInsert)[]) =>
  tx.insert(appointmentsToPost).values([...rows])

export async function appointmentOf(tx: Tx, applicationId: ApplicationId): Promise<PostAppointment | undefined> {
  const [row] = await tx.select().from(appointmentsToPost).where(eq(appointmentsToPost.applicationId, applicationId))
  return row
}

export const endAppointment = (
  tx: Tx,
  applicationId: ApplicationId,
  end: Required<Pick<PostAppointment, 'outcome' | 'outcomeBy' | 'outcomeAt'>>,
) => tx.update(appointmentsToPost).set(end).where(eq(appointmentsToPost.applicationId, applicationId))

/** Whether two people have confirmed a breach of this person in this exam that costs exam or appointment (R-RC-45). */
export async function breachConfirmed(tx: Tx, examId: ExamId, applicationId: ApplicationId): Promise<boolean> {
  const rows = await tx.execute(sql`
    select v.id from violations v join applications a on a.person_id = v.person_id
     where a.id = ${applicationId} and v.exam_id = ${examId} and v.account_id is null and v.state = 'confirmed'
       and v.consequence in ('exam_cancelled', 'appointment_cancelled', 'contract_ended') limit 1`)
  return rows.length === 1
}
