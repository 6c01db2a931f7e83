import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, PersonId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { enterAccount, enterPerson, personByNumber } from './people-records.ts'
import { nameOf, sealPerson } from './person.ts'
import { parseResidentId, type ResidentIdRefusal } from './rules/resident-id.ts'
import { IdNumberText, MobileNumber, PersonName } from './sign-up.ts'

export const OfficerFacts = {
  idNumber: IdNumberText,
  name: PersonName,
  phone: MobileNumber,
  /** 派出单位: the unit the officer comes from. */
  unit: z.string().trim().min(2).max(100),
  /** 在编在岗: R-RC-14 asks it of invigilators. */
  onEstablishment: z.boolean(),
}
export const RegisterOfficer = z.strictObject(OfficerFacts)
export type RegisterOfficer = z.infer<typeof RegisterOfficer>

export type RegistrationRefusal = ResidentIdRefusal | 'officer_known' | 'name_differs'

/** Enters an officer. Without a role, and without a passkey, the account can do nothing yet. */
export async function registerOfficer(
  deps: Deps,
  caller: Caller,
  command: RegisterOfficer,
): Promise<Result<{ accountId: string }, RegistrationRefusal | 'idempotency_key_reused'>> {
  const accountId = AccountId.parse(deps.newId())
  return act(deps, { event: 'officer_registered', role: 'gate', by: caller, command }, async (tx, now, note) => {
    const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
    if (!resident.ok) return resident
    const row = sealPerson(deps, {
      id: PersonId.parse(deps.newId()),
      resident: resident.value,
      name: command.name,
      phone: command.phone,
      createdAt: now,
    })
    const entered = await enterPerson(tx, row)
    const person = entered ? row : known(await personByNumber(tx, row.idNumberIndex), 'a number that is taken has a person')
    // Somebody may have signed up as a candidate with an officer's number: the names then differ, and the counter settles it.
    if (nameOf(deps, person) !== command.name) return refuse('name_differs')
    const { unit, onEstablishment } = command
    const account = {
      id: accountId,
      personId: person.id,
      kind: 'officer',
      unit,
      onEstablishment,
      createdBy: caller.accountId,
      createdAt: now,
      closedAt: null,
    } as const
    if (!(await enterAccount(tx, account))) return refuse('officer_known')
    note({ account: accountId })
    return accept({ accountId })
  })
}
