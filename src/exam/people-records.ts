import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { appointments, exams, serviceBars, trainings } from '../../db/schema/exam.ts'
import { accounts, installationRoles, persons } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'
import type { AppointmentId } from './ids.ts'
import type { Appointee } from './rules/appointment.ts'
import type { TrainingKind } from './rules/training.ts'

export type AppointmentRow = typeof appointments.$inferSelect

/** Holds the exam's row, or those of all exams; false where the exam is not there. */
export async function lockAppointments(tx: Tx, examId: ExamId | undefined): Promise<boolean> {
  const rows = await tx
    .select({ id: exams.id })
    .from(exams)
    .where(examId === undefined ? undefined : eq(exams.id, examId))
    .orderBy(exams.id)
    .for('update')
  return examId === undefined || rows.length === 1
}

/** The account as the rule on appointments judges it. */
export async function appointeeFor(tx: Tx, accountId: AccountId, examId: ExamId | undefined): Promise<Appointee | undefined> {
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId))
  if (!account) return undefined
  const held = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.accountId, accountId), isNull(appointments.endedAt)))
  const installed = await tx.select().from(installationRoles).where(eq(installationRoles.accountId, accountId))
  const barred = await barsOf(tx, accountId, examId)
  return {
    accountId,
    personId: account.personId,
    kind: account.kind,
    closed: account.closedAt !== null,
    barred: barred.length > 0,
    held: [
      ...held.map((row) => ({ role: row.role, examId: row.examId ?? undefined })),
      ...installed.map(({ role }) => ({ role, examId: undefined })),
    ],
  }
}

const barsOf = (tx: Tx, accountId: AccountId, examId: ExamId | undefined) =>
  tx
    .select({ id: serviceBars.id })
    .from(serviceBars)
    .where(
      and(
        eq(serviceBars.accountId, accountId),
        examId === undefined ? undefined : or(isNull(serviceBars.examId), eq(serviceBars.examId, examId)),
      ),
    )

/** Enters the appointment unless the same one stands; answers whether it did. */
export async function enterAppointment(tx: Tx, row: typeof appointments.$inferInsert): Promise<boolean> {
  const entered = await tx.insert(appointments).values(row).onConflictDoNothing().returning({ id: appointments.id })
  return entered.length === 1
}

export async function appointmentById(tx: Tx, id: AppointmentId): Promise<AppointmentRow | undefined> {
  const [row] = await tx.select().from(appointments).where(eq(appointments.id, id)).for('update')
  return row
}

export const endAppointment = (tx: Tx, id: AppointmentId, endedAt: Instant) =>
  tx
    .update(appointments)
    .set({ endedAt })
    .where(and(eq(appointments.id, id), isNull(appointments.endedAt)))

/** Everybody who serves in the exam, those appointed for every exam included, with their sealed names. */
export const servingIn = (tx: Tx, examId: ExamId, wanted?: readonly Role[]) =>
  tx
    .select({ appointment: appointments, account: accounts, person: persons })
    .from(appointments)
    .innerJoin(accounts, eq(accounts.id, appointments.accountId))
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(
      and(
        isNull(appointments.endedAt),
        or(isNull(appointments.examId), eq(appointments.examId, examId)),
        wanted && inArray(appointments.role, [...wanted]),
      ),
    )
    .orderBy(appointments.role, appointments.appointedAt, appointments.id)

/**
 * Whoever serves in the exam, or holds one of these roles in it, once, with those roles. A closed account serves no more. `bound`: only
 * those appointed for this very exam.
 */
export async function officersIn(tx: Tx, examId: ExamId, wanted?: readonly Role[], bound: 'bound' | 'any' = 'any') {
  const serving = (await servingIn(tx, examId, wanted)).filter(
    ({ account, appointment }) => account.closedAt === null && (bound === 'any' || appointment.examId === examId),
  )
  return [...Map.groupBy(serving, ({ account }) => account.id)].flatMap(([accountId, held]) =>
    held.slice(0, 1).map(({ account, person }) => ({
      accountId,
      unit: account.unit ?? '',
      roles: [...new Set(held.map(({ appointment }) => appointment.role))],
      person,
    })),
  )
}

export async function officersAmong(tx: Tx, ids: readonly AccountId[]): Promise<AccountId[]> {
  const rows = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, [...ids]), eq(accounts.kind, 'officer')))
  return rows.map(({ id }) => id)
}

export async function enterTrainings(tx: Tx, rows: readonly (typeof trainings.$inferInsert)[]): Promise<number> {
  const entered = await tx
    .insert(trainings)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ accountId: trainings.accountId })
  return entered.length
}

export const trainingsOf = (tx: Tx, examId: ExamId) => tx.select().from(trainings).where(eq(trainings.examId, examId))

/** Those among the accounts who were trained for this work in this exam. */
export async function trainedAmong(
  tx: Tx,
  examId: ExamId,
  kind: TrainingKind,
  accountIds: readonly AccountId[],
): Promise<ReadonlySet<AccountId>> {
  const rows = await tx
    .select({ accountId: trainings.accountId })
    .from(trainings)
    .where(and(eq(trainings.examId, examId), inArray(trainings.accountId, [...accountIds]), eq(trainings.kind, kind)))
  return new Set(rows.map(({ accountId }) => accountId))
}

/** 第三十九条 (R-RC-46): ends what the account holds in the exam, or everywhere, and keeps it from being appointed again. */
export async function barFromService(tx: Tx, bar: typeof serviceBars.$inferInsert): Promise<void> {
  await tx.insert(serviceBars).values(bar)
  await tx
    .update(appointments)
    .set({ endedAt: bar.barredAt })
    .where(
      and(
        eq(appointments.accountId, bar.accountId),
        isNull(appointments.endedAt),
        bar.examId === null || bar.examId === undefined ? undefined : or(isNull(appointments.examId), eq(appointments.examId, bar.examId)),
      ),
    )
}
