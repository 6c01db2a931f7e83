import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { type ChallengePurpose, challenges, keyringKeys, officeAuthority, signingKeys } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import type { ChallengeId, SigningKeyId } from './ids.ts'

export type SigningKeyRow = typeof signingKeys.$inferSelect
export type AuthorityRow = { readonly certificate: string; readonly privateKeySealed: Uint8Array }

export async function authorityRow(tx: Tx): Promise<AuthorityRow | undefined> {
  const [row] = await tx.select().from(officeAuthority)
  return row
}

/** Of two processes that make the authority at once one wins; both then read the winner's row. */
export const insertAuthority = (tx: Tx, row: AuthorityRow, createdAt: Instant) =>
  tx
    .insert(officeAuthority)
    .values({ ...row, createdAt })
    .onConflictDoNothing()

export async function signingKey(tx: Tx, id: SigningKeyId): Promise<SigningKeyRow | undefined> {
  const [row] = await tx.select().from(signingKeys).where(eq(signingKeys.id, id))
  return row
}

export const keysOf = (tx: Tx, accountId: AccountId): Promise<SigningKeyRow[]> =>
  tx.select().from(signingKeys).where(eq(signingKeys.accountId, accountId)).orderBy(desc(signingKeys.certifiedAt))

export async function activeKeyOf(tx: Tx, accountId: AccountId): Promise<SigningKeyRow | undefined> {
  const [row] = await tx
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.accountId, accountId), isNull(signingKeys.revokedAt)))
    .for('update')
  return row
}

/** Answers whether the key was entered: a key that is somebody's already, or a second active one, is not. */
export async function enterKey(tx: Tx, row: SigningKeyRow): Promise<boolean> {
  const entered = await tx.insert(signingKeys).values(row).onConflictDoNothing().returning({ id: signingKeys.id })
  return entered.length === 1
}

export async function markRevoked(tx: Tx, id: SigningKeyId, at: Instant): Promise<boolean> {
  const revoked = await tx
    .update(signingKeys)
    .set({ revokedAt: at })
    .where(and(eq(signingKeys.id, id), isNull(signingKeys.revokedAt)))
    .returning({ id: signingKeys.id })
  return revoked.length === 1
}

export type ChallengeRow = typeof challenges.$inferSelect

export const insertChallenge = (tx: Tx, row: ChallengeRow) => tx.insert(challenges).values(row)

/** Deletes as it reads: no challenge is answered twice, whatever the answer was. */
export async function takeChallenge(tx: Tx, id: ChallengeId, purpose: ChallengePurpose): Promise<ChallengeRow | undefined> {
  const [row] = await tx
    .delete(challenges)
    .where(and(eq(challenges.id, id), eq(challenges.purpose, purpose)))
    .returning()
  return row
}

export const deleteExpiredChallenges = (tx: Tx, now: Instant) => tx.delete(challenges).where(lt(challenges.expiresAt, now))

export async function registeredKeyringKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.select().from(keyringKeys)
  return rows.map(({ id }) => id)
}

export const registerKeyringKeys = (tx: Tx, ids: readonly string[], registeredAt: Instant) =>
  tx
    .insert(keyringKeys)
    .values(ids.map((id) => ({ id, registeredAt })))
    .onConflictDoNothing()
