import { and, desc, eq, gt, inArray, isNotNull, isNull, max, or } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { accounts, enrolments, type FoundingRole, foundingLinks, persons } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId, PersonId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { EnrolmentId } from './ids.ts'

export type EnrolmentRow = typeof enrolments.$inferSelect

export const insertEnrolment = (tx: Tx, row: EnrolmentRow) => tx.insert(enrolments).values(row)

export async function lockEnrolment(tx: Tx, id: EnrolmentId): Promise<EnrolmentRow | undefined> {
  const [row] = await tx.select().from(enrolments).where(eq(enrolments.id, id)).for('update')
  return row
}

export async function lockEnrolmentByToken(tx: Tx, tokenHash: Uint8Array): Promise<EnrolmentRow | undefined> {
  const [row] = await tx.select().from(enrolments).where(eq(enrolments.tokenHash, tokenHash)).for('update')
  return row
}

/** Persons whom somebody has let in, by issuing or releasing, since the given moment. */
export async function peopleLetInBy(tx: Tx, personId: PersonId, since: Instant): Promise<PersonId[]> {
  const rows = await tx
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(and(or(eq(enrolments.issuerPersonId, personId), eq(enrolments.releaserPersonId, personId)), gt(enrolments.issuedAt, since)))
  return rows.map((row) => row.personId)
}

type Release = Pick<EnrolmentRow, 'releasedBy' | 'releaserPersonId' | 'releasedAt' | 'tokenHash' | 'expiresAt'>

export async function markReleased(tx: Tx, id: EnrolmentId, release: Release): Promise<void> {
  const released = await tx
    .update(enrolments)
    .set(release)
    .where(and(eq(enrolments.id, id), isNull(enrolments.releasedAt)))
    .returning({ id: enrolments.id })
  invariant(released.length === 1, `enrolment ${id} was released while we held its lock`)
}

export async function markUsed(tx: Tx, id: EnrolmentId, usedAt: Instant, previousNameSealed: Uint8Array | null = null): Promise<void> {
  const used = await tx
    .update(enrolments)
    .set({ usedAt, previousNameSealed })
    .where(and(eq(enrolments.id, id), isNull(enrolments.usedAt)))
    .returning({ id: enrolments.id })
  invariant(used.length === 1, `enrolment ${id} was used while we held its lock`)
}

/** A new link makes the older open ones of the account worthless. */
export const closeOpenEnrolments = (tx: Tx, accountId: AccountId, at: Instant) =>
  tx
    .update(enrolments)
    .set({ expiresAt: at })
    .where(and(eq(enrolments.accountId, accountId), isNull(enrolments.usedAt), gt(enrolments.expiresAt, at)))

export const enrolmentsOf = (tx: Tx, accountId: AccountId): Promise<EnrolmentRow[]> =>
  tx.select().from(enrolments).where(eq(enrolments.accountId, accountId)).orderBy(desc(enrolments.issuedAt)).limit(50)

export type WaitingEnrolment = {
  readonly enrolment: EnrolmentRow
  readonly person: typeof persons.$inferSelect
  readonly unit: string | null
}

/** Issued, not released, not over: of officers, or of candidates at the counter of one exam. */
export async function enrolmentsToRelease(tx: Tx, now: Instant, examId: ExamId | undefined): Promise<WaitingEnrolment[]> {
  const reasons = examId === undefined ? (['first', 'lost'] as const) : (['forgotten', 'taken'] as const)
  return tx
    .select({ enrolment: enrolments, person: persons, unit: accounts.unit })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .innerJoin(accounts, eq(accounts.id, enrolments.accountId))
    .where(
      and(
        inArray(enrolments.reason, [...reasons]),
        isNull(enrolments.releasedAt),
        gt(enrolments.expiresAt, now),
        examId === undefined ? undefined : eq(enrolments.examId, examId),
      ),
    )
    .orderBy(enrolments.issuedAt)
}

/** Since when the account is its true owner's, if a stranger had it; what was begun before is the stranger's. */
export async function ownedSince(tx: Tx, personId: PersonId): Promise<Instant | undefined> {
  const [row] = await tx
    .select({ usedAt: max(enrolments.usedAt) })
    .from(enrolments)
    .where(and(eq(enrolments.personId, personId), eq(enrolments.reason, 'taken'), isNotNull(enrolments.usedAt)))
  return row?.usedAt ?? undefined
}

export const correctPerson = (tx: Tx, id: PersonId, facts: { readonly nameSealed: Uint8Array; readonly phoneSealed: Uint8Array | null }) =>
  tx.update(persons).set(facts).where(eq(persons.id, id))

export type FoundingLink = typeof foundingLinks.$inferSelect

export const foundingLinkRows = (tx: Tx): Promise<FoundingLink[]> =>
  tx.select().from(foundingLinks).orderBy(foundingLinks.role).for('update')

export async function foundingLinkBy(tx: Tx, tokenHash: Uint8Array): Promise<FoundingLink | undefined> {
  const [row] = await tx.select().from(foundingLinks).where(eq(foundingLinks.tokenHash, tokenHash)).for('update')
  return row
}

/** Makes the role's link, or replaces one that nobody used; a used one stays. */
export async function renewFoundingLink(
  tx: Tx,
  role: FoundingRole,
  tokenHash: Uint8Array,
  issuedAt: Instant,
  expiresAt: Instant,
): Promise<boolean> {
  const renewed = await tx
    .insert(foundingLinks)
    .values({ role, tokenHash, issuedAt, expiresAt })
    .onConflictDoUpdate({ target: foundingLinks.role, set: { tokenHash, issuedAt, expiresAt }, setWhere: isNull(foundingLinks.usedAt) })
    .returning({ role: foundingLinks.role })
  return renewed.length === 1
}

export const markFounded = (tx: Tx, role: FoundingRole, accountId: AccountId, usedAt: Instant) =>
  tx.update(foundingLinks).set({ usedAt, accountId }).where(eq(foundingLinks.role, role))
