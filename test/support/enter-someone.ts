import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import { AccountId, PersonId } from '../../src/foundation/ids.ts'
import { enterAccount, enterPerson } from '../../src/identity/people-records.ts'
import { sealPerson } from '../../src/identity/person.ts'
import { parseResidentId } from '../../src/identity/rules/resident-id.ts'

type Someone = {
  readonly kind: 'candidate' | 'officer'
  readonly idNumber: string
  readonly name: string
  readonly phone?: string | undefined
  readonly unit?: string | undefined
  readonly onEstablishment?: boolean | undefined
}
export type Entered = { readonly accountId: AccountId; readonly personId: PersonId; readonly idNumber: string }

/** A person with an account, entered without the ceremonies. */
export async function enterSomeone(deps: Deps, tx: Tx, { kind, idNumber, name, phone, unit, onEstablishment }: Someone): Promise<Entered> {
  const createdAt = deps.clock()
  const resident = parseResidentId(idNumber, createdAt.toZonedDateTimeISO(deps.authority.timeZone).toPlainDate())
  if (!resident.ok) throw new Error(`${idNumber}: ${resident.refusal}`)
  const [personId, accountId] = [PersonId.parse(deps.newId()), AccountId.parse(deps.newId())]
  await enterPerson(tx, sealPerson(deps, { id: personId, resident: resident.value, name, phone, createdAt }))
  await enterAccount(tx, {
    id: accountId,
    personId,
    kind,
    unit: unit ?? null,
    onEstablishment: onEstablishment ?? kind === 'officer',
    createdBy: null,
    createdAt,
    closedAt: null,
  })
  return { accountId, personId, idNumber: resident.value.number }
}
