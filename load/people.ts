import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { accounts, passwords, persons } from '../db/schema/identity.ts'
import { type Instant, systemClock } from '../src/foundation/clock.ts'
import { AccountId, PersonId } from '../src/foundation/ids.ts'
import { boundedLane } from '../src/foundation/lane.ts'
import { hashPassword } from '../src/identity/password-hash.ts'
import { sealPerson } from '../src/identity/person.ts'
import type { Keyring } from '../src/keys/keyring.ts'
import { residentNumber } from './numbers.ts'
import type { Place } from './ready-exam.ts'

/** Somebody invented, as the rows of a person and a candidate's account. */
export function inventedPerson(
  keyring: Keyring,
  index: number,
  { now, timeZone, phone }: { now: Instant; timeZone: string; phone?: string },
) {
  const [personId, accountId] = [PersonId.parse(randomUUID()), AccountId.parse(randomUUID())]
  const bornFrom = now.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ years: 30 })
  const resident = residentNumber(index, bornFrom)
  const account = { id: accountId, personId, kind: 'candidate', unit: null, onEstablishment: false, createdBy: null } as const
  return {
    personId,
    accountId,
    idNumber: resident.number,
    person: sealPerson({ keyring }, { id: personId, resident, name: nameOf(index), phone, createdAt: now }),
    account: { ...account, createdAt: now, closedAt: null },
  }
}

export const nameOf = (index: number): string => `考生${'甲乙丙丁'.charAt(index % 4)}`

/** What `write` is given: up to 500 at a time, as the owner of the tables. */
export async function inBulk<T>(
  { ownerUrl, authority }: Place,
  rows: readonly T[],
  write: (tx: Bulk, some: readonly T[]) => Promise<void>,
) {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: authority.schema, TimeZone: 'UTC' } })
  const tx = drizzle(client)
  try {
    for (let at = 0; at < rows.length; at += 500) await write(tx, rows.slice(at, at + 500))
  } finally {
    await client.end({ timeout: 5 })
  }
}
type Bulk = ReturnType<typeof drizzle>

/**
 * The resident numbers of people with an account and a password, who signed up before the opening. They share one password, hashed once:
 * comparing it costs the same.
 */
export async function peopleWithPassword(place: Place, many: number, password: string): Promise<string[]> {
  const now = systemClock()
  const hash = await hashPassword(boundedLane({ atOnce: 1, waiting: 1 }), password, new Uint8Array(16).fill(7))
  const made = Array.from({ length: many }, (_, index) => inventedPerson(place.keyring, index, { now, timeZone: place.authority.timeZone }))
  await inBulk(place, made, async (tx, some) => {
    await tx.insert(persons).values(some.map(({ person }) => person))
    await tx.insert(accounts).values(some.map(({ account }) => account))
    await tx.insert(passwords).values(some.map(({ accountId }) => ({ accountId, hash, changedAt: now })))
  })
  return made.map(({ idNumber }) => idNumber)
}
