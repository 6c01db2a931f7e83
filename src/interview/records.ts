import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import {
  examinerPool,
  examinerScores,
  interviewOrders,
  interviewResults,
  panelMembers,
  panelPositions,
  panels,
} from '../../db/schema/interview.ts'
import type { PositionRelation } from '../../seating/input-staff.ts'
import { coversPerson, coversPost, coversWholeExam } from '../conduct/coverage-records.ts'
import { AccountId, ApplicationId, type DrawId, type ExamId, type PanelId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'

export type Panel = typeof panels.$inferSelect
export type Order = typeof interviewOrders.$inferSelect
export type Pooled = typeof examinerPool.$inferSelect
export type InterviewResult = typeof interviewResults.$inferSelect

const Interviewee = z.object({ applicationId: ApplicationId, positionId: PositionId })

/** Who passed the re-review: those who may be interviewed. */
export async function interviewees(tx: Tx, examId: ExamId) {
  return z.array(Interviewee).parse(
    await tx.execute(sql`
      select application_id as "applicationId", position_id as "positionId" from shortlist_places
       where exam_id = ${examId} and state = 'passed' order by application_id`),
  )
}

const OfficerRow = z.object({ accountId: AccountId, personId: PersonId, unit: z.string() })

/** Officers with this role in this exam, by account. A closed account serves no more. */
export async function officersWith(tx: Tx, examId: ExamId, role: string, accounts: readonly AccountId[]) {
  const rows = await tx.execute(sql`
    select distinct a.id as "accountId", a.person_id as "personId", coalesce(a.unit, '') as unit
      from accounts a join appointments p on p.account_id = a.id and p.exam_id = ${examId} and p.role = ${role} and p.ended_at is null
     where a.id in ${accounts} and a.closed_at is null`)
  return new Map(
    z
      .array(OfficerRow)
      .parse(rows)
      .map((row) => [row.accountId, row]),
  )
}

/**
 * Positions an examiner may not judge: of the unit declared in a recusal, with an interviewee who is a relative, or all of the exam; declared
 * or not, those of their own unit, and the one they are interviewed for.
 */
export async function recusedPositions(tx: Tx, examId: ExamId): Promise<Map<AccountId, PositionRelation[]>> {
  const Row = z.object({ accountId: AccountId, position: PositionId, basis: z.enum(['declared', 'derived']) })
  const rows = z.array(Row).parse(
    await tx.execute(sql`
      select distinct r.account_id as "accountId", p.id as position, 'declared' as basis from recusals r
        join positions p on p.exam_id = r.exam_id and (${coversPost(sql`r`, sql`p`)} or ${coversWholeExam(sql`r`)})
       where r.exam_id = ${examId}
      union
      select r.account_id, s.position_id, 'declared' from recusals r
        join persons who on ${coversPerson(sql`r`, sql`who`)}
        join applications a on a.person_id = who.id and a.exam_id = r.exam_id
        join shortlist_places s on s.application_id = a.id and s.state = 'passed'
       where r.exam_id = ${examId}
      union
      select e.account_id, p.id, 'derived' from examiner_pool e join positions p on p.exam_id = e.exam_id and e.unit in (p.unit, p.department)
       where e.exam_id = ${examId}
      union
      select e.account_id, a.position_id, 'derived' from examiner_pool e
        join applications a on a.exam_id = e.exam_id and a.person_id = e.person_id
        join interview_orders o on o.application_id = a.id
       where e.exam_id = ${examId}`),
  )
  return new Map(
    [...Map.groupBy(rows, ({ accountId }) => accountId)].map(([id, own]) => [id, own.map(({ position, basis }) => ({ position, basis }))]),
  )
}

/** Whether the examiner is interviewed by this panel, or declared what covers a post or an interviewee of it, or the whole exam. */
export async function recusedFromPanel(tx: Tx, examId: ExamId, accountId: AccountId, panelId: PanelId): Promise<boolean> {
  const [declared, post, person] = [sql`r`, sql`p`, sql`who`]
  const rows = await tx.execute(sql`
    select r.account_id from recusals r
     where r.exam_id = ${examId} and r.account_id = ${accountId}
       and (${coversWholeExam(declared)}
         or exists (select from panel_positions pp join positions p on p.id = pp.position_id
                     where pp.panel_id = ${panelId} and ${coversPost(declared, post)})
         or exists (select from interview_orders o join applications a on a.id = o.application_id join persons who on who.id = a.person_id
                     where o.panel_id = ${panelId} and ${coversPerson(declared, person)}))
    union all
    select own.id from accounts own
      join applications a on a.person_id = own.person_id
      join interview_orders o on o.application_id = a.id and o.panel_id = ${panelId}
     where own.id = ${accountId} limit 1`)
  return rows.length > 0
}

export const poolOf = (tx: Tx, examId: ExamId): Promise<Pooled[]> =>
  tx.select().from(examinerPool).where(eq(examinerPool.examId, examId)).orderBy(asc(examinerPool.label))

export const insertExaminers = (tx: Tx, rows: readonly (typeof examinerPool.$inferInsert)[]) => tx.insert(examinerPool).values([...rows])

export const insertPanels = (tx: Tx, rows: readonly (typeof panels.$inferInsert)[]) => tx.insert(panels).values([...rows])
export const insertPanelPositions = (tx: Tx, rows: readonly (typeof panelPositions.$inferInsert)[]) =>
  tx.insert(panelPositions).values([...rows])

/** In the order of their numbers, so that two who lock them all never wait for each other. */
export const lockPanels = (tx: Tx, examId: ExamId): Promise<Panel[]> =>
  tx.select().from(panels).where(eq(panels.examId, examId)).orderBy(asc(panels.number)).for('update')

export async function panelById(tx: Tx, examId: ExamId, panelId: PanelId): Promise<Panel | undefined> {
  const [row] = await tx
    .select()
    .from(panels)
    .where(and(eq(panels.examId, examId), eq(panels.id, panelId)))
  return row
}

export const panelsOf = (tx: Tx, examId: ExamId): Promise<Panel[]> =>
  tx.select().from(panels).where(eq(panels.examId, examId)).orderBy(asc(panels.number))

export const positionsByPanel = async (tx: Tx, examId: ExamId): Promise<Map<PanelId, PositionId[]>> => {
  const rows = await tx.select().from(panelPositions).where(eq(panelPositions.examId, examId)).orderBy(asc(panelPositions.positionId))
  return new Map([...Map.groupBy(rows, ({ panelId }) => panelId)].map(([id, own]) => [id, own.map(({ positionId }) => positionId)]))
}

/** The panel's row lock makes arrivals, lots, announcements and replacements of one room run one after the other; marks need not wait. */
export async function lockPanel(tx: Tx, examId: ExamId, panelId: PanelId): Promise<Panel | undefined> {
  const [row] = await tx
    .select()
    .from(panels)
    .where(and(eq(panels.examId, examId), eq(panels.id, panelId)))
    .for('update')
  return row
}

/** Who sits on the panel now; the head first. */
export const membersOf = (tx: Tx, panelId: PanelId) =>
  tx
    .select({ accountId: panelMembers.accountId, place: panelMembers.place, replaces: panelMembers.replaces })
    .from(panelMembers)
    .where(and(eq(panelMembers.panelId, panelId), isNull(panelMembers.endedAt)))
    .orderBy(asc(panelMembers.place))

export const isMember = async (tx: Tx, panelId: PanelId, accountId: AccountId): Promise<boolean> =>
  (await membersOf(tx, panelId)).some((member) => member.accountId === accountId)

/** Everybody who sits or has sat on a panel of the exam. */
export async function seatedEver(tx: Tx, examId: ExamId): Promise<ReadonlySet<AccountId>> {
  const rows = await tx.select({ accountId: panelMembers.accountId }).from(panelMembers).where(eq(panelMembers.examId, examId))
  return new Set(rows.map(({ accountId }) => accountId))
}

/** One leaves the place at the moment in which the other takes it. */
export async function changeMember(tx: Tx, next: typeof panelMembers.$inferInsert & { readonly replaces: AccountId }): Promise<void> {
  const left = await tx
    .update(panelMembers)
    .set({ endedAt: next.seatedAt })
    .where(and(eq(panelMembers.panelId, next.panelId), eq(panelMembers.accountId, next.replaces), isNull(panelMembers.endedAt)))
    .returning({ accountId: panelMembers.accountId })
  invariant(left.length === 1, `${next.replaces} left panel ${next.panelId} while it was locked`)
  await tx.insert(panelMembers).values(next)
}

export const hasMarked = async (tx: Tx, panelId: PanelId, accountId: AccountId): Promise<boolean> =>
  (
    await tx
      .select({ applicationId: examinerScores.applicationId })
      .from(examinerScores)
      .where(and(eq(examinerScores.panelId, panelId), eq(examinerScores.accountId, accountId)))
      .limit(1)
  ).length > 0

export async function seatPanels(
  tx: Tx,
  drawId: DrawId,
  examId: ExamId,
  rows: readonly (typeof panelMembers.$inferInsert)[],
): Promise<void> {
  await tx.insert(panelMembers).values([...rows])
  await tx.update(panels).set({ drawId }).where(eq(panels.examId, examId))
}

export const insertOrders = (tx: Tx, rows: readonly (typeof interviewOrders.$inferInsert)[]) => tx.insert(interviewOrders).values([...rows])

export const ordersOf = (tx: Tx, panelId: PanelId): Promise<Order[]> =>
  tx
    .select()
    .from(interviewOrders)
    .where(eq(interviewOrders.panelId, panelId))
    .orderBy(asc(interviewOrders.lot), asc(interviewOrders.applicationId))

export async function lotsDrawn(tx: Tx, panelId: PanelId): Promise<boolean> {
  const rows = await tx
    .select({ lot: interviewOrders.lot })
    .from(interviewOrders)
    .where(and(eq(interviewOrders.panelId, panelId), isNotNull(interviewOrders.lot)))
    .limit(1)
  return rows.length > 0
}

export async function orderOf(tx: Tx, panelId: PanelId, applicationId: ApplicationId): Promise<Order | undefined> {
  const [row] = await tx
    .select()
    .from(interviewOrders)
    .where(and(eq(interviewOrders.panelId, panelId), eq(interviewOrders.applicationId, applicationId)))
  return row
}

/** Who was drawn for this number in this panel. */
export async function orderByLot(tx: Tx, examId: ExamId, panelId: PanelId, lot: number): Promise<Order | undefined> {
  const [row] = await tx
    .select()
    .from(interviewOrders)
    .where(and(eq(interviewOrders.examId, examId), eq(interviewOrders.panelId, panelId), eq(interviewOrders.lot, lot)))
  return row
}

export const markArrival = (tx: Tx, applicationId: ApplicationId, values: Pick<Order, 'arrivedAt' | 'absentAt'>) =>
  tx.update(interviewOrders).set(values).where(eq(interviewOrders.applicationId, applicationId))

export async function giveLots(tx: Tx, drawId: DrawId, lots: readonly { applicationId: ApplicationId; lot: number }[]): Promise<void> {
  const done = await tx.execute(sql`
    update interview_orders o set lot = drawn.lot, draw_id = ${drawId}
      from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as drawn("applicationId" uuid, lot int)
     where o.application_id = drawn."applicationId" and o.lot is null returning o.application_id`)
  invariant(done.length === lots.length, `lots of draw ${drawId} were given before`)
}

export const insertExaminerScore = (tx: Tx, row: typeof examinerScores.$inferInsert) =>
  tx.insert(examinerScores).values(row).onConflictDoNothing().returning({ applicationId: examinerScores.applicationId })

/** The marks of those who sit on the panel now: whoever was replaced before the announcement no longer counts. */
export const examinerMarks = (tx: Tx, { applicationId, panelId }: Pick<Order, 'applicationId' | 'panelId'>) =>
  tx
    .select({ accountId: examinerScores.accountId, score: examinerScores.score })
    .from(examinerScores)
    .innerJoin(
      panelMembers,
      and(eq(panelMembers.panelId, panelId), eq(panelMembers.accountId, examinerScores.accountId), isNull(panelMembers.endedAt)),
    )
    .where(eq(examinerScores.applicationId, applicationId))

export const insertResult = (tx: Tx, row: typeof interviewResults.$inferInsert) =>
  tx.insert(interviewResults).values(row).onConflictDoNothing().returning({ applicationId: interviewResults.applicationId })

export async function resultOf(tx: Tx, applicationId: ApplicationId): Promise<InterviewResult | undefined> {
  const [row] = await tx.select().from(interviewResults).where(eq(interviewResults.applicationId, applicationId))
  return row
}

export async function lockResult(tx: Tx, applicationId: ApplicationId): Promise<InterviewResult | undefined> {
  const [row] = await tx.select().from(interviewResults).where(eq(interviewResults.applicationId, applicationId)).for('update')
  return row
}

export const confirmResult = (
  tx: Tx,
  applicationId: ApplicationId,
  values: Pick<InterviewResult, 'confirmation' | 'confirmedAt' | 'refusalReason'>,
) => tx.update(interviewResults).set(values).where(eq(interviewResults.applicationId, applicationId))

export const resultsOf = (tx: Tx, applications: readonly ApplicationId[]): Promise<InterviewResult[]> =>
  applications.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(interviewResults)
        .where(inArray(interviewResults.applicationId, [...applications]))

export const saveSheet = (tx: Tx, panelId: PanelId, sheet: string, sheetSignedAt: Temporal.Instant) =>
  tx.update(panels).set({ sheet, sheetSignedAt }).where(eq(panels.id, panelId))

/** The person's own application, with the panel it is before. */
export async function ownOrder(tx: Tx, personId: PersonId, applicationId: ApplicationId) {
  const Row = z.object({ examId: z.uuid(), panelId: z.uuid(), lot: z.number().nullable(), number: z.number(), waitingRoom: z.string() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select o.exam_id as "examId", o.panel_id as "panelId", o.lot, p.number, p.waiting_room as "waitingRoom"
        from interview_orders o join applications a on a.id = o.application_id join panels p on p.id = o.panel_id
       where o.application_id = ${applicationId} and a.person_id = ${personId}`),
  )[0]
}
