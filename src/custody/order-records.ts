import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { paperNotices, seclusionSetters, seclusions } from '../../db/schema/custody.ts'
import { lockExam } from '../exam/records.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { SeclusionId } from './ids.ts'

export type PaperNotice = typeof paperNotices.$inferSelect
export type Seclusion = typeof seclusions.$inferSelect

export async function paperNoticeOf(tx: Tx, examId: ExamId): Promise<PaperNotice | undefined> {
  const [row] = await tx.select().from(paperNotices).where(eq(paperNotices.examId, examId))
  return row
}

/** Issued once: what was ordered does not change under whoever packs. Answers whether there was none before. */
export async function insertPaperNotice(tx: Tx, row: PaperNotice): Promise<boolean> {
  const issued = await tx.insert(paperNotices).values(row).onConflictDoNothing().returning({ examId: paperNotices.examId })
  return issued.length === 1
}

/** Takes the lock of the exam's row, so that two seclusions are not opened at once. */
export async function lockOpenSeclusion(tx: Tx, examId: ExamId): Promise<Seclusion | undefined> {
  await lockExam(tx, examId)
  const [row] = await tx
    .select()
    .from(seclusions)
    .where(and(eq(seclusions.examId, examId), isNull(seclusions.leftAt)))
    .for('update')
  return row
}

/** Newest first. */
export const seclusionsOf = (tx: Tx, examId: ExamId): Promise<Seclusion[]> =>
  tx.select().from(seclusions).where(eq(seclusions.examId, examId)).orderBy(desc(seclusions.enteredAt))

export const settersOf = (tx: Tx, examId: ExamId) =>
  tx
    .select({
      id: seclusionSetters.id,
      seclusionId: seclusionSetters.seclusionId,
      nameSealed: seclusionSetters.nameSealed,
      undertakenOn: seclusionSetters.undertakenOn,
    })
    .from(seclusionSetters)
    .innerJoin(seclusions, eq(seclusions.id, seclusionSetters.seclusionId))
    .where(eq(seclusions.examId, examId))

export async function insertSeclusion(tx: Tx, row: Seclusion, setters: readonly (typeof seclusionSetters.$inferInsert)[]): Promise<void> {
  await tx.insert(seclusions).values(row)
  await tx.insert(seclusionSetters).values([...setters])
}

export async function endSeclusion(tx: Tx, id: SeclusionId, leftAt: Instant): Promise<void> {
  const ended = await tx
    .update(seclusions)
    .set({ leftAt })
    .where(and(eq(seclusions.id, id), isNull(seclusions.leftAt)))
    .returning({ id: seclusions.id })
  invariant(ended.length === 1, `seclusion ${id} ended while we held its lock`)
}
