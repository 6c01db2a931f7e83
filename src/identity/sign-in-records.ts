import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { accounts, passkeys, passwords, persons, signInFailures } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'

export type Credentials = { readonly accountId: AccountId; readonly hash: string }

export async function candidateCredentials(tx: Tx, idNumberIndex: Uint8Array): Promise<Credentials | undefined> {
  const [row] = await tx
    .select({ accountId: accounts.id, hash: passwords.hash })
    .from(persons)
    .innerJoin(accounts, and(eq(accounts.personId, persons.id), eq(accounts.kind, 'candidate'), isNull(accounts.closedAt)))
    .innerJoin(passwords, eq(passwords.accountId, accounts.id))
    .where(eq(persons.idNumberIndex, idNumberIndex))
  return row
}

/** The row lock keeps a change of password and a sign-in with the old one apart. */
export async function lockPasswordHash(tx: Tx, accountId: AccountId): Promise<string | undefined> {
  const [row] = await tx.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.accountId, accountId)).for('update')
  return row?.hash
}

export const setPassword = (tx: Tx, accountId: AccountId, hash: string, changedAt: Instant) =>
  tx.insert(passwords).values({ accountId, hash, changedAt }).onConflictDoUpdate({ target: passwords.accountId, set: { hash, changedAt } })

export type PasskeyRow = typeof passkeys.$inferSelect

/** Locked: two sign-ins with one counter are one after the other, and the second is seen to repeat it. */
export async function lockPasskey(tx: Tx, id: string): Promise<PasskeyRow | undefined> {
  const [row] = await tx
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.id, id), isNull(passkeys.retiredAt)))
    .for('update')
  return row
}

export const setCounter = (tx: Tx, id: string, counter: number) => tx.update(passkeys).set({ counter }).where(eq(passkeys.id, id))

export async function enterPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const entered = await tx.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id })
  return entered.length === 1
}

export const passkeysOf = (tx: Tx, accountId: AccountId): Promise<PasskeyRow[]> =>
  tx.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(passkeys.enrolledAt)

export const retirePasskeysOf = (tx: Tx, accountId: AccountId, at: Instant) =>
  tx
    .update(passkeys)
    .set({ retiredAt: at })
    .where(and(eq(passkeys.accountId, accountId), isNull(passkeys.retiredAt)))

const minuteOf = (at: Instant) => at.round({ smallestUnit: 'minute', roundingMode: 'floor' })

export const countFailure = (tx: Tx, accountId: AccountId, at: Instant) =>
  tx
    .insert(signInFailures)
    .values({ accountId, minute: minuteOf(at), failures: 1 })
    .onConflictDoUpdate({
      target: [signInFailures.accountId, signInFailures.minute],
      set: { failures: sql`${signInFailures.failures} + 1` },
    })

export type Failures = { readonly accountId: AccountId; readonly minute: Instant; readonly failures: number }

/** Takes the minutes that are over and not yet in the log; rows another process has in hand are left to it. */
export async function takeFailures(tx: Tx, now: Instant): Promise<Failures[]> {
  const rows = await tx
    .select({ accountId: signInFailures.accountId, minute: signInFailures.minute, failures: signInFailures.failures })
    .from(signInFailures)
    .where(and(isNull(signInFailures.loggedAt), lt(signInFailures.minute, minuteOf(now))))
    .limit(500)
    .for('update', { skipLocked: true })
  for (const { accountId, minute } of rows)
    await tx
      .update(signInFailures)
      .set({ loggedAt: now })
      .where(and(eq(signInFailures.accountId, accountId), eq(signInFailures.minute, minute)))
  return rows
}
