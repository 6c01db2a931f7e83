import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { blankReceipts, blankSpoilings, blanks, ledgerCounts } from '../../db/schema/certificates.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { SpoilingId } from './ids.ts'
import { type BlankState, type Ledger, ledgerOf } from './rules/ledger.ts'
import type { CertificateKind } from './rules/pass.ts'

export type BlankReceipt = typeof blankReceipts.$inferSelect
export type Blank = typeof blanks.$inferSelect
export type Spoiling = typeof blankSpoilings.$inferSelect
export type LedgerCount = typeof ledgerCounts.$inferSelect

export const insertReceipt = (tx: Tx, row: BlankReceipt) => tx.insert(blankReceipts).values(row)

/** Takes the locks of all receipts of the kind: ranges that overlap are witnessed one after the other. */
export async function lockReceipt(tx: Tx, kind: CertificateKind, id: string): Promise<BlankReceipt | undefined> {
  const rows = await tx.select().from(blankReceipts).where(eq(blankReceipts.kind, kind)).orderBy(asc(blankReceipts.id)).for('update')
  return rows.find((row) => row.id === id)
}

export const receiptsOf = (tx: Tx, kind: CertificateKind): Promise<BlankReceipt[]> =>
  tx.select().from(blankReceipts).where(eq(blankReceipts.kind, kind)).orderBy(asc(blankReceipts.receivedAt))

/** The first number of the range that another receipt has brought already. */
export async function numberReceived(tx: Tx, kind: CertificateKind, first: number, last: number): Promise<number | undefined> {
  const [row] = z
    .array(z.object({ number: z.coerce.number() }))
    .parse(
      await tx.execute(sql`select number from blanks where kind = ${kind} and number between ${first} and ${last} order by number limit 1`),
    )
  return row?.number
}

/** The witnessed range becomes stock, in one statement. */
export async function stockRange(tx: Tx, receipt: BlankReceipt, by: AccountId, now: Instant): Promise<void> {
  const { id, kind, firstNumber, lastNumber } = receipt
  await tx.execute(sql`
    insert into blanks (kind, number, receipt_id, first_number, last_number, state, changed_at)
    select ${kind}, number, ${id}, ${firstNumber}, ${lastNumber}, 'stock', ${now.toString()} from generate_series(${firstNumber}::bigint, ${lastNumber}::bigint) as number`)
  const moved = await tx
    .update(blankReceipts)
    .set({ witnessedBy: by, witnessedAt: now })
    .where(and(eq(blankReceipts.id, id), isNull(blankReceipts.witnessedBy)))
    .returning({ id: blankReceipts.id })
  invariant(moved.length === 1, `receipt ${id} was witnessed while we held its lock`)
}

/** The lowest numbers in stock, locked: of two clerks who print from the last blank one gets it. */
export const takeStock = (tx: Tx, kind: CertificateKind, many: number): Promise<Blank[]> =>
  tx
    .select()
    .from(blanks)
    .where(and(eq(blanks.kind, kind), eq(blanks.state, 'stock')))
    .orderBy(asc(blanks.number))
    .limit(many)
    .for('update')

export async function lockBlank(tx: Tx, kind: CertificateKind, number: number): Promise<Blank | undefined> {
  const [row] = await tx
    .select()
    .from(blanks)
    .where(and(eq(blanks.kind, kind), eq(blanks.number, number)))
    .for('update')
  return row
}

export async function moveBlanks(
  tx: Tx,
  kind: CertificateKind,
  numbers: readonly number[],
  from: BlankState,
  to: BlankState,
  now: Instant,
): Promise<void> {
  if (from === to) return
  const moved = await tx
    .update(blanks)
    .set({ state: to, changedAt: now })
    .where(and(eq(blanks.kind, kind), inArray(blanks.number, [...numbers]), eq(blanks.state, from)))
    .returning({ number: blanks.number })
  invariant(moved.length === numbers.length, `blanks ${numbers.join(', ')} left ${from} while we held their locks`)
}

/** The book as it stands: what came in by witnessed receipts, and where each blank is. */
export async function ledgerNow(tx: Tx, kind: CertificateKind): Promise<Ledger> {
  const [receipts] = z.array(z.object({ received: z.number() })).parse(
    await tx.execute(sql`
      select coalesce(sum(last_number - first_number + 1), 0)::int as received from blank_receipts where kind = ${kind} and witnessed_by is not null`),
  )
  const rows = await tx.select({ state: blanks.state, many: count() }).from(blanks).where(eq(blanks.kind, kind)).groupBy(blanks.state)
  return ledgerOf(receipts?.received ?? 0, Object.fromEntries(rows.map(({ state, many }) => [state, many])))
}

export const insertSpoiling = (tx: Tx, row: Spoiling) => tx.insert(blankSpoilings).values(row)

export async function lockSpoiling(tx: Tx, kind: CertificateKind, id: SpoilingId): Promise<Spoiling | undefined> {
  const [row] = await tx
    .select()
    .from(blankSpoilings)
    .where(and(eq(blankSpoilings.id, id), eq(blankSpoilings.kind, kind)))
    .for('update')
  return row
}

export const spoilingsOf = (tx: Tx, kind: CertificateKind): Promise<Spoiling[]> =>
  tx.select().from(blankSpoilings).where(eq(blankSpoilings.kind, kind)).orderBy(desc(blankSpoilings.proposedAt)).limit(200)

export async function witnessSpoilingRow(tx: Tx, id: SpoilingId, by: AccountId, now: Instant): Promise<void> {
  await tx
    .update(blankSpoilings)
    .set({ witnessedBy: by, witnessedAt: now })
    .where(and(eq(blankSpoilings.id, id), isNull(blankSpoilings.witnessedBy)))
}

export const insertCount = (tx: Tx, row: LedgerCount) => tx.insert(ledgerCounts).values(row)

export async function lockCount(tx: Tx, kind: CertificateKind, id: string): Promise<LedgerCount | undefined> {
  const [row] = await tx
    .select()
    .from(ledgerCounts)
    .where(and(eq(ledgerCounts.id, id), eq(ledgerCounts.kind, kind)))
    .for('update')
  return row
}

export async function confirmCountRow(tx: Tx, id: string, by: AccountId, now: Instant): Promise<void> {
  await tx
    .update(ledgerCounts)
    .set({ confirmedBy: by, confirmedAt: now })
    .where(and(eq(ledgerCounts.id, id), isNull(ledgerCounts.confirmedBy)))
}

export const countsOf = (tx: Tx, kind: CertificateKind): Promise<LedgerCount[]> =>
  tx.select().from(ledgerCounts).where(eq(ledgerCounts.kind, kind)).orderBy(desc(ledgerCounts.countedAt)).limit(20)
