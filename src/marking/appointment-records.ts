import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { appointments } from '../../db/schema/exam.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'

/** Whether the account is appointed to this role in this exam at this moment. */
export async function holdsRole(tx: Tx, examId: ExamId, accountId: AccountId, role: Role): Promise<boolean> {
  const rows = await tx
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.examId, examId),
        eq(appointments.accountId, accountId),
        eq(appointments.role, role),
        isNull(appointments.endedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Everybody appointed to this role in this exam now. */
export async function holdersOf(tx: Tx, examId: ExamId, role: Role): Promise<AccountId[]> {
  const rows = await tx
    .selectDistinct({ accountId: appointments.accountId })
    .from(appointments)
    .where(and(eq(appointments.examId, examId), eq(appointments.role, role), isNull(appointments.endedAt)))
    .orderBy(appointments.accountId)
  return rows.map(({ accountId }) => accountId)
}
