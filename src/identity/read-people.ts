import type { EnrolmentReason } from '../../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import type { InstallationRole } from '../foundation/roles.ts'
import { enrolmentsOf, enrolmentsToRelease } from './enrolment-records.ts'
import { keysOf } from './key-records.ts'
import { namesOfAccounts, officersByEntry } from './people-records.ts'
import { nameOf } from './person.ts'
import { passkeysOf } from './sign-in-records.ts'

export type OfficerLine = {
  readonly accountId: AccountId
  readonly name: string
  readonly unit: string
  readonly role: InstallationRole | undefined
  readonly hasPasskey: boolean
  /** The key the officer signs with, if there is one. */
  readonly keyId: string | null
}
export type WaitingLine = {
  readonly enrolmentId: string
  readonly name: string
  readonly unit: string | undefined
  readonly reason: EnrolmentReason
  readonly issuedAt: Instant
}

/** Every officer, and what waits for a second officer. */
export async function readPeople(deps: Deps): Promise<{ officers: OfficerLine[]; waiting: WaitingLine[] }> {
  return deps.within('gate', async (tx) => ({
    officers: (await officersByEntry(tx)).map(({ account, person, role, hasPasskey, keyId }) => ({
      accountId: account.id,
      name: nameOf(deps, person),
      unit: account.unit ?? '',
      role: role ?? undefined,
      hasPasskey,
      keyId,
    })),
    waiting: (await enrolmentsToRelease(tx, deps.clock(), undefined)).map((line) => toWaiting(deps, line)),
  }))
}

export const readCounter = (deps: Deps, examId: ExamId): Promise<WaitingLine[]> =>
  deps.within('gate', async (tx) => (await enrolmentsToRelease(tx, deps.clock(), examId)).map((line) => toWaiting(deps, line)))

const toWaiting = (deps: Deps, { enrolment, person, unit }: Awaited<ReturnType<typeof enrolmentsToRelease>>[number]): WaitingLine => ({
  enrolmentId: enrolment.id,
  name: nameOf(deps, person),
  unit: unit ?? undefined,
  reason: enrolment.reason,
  issuedAt: enrolment.issuedAt,
})

/** The caller's own keys and how they came to be: a link that somebody else used is seen here. */
export const readOwnKeys = (deps: Deps, { accountId }: Caller) =>
  deps.within('gate', async (tx) => ({
    keys: await keysOf(tx, accountId),
    passkeys: await passkeysOf(tx, accountId),
    links: await enrolmentsOf(tx, accountId),
  }))

/** Officers' names for a page of theirs, of one exam or of all; whoever marks there is given none. */
export async function officerNames(
  deps: Deps,
  caller: Caller,
  accountIds: readonly string[],
  examId?: ExamId,
): Promise<ReadonlyMap<string, string>> {
  const marks = caller.appointments.some(
    (held) => held.role === 'marker' && (examId === undefined || held.examId === undefined || held.examId === examId),
  )
  if (accountIds.length === 0 || marks) return new Map()
  const rows = await deps.within('office', (tx) => namesOfAccounts(tx, accountIds))
  return new Map(rows.map(({ accountId, person }) => [accountId, nameOf(deps, person)]))
}
