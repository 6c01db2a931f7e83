import { and, desc, eq, inArray, or } from 'drizzle-orm'
import { amongBytes } from '../../db/among.ts'
import type { Tx } from '../../db/connect.ts'
import { bans, recusals, violations } from '../../db/schema/conduct.ts'
import { appointments } from '../../db/schema/exam.ts'
import { accounts } from '../../db/schema/identity.ts'
import type { Family } from '../foundation/family.ts'
import type { AccountId, ExamId, PersonId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { BanId, ViolationId } from './ids.ts'
import { banHolds } from './rules/bans.ts'
import type { Consequence } from './rules/breaches.ts'

export type BanRow = typeof bans.$inferSelect
export type ViolationRow = typeof violations.$inferSelect
export type RecusalRow = typeof recusals.$inferSelect

/** The ban in force that keeps the person with this number from the exam on this day, if there is one. */
export async function activeBan(
  tx: Tx,
  idIndex: Uint8Array,
  exam: { readonly id: ExamId; readonly family: Family },
  today: Temporal.PlainDate,
): Promise<BanRow | undefined> {
  return banFor(await bansInForce(tx, [idIndex]), idIndex, exam, today)
}

/** All bans in force on people with these numbers, whatever they cover. */
export async function bansInForce(tx: Tx, idIndexes: readonly Uint8Array[]): Promise<BanRow[]> {
  return tx
    .select()
    .from(bans)
    .where(and(eq(bans.state, 'in_force'), amongBytes(bans.idNumberIndex, idIndexes)))
}

/** Of these bans, the one that keeps the person with this number from the exam on this day. */
export const banFor = (
  found: readonly BanRow[],
  idIndex: Uint8Array,
  exam: { readonly id: ExamId; readonly family: Family },
  today: Temporal.PlainDate,
): BanRow | undefined => found.find((ban) => Buffer.compare(ban.idNumberIndex, idIndex) === 0 && banHolds(ban, exam, today))

export const insertBan = (tx: Tx, row: typeof bans.$inferInsert) => tx.insert(bans).values(row)

export async function lockBan(tx: Tx, id: BanId): Promise<BanRow | undefined> {
  const [row] = await tx.select().from(bans).where(eq(bans.id, id)).for('update')
  return row
}

type BanDecision = Pick<BanRow, 'state' | 'confirmedBy' | 'confirmerPersonId' | 'confirmedAt'>
export async function decideBan(tx: Tx, id: BanId, decision: BanDecision): Promise<void> {
  const decided = await tx
    .update(bans)
    .set(decision)
    .where(and(eq(bans.id, id), eq(bans.state, 'proposed')))
    .returning({ id: bans.id })
  invariant(decided.length === 1, `ban ${id} was decided while its row was locked`)
}

export const bansFrom = (tx: Tx, examId: ExamId): Promise<BanRow[]> =>
  tx.select().from(bans).where(eq(bans.examId, examId)).orderBy(desc(bans.decidedAt))

export const insertRecusal = (tx: Tx, row: typeof recusals.$inferInsert) => tx.insert(recusals).values(row)

/** Newest first; of one officer, if one is named. */
export const recusalsOf = (tx: Tx, examId: ExamId, accountId?: AccountId): Promise<RecusalRow[]> =>
  tx
    .select()
    .from(recusals)
    .where(and(eq(recusals.examId, examId), accountId && eq(recusals.accountId, accountId)))
    .orderBy(desc(recusals.declaredAt))

export async function officerServes(tx: Tx, examId: ExamId, accountId: AccountId): Promise<boolean> {
  const rows = await tx
    .select({ id: accounts.id, examId: appointments.examId })
    .from(accounts)
    .leftJoin(appointments, eq(appointments.accountId, accounts.id))
    .where(and(eq(accounts.id, accountId), eq(accounts.kind, 'officer')))
  return rows.some((row) => row.examId === null || row.examId === examId)
}

export const insertViolation = (tx: Tx, row: typeof violations.$inferInsert) => tx.insert(violations).values(row)

export async function lockViolation(tx: Tx, examId: ExamId, id: ViolationId): Promise<ViolationRow | undefined> {
  const [row] = await tx
    .select()
    .from(violations)
    .where(and(eq(violations.examId, examId), eq(violations.id, id)))
    .for('update')
  return row
}

export async function violationById(tx: Tx, examId: ExamId, id: ViolationId): Promise<ViolationRow | undefined> {
  const [row] = await tx
    .select()
    .from(violations)
    .where(and(eq(violations.examId, examId), eq(violations.id, id)))
  return row
}

type Decision = Pick<ViolationRow, 'state' | 'decidedBy' | 'deciderPersonId' | 'decidedAt' | 'consequence' | 'findingSealed'>
export async function decideViolation(tx: Tx, id: ViolationId, decision: Decision): Promise<void> {
  const decided = await tx
    .update(violations)
    .set(decision)
    .where(and(eq(violations.id, id), eq(violations.state, 'recorded')))
    .returning({ id: violations.id })
  invariant(decided.length === 1, `violation ${id} was decided while its row was locked`)
}

export const violationsOf = (tx: Tx, examId: ExamId): Promise<ViolationRow[]> =>
  tx.select().from(violations).where(eq(violations.examId, examId)).orderBy(desc(violations.recordedAt))

const endsTheExam: readonly Consequence[] = ['exam_cancelled', 'appointment_cancelled', 'contract_ended']

/** 第三十八条 (R-RC-45): persons among these who lost exam or appointment by a confirmed breach. For every later stage, up to hiring. */
export async function disqualifiedAmong(tx: Tx, examId: ExamId, personIds: readonly PersonId[]): Promise<PersonId[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .select({ personId: violations.personId })
    .from(violations)
    .where(
      and(
        eq(violations.examId, examId),
        eq(violations.state, 'confirmed'),
        or(...endsTheExam.map((consequence) => eq(violations.consequence, consequence))),
        inArray(violations.personId, [...personIds]),
      ),
    )
  return [...new Set(rows.map(({ personId }) => personId))]
}
