import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import type { PersonId } from '../foundation/ids.ts'
import type { PersonRow } from './people-records.ts'
import type { IdNumber, ResidentId, Sex } from './rules/resident-id.ts'

/** A person in clear. Lives in memory for one request; never in the log, in an answer to others, or in a message of an error. */
export type Person = {
  readonly id: PersonId
  readonly name: string
  readonly idNumber: string
  readonly birthDate: Temporal.PlainDate
  readonly phone: string | undefined
  readonly sex: Sex
}

type Sealing = Pick<Deps, 'keyring'>

/** Equality of numbers without the number: for uniqueness, bans and recusal. */
export const idNumberIndex = ({ keyring }: Sealing, number: IdNumber): Uint8Array => keyring.blindIndex(number)

type NewPerson = {
  readonly id: PersonId
  readonly resident: ResidentId
  readonly name: string
  readonly phone: string | undefined
  readonly createdAt: Instant
}

/** The row of a new person, each fact sealed to its own place: a value copied to another row does not open. */
export function sealPerson(deps: Sealing, { id, resident, name, phone, createdAt }: NewPerson): PersonRow {
  const { sealField } = deps.keyring
  return {
    id,
    nameSealed: sealName(deps, id, name),
    idNumberSealed: sealField(`persons:id_number:${id}`, resident.number),
    idNumberIndex: idNumberIndex(deps, resident.number),
    sex: resident.sex,
    birthDateSealed: sealField(`persons:birth_date:${id}`, resident.birthDate.toString()),
    phoneSealed: phone === undefined ? null : sealPhone(deps, id, phone),
    nationality: 'CN',
    createdAt,
  }
}

export const sealName = ({ keyring }: Sealing, id: PersonId, name: string): Uint8Array => keyring.sealField(`persons:name:${id}`, name)
export const sealPhone = ({ keyring }: Sealing, id: PersonId, phone: string): Uint8Array => keyring.sealField(`persons:phone:${id}`, phone)

export const nameOf = ({ keyring }: Sealing, row: Pick<PersonRow, 'id' | 'nameSealed'>): string =>
  keyring.openField(`persons:name:${row.id}`, row.nameSealed)

export const birthDateOf = ({ keyring }: Sealing, row: Pick<PersonRow, 'id' | 'birthDateSealed'>): Temporal.PlainDate =>
  Temporal.PlainDate.from(keyring.openField(`persons:birth_date:${row.id}`, row.birthDateSealed))

export function openPerson(deps: Sealing, row: PersonRow): Person {
  const { openField } = deps.keyring
  return {
    id: row.id,
    name: nameOf(deps, row),
    idNumber: openField(`persons:id_number:${row.id}`, row.idNumberSealed),
    birthDate: birthDateOf(deps, row),
    phone: row.phoneSealed === null ? undefined : openField(`persons:phone:${row.id}`, row.phoneSealed),
    sex: row.sex,
  }
}
