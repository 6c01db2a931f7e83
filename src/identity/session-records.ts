import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { sessions } from '../../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import { InstantText } from '../foundation/clock.ts'
import { AccountId, ExamId, PersonId, SiteId } from '../foundation/ids.ts'
import { Role } from '../foundation/roles.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().transform((value) => value ?? undefined)

const SessionRow = z.object({
  accountId: AccountId,
  personId: PersonId,
  kind: z.enum(['candidate', 'officer']),
  nameSealed: z.instanceof(Uint8Array),
  lastSeenAt: InstantText,
  expiresAt: InstantText,
  appointments: z.array(z.object({ role: Role, examId: optional(ExamId), siteId: optional(SiteId), unit: optional(z.string()) })),
})
export type SessionRow = z.infer<typeof SessionRow>
const FoundSession = SessionRow.optional()

/** The session, whose it is, and every role held at this moment, in one statement: a right taken away is gone with the next request. */
export const sessionBy = async (deps: Pick<Deps, 'sessionOf'>, tokenHash: Uint8Array): Promise<SessionRow | undefined> =>
  FoundSession.parse(await deps.sessionOf(tokenHash))

export const insertSession = (tx: Tx, tokenHash: Uint8Array, accountId: AccountId, openedAt: Instant, expiresAt: Instant) =>
  tx.insert(sessions).values({ tokenHash, accountId, openedAt, lastSeenAt: openedAt, expiresAt })

export const markSeen = (tx: Tx, tokenHash: Uint8Array, at: Instant) =>
  tx
    .update(sessions)
    .set({ lastSeenAt: at })
    .where(and(eq(sessions.tokenHash, tokenHash), lt(sessions.lastSeenAt, at)))

export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<AccountId | undefined> {
  const [gone] = await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning({ accountId: sessions.accountId })
  return gone?.accountId
}

/** Everywhere at once: after a new passkey or password nobody goes on with the old one. */
export const deleteSessionsOf = (tx: Tx, accountId: AccountId) => tx.delete(sessions).where(eq(sessions.accountId, accountId))

export const deleteExpiredSessions = (tx: Tx, now: Instant) => tx.delete(sessions).where(lt(sessions.expiresAt, now))
