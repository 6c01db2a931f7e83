import type { Chance } from './chance.ts'
import { fullName, type Sex } from './names.ts'
import { address, localRegions, mobileNumbers, otherRegions, type Region } from './places.ts'
import { residentIds, type TypedForm, typedFormFor, typeResidentId } from './resident-id.ts'

export type Person = {
  /** Names the person inside the rehearsal only; the system never learns it. */
  readonly key: string
  readonly name: string
  readonly sex: Sex
  readonly born: Temporal.PlainDate
  /** Eighteen characters with a valid check digit. */
  readonly residentId: string
  /** The same number as the person types it. */
  readonly typedResidentId: string
  readonly typedForm: TypedForm
  readonly region: Region
  readonly phone: string
  readonly address: string
}

export type PersonWish = {
  readonly key: string
  readonly bornIn: readonly [number, number]
  readonly sex?: Sex | undefined
  readonly name?: ((sex: Sex, bornIn: number) => string) | undefined
  readonly local?: boolean | undefined
}

/** People of one cohort: no two share a number or a phone. */
export function peopleFrom(chance: Chance): (wish: PersonWish) => Person {
  const newResidentId = residentIds(chance.fork('resident-id'))
  const newMobile = mobileNumbers(chance.fork('mobile'))
  return ({ key, bornIn, sex: wished, name, local }) => {
    const own = chance.fork(key)
    const sex = wished ?? (own.in(1, 2) ? 'female' : 'male')
    const year = own.between(...bornIn)
    const born = Temporal.PlainDate.from({ year, month: own.between(1, 12), day: own.between(1, 28) })
    const region = own.pick((local ?? own.in(7, 10)) ? localRegions : otherRegions)
    const residentId = newResidentId(region.code, born, sex)
    const typedForm = typedFormFor(own, residentId)
    return {
      key,
      name: name ? name(sex, year) : fullName(own, sex, year),
      sex,
      born,
      residentId,
      typedResidentId: typeResidentId(residentId, typedForm),
      typedForm,
      region,
      phone: newMobile(),
      address: address(own, region),
    }
  }
}
