import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { accounts, installationRoles, persons, unmaskings } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, type PersonId } from '../foundation/ids.ts'
import type { InstallationRole } from '../foundation/roles.ts'

export type PersonRow = typeof persons.$inferSelect
export type AccountRow = typeof accounts.$inferSelect

/** Enters a person unless the number is known already, under any race; answers whether this call entered them. */
export async function enterPerson(tx: Tx, row: PersonRow): Promise<boolean> {
  const entered = await tx.insert(persons).values(row).onConflictDoNothing({ target: persons.idNumberIndex }).returning({ id: persons.id })
  return entered.length === 1
}

export async function personByNumber(tx: Tx, idNumberIndex: Uint8Array): Promise<PersonRow | undefined> {
  const [row] = await tx.select().from(persons).where(eq(persons.idNumberIndex, idNumberIndex))
  return row
}

export async function personById(tx: Tx, id: PersonId): Promise<PersonRow | undefined> {
  const [row] = await tx.select().from(persons).where(eq(persons.id, id))
  return row
}

export async function personOfAccount(tx: Tx, id: AccountId): Promise<{ account: AccountRow; person: PersonRow } | undefined> {
  const [row] = await tx.select().from(accounts).innerJoin(persons, eq(persons.id, accounts.personId)).where(eq(accounts.id, id))
  return row && { account: row.accounts, person: row.persons }
}

/** Opens the account of a kind unless the person has one; answers whether this call opened it. */
export async function enterAccount(tx: Tx, row: AccountRow): Promise<boolean> {
  const entered = await tx
    .insert(accounts)
    .values(row)
    .onConflictDoNothing({ target: [accounts.personId, accounts.kind] })
    .returning({ id: accounts.id })
  return entered.length === 1
}

export async function accountOfKind(tx: Tx, personId: PersonId, kind: AccountRow['kind']): Promise<AccountRow | undefined> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.personId, personId), eq(accounts.kind, kind)))
  return row
}

/** Answers whether the role was granted: nobody holds two of them. */
export async function grantInstallationRole(
  tx: Tx,
  accountId: AccountId,
  role: InstallationRole,
  grantedBy: AccountId | null,
  grantedAt: Instant,
): Promise<boolean> {
  const granted = await tx
    .insert(installationRoles)
    .values({ accountId, role, grantedBy, grantedAt })
    .onConflictDoNothing()
    .returning({ role: installationRoles.role })
  return granted.length === 1
}

export async function withdrawInstallationRole(tx: Tx, accountId: AccountId, role: InstallationRole): Promise<boolean> {
  const gone = await tx
    .delete(installationRoles)
    .where(and(eq(installationRoles.accountId, accountId), eq(installationRoles.role, role)))
    .returning({ role: installationRoles.role })
  return gone.length === 1
}

/** All holders of a role are locked, so that two withdrawals at once cannot leave nobody. */
export async function holdersOf(tx: Tx, role: InstallationRole): Promise<AccountId[]> {
  const rows = await tx.select().from(installationRoles).where(eq(installationRoles.role, role)).for('update')
  return rows.map(({ accountId }) => accountId)
}

export type OfficerRow = {
  readonly account: AccountRow
  readonly person: PersonRow
  readonly role: InstallationRole | null
  readonly hasPasskey: boolean
  readonly keyId: string | null
}

export async function officersByEntry(tx: Tx): Promise<OfficerRow[]> {
  return tx
    .select({
      account: accounts,
      person: persons,
      role: installationRoles.role,
      keyId: sql<string | null>`(select k.id from signing_keys k where k.account_id = ${accounts.id} and k.revoked_at is null limit 1)`,
      hasPasskey: sql<boolean>`exists (select from passkeys k where k.account_id = ${accounts.id} and k.retired_at is null)`,
    })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .leftJoin(installationRoles, eq(installationRoles.accountId, accounts.id))
    .where(and(eq(accounts.kind, 'officer'), isNull(accounts.closedAt)))
    .orderBy(accounts.createdAt, accounts.id)
}

/** Every officer who may sign in, with the sealed name. */
export const openOfficers = (tx: Tx) =>
  tx
    .select({ accountId: accounts.id, unit: accounts.unit, person: { id: persons.id, nameSealed: persons.nameSealed } })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(and(eq(accounts.kind, 'officer'), isNull(accounts.closedAt)))

/** Of officers only, whether they still serve or not: a candidate's name is nobody's business here. */
export const namesOfAccounts = (tx: Tx, accountIds: readonly string[]) =>
  tx
    .select({ accountId: accounts.id, unit: accounts.unit, person: { id: persons.id, nameSealed: persons.nameSealed } })
    .from(accounts)
    .innerJoin(persons, eq(persons.id, accounts.personId))
    .where(and(inArray(accounts.id, z.array(AccountId).parse(accountIds)), eq(accounts.kind, 'officer')))

export const insertUnmasking = (tx: Tx, row: typeof unmaskings.$inferInsert) => tx.insert(unmaskings).values(row)
