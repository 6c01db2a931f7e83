import { and, gte, lt } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { workCounts } from '../../db/schema/operations.ts'
import type { Instant } from '../foundation/clock.ts'

export type WorkCounts = typeof workCounts.$inferSelect

/** A second row of one process for the same seconds says the clock was set back: the first stays. */
export async function enterCounts(tx: Tx, row: WorkCounts): Promise<void> {
  await tx.insert(workCounts).values(row).onConflictDoNothing()
}

export async function forgetCountsBefore(tx: Tx, before: Instant): Promise<void> {
  await tx.delete(workCounts).where(lt(workCounts.countedFrom, before))
}

export const countsBetween = (tx: Tx, from: Instant, until: Instant): Promise<WorkCounts[]> =>
  tx
    .select()
    .from(workCounts)
    .where(and(gte(workCounts.countedFrom, from), lt(workCounts.countedFrom, until)))
