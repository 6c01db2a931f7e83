import { hash } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { boundedKey, type Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, ExamId } from '../foundation/ids.ts'
import { record } from '../log/record.ts'
import { nameOf } from './person.ts'
import { sessionExpiry, sessionLives } from './rules/session-life.ts'
import { deleteSession, insertSession, markSeen, type SessionRow, sessionBy } from './session-records.ts'

/** Only the hash of a token is kept: a copy of the database opens no session. */
export const tokenHash = (token: string): Uint8Array => hash('sha256', token, 'buffer')

export const newToken = (deps: Deps): string => Buffer.from(deps.newSecret()).toString('base64url')

/** Opens a session and answers its token, which is nowhere else afterwards but in the cookie. */
export async function openSession(deps: Deps, tx: Tx, accountId: AccountId, now: Instant): Promise<string> {
  const token = newToken(deps)
  await insertSession(tx, tokenHash(token), accountId, now, sessionExpiry(now))
  return token
}

export const closeSession = (tx: Tx, token: string): Promise<AccountId | undefined> => deleteSession(tx, tokenHash(token))

/** A session seen within the last minute is not written to again: reading a page need not write. */
const seenEvery = 60_000

/** Who holds this token, with the roles of this moment; nobody when the session is over or unknown. */
export const identify = (deps: Deps, token: string, idempotencyKey: string | undefined): Promise<Caller | undefined> =>
  identifyHashed(deps, tokenHash(token), idempotencyKey)

export async function identifyHashed(deps: Deps, hashed: Uint8Array, idempotencyKey: string | undefined): Promise<Caller | undefined> {
  const now = deps.clock()
  const session = await sessionBy(deps, hashed)
  if (!session || !sessionLives(session.kind, session, now)) return undefined
  if (session.lastSeenAt.epochMilliseconds + seenEvery <= now.epochMilliseconds)
    await deps.within('gate', (tx) => markSeen(tx, hashed, now))
  return callerOf(deps, session, idempotencyKey)
}

/** The name is opened where somebody reads it: of a thousand requests of a rush nobody does. */
function callerOf(
  deps: Deps,
  { accountId, personId, kind, appointments, nameSealed }: SessionRow,
  idempotencyKey: string | undefined,
): Caller {
  let name: string | undefined
  return {
    accountId,
    personId,
    kind,
    appointments,
    get name() {
      name ??= nameOf(deps, { id: personId, nameSealed })
      return name
    },
    idempotencyKey: boundedKey(idempotencyKey),
  }
}

/** A missing permission of an officer goes into the log, a candidate's only into the structured log: candidates are many and curious. */
export async function recordDenial(deps: Deps, caller: Caller, route: string, examId: string | undefined): Promise<void> {
  deps.logger.warn({ account: caller.accountId, route }, 'not permitted')
  if (caller.kind === 'candidate') return
  const exam = ExamId.safeParse(examId)
  await deps.within('gate', (tx) =>
    record(tx, deps.newId(), {
      event: 'permission_denied',
      at: deps.clock(),
      actor: caller.accountId,
      examId: exam.success ? exam.data : undefined,
      subject: undefined,
      outcome: 'refused',
      refusal: 'not_permitted',
      detail: { route },
    }),
  )
}
