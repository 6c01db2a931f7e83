import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { accounts, passwords, persons } from '../db/schema/identity.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { AccountId, PersonId } from '../src/foundation/ids.ts'
import { boundedLane } from '../src/foundation/lane.ts'
import { hashPassword } from '../src/identity/password-hash.ts'
import { sealPerson } from '../src/identity/person.ts'
import { residentNumber } from './numbers.ts'
import type { Place } from './ready-exam.ts'

export type Person = { readonly personId: PersonId; readonly accountId: AccountId; readonly idNumber: string }

/** People with an account and a password, who signed up before the opening. They share one password, hashed once: comparing it costs the same. */
export async function peopleWithPassword({ ownerUrl, authority, keyring }: Place, many: number, password: string): Promise<Person[]> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: authority.schema, TimeZone: 'UTC' } })
  const tx = drizzle(client)
  const now = systemClock()
  const bornFrom = now.toZonedDateTimeISO(authority.timeZone).toPlainDate().subtract({ years: 30 })
  const hash = await hashPassword(boundedLane({ atOnce: 1, waiting: 1 }), password, new Uint8Array(16).fill(7))
  const made = Array.from({ length: many }, (_, index) => {
    const [personId, accountId] = [PersonId.parse(randomUUID()), AccountId.parse(randomUUID())]
    const resident = residentNumber(index, bornFrom)
    const name = `考生${'甲乙丙丁'.charAt(index % 4)}`
    const account = { id: accountId, personId, kind: 'candidate', unit: null, onEstablishment: false, createdBy: null } as const
    return {
      person: sealPerson({ keyring }, { id: personId, resident, name, phone: undefined, createdAt: now }),
      account: { ...account, createdAt: now, closedAt: null },
      password: { accountId, hash, changedAt: now },
      told: { personId, accountId, idNumber: resident.number },
    }
  })
  try {
    for (let at = 0; at < many; at += 500) {
      const some = made.slice(at, at + 500)
      await tx.insert(persons).values(some.map(({ person }) => person))
      await tx.insert(accounts).values(some.map(({ account }) => account))
      await tx.insert(passwords).values(some.map((one) => one.password))
    }
  } finally {
    await client.end({ timeout: 5 })
  }
  return made.map(({ told }) => told)
}
