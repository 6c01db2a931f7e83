import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { reversals } from '../../db/schema/qualification.ts'
import type { ApplicationId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { ReversalId } from './ids.ts'
import type { Phase } from './rules/case-state.ts'

export type ReversalRow = typeof reversals.$inferSelect
type Key = { readonly applicationId: ApplicationId; readonly phase: Phase }

export async function insertReversal(tx: Tx, reversal: ReversalRow): Promise<void> {
  await tx.insert(reversals).values(reversal)
}

export async function openReversal(tx: Tx, { applicationId, phase }: Key): Promise<ReversalRow | undefined> {
  const [row] = await tx
    .select()
    .from(reversals)
    .where(
      and(
        eq(reversals.applicationId, applicationId),
        eq(reversals.phase, phase),
        isNull(reversals.confirmedAt),
        isNull(reversals.rejectedAt),
      ),
    )
  return row
}

export async function reversalById(tx: Tx, id: ReversalId): Promise<ReversalRow | undefined> {
  const [row] = await tx.select().from(reversals).where(eq(reversals.id, id))
  return row
}

export async function settleReversal(
  tx: Tx,
  id: ReversalId,
  settled: Partial<Pick<ReversalRow, 'confirmedAt' | 'rejectedAt'>> & Required<Pick<ReversalRow, 'confirmedBy' | 'confirmerPersonId'>>,
): Promise<void> {
  const rows = await tx
    .update(reversals)
    .set(settled)
    .where(and(eq(reversals.id, id), isNull(reversals.confirmedAt), isNull(reversals.rejectedAt)))
    .returning({ id: reversals.id })
  invariant(rows.length === 1, `reversal ${id} was settled while its case was locked`)
}
