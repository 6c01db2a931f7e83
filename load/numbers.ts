import { known } from '../src/foundation/invariant.ts'
import { checkCharacter, parseResidentId, type ResidentId } from '../src/identity/rules/resident-id.ts'

/** A valid resident ID number of someone invented: a thousand to a day of birth, the days going forward from the given one. */
export function residentNumber(sequence: number, bornFrom: Temporal.PlainDate): ResidentId {
  const born = bornFrom.add({ days: Math.floor(sequence / 1000) })
  const first17 = `140302${born.toString().replaceAll('-', '')}${String(sequence % 1000).padStart(3, '0')}`
  const resident = parseResidentId(first17 + checkCharacter(first17), born.add({ years: 60 }))
  return known(resident.ok ? resident.value : undefined, 'an invented number is a valid one')
}
