import { known } from '../../foundation/invariant.ts'
import type { Chance } from './chance.ts'
import type { Sex } from './names.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** GB 11643: the check digit of ISO 7064 MOD 11-2 over the first seventeen digits. */
export function checkDigit(seventeen: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0)
  return known(checkDigits[sum % 11], 'eleven check digits')
}

/** Numbers no two people of the cohort share. The sequence is odd for men, even for women. */
export function residentIds(chance: Chance): (region: string, born: Temporal.PlainDate, sex: Sex) => string {
  const taken = new Set<string>()
  return (region, born, sex) => {
    let number = ''
    do {
      const sequence = chance.below(500) * 2 + (sex === 'male' ? 1 : 0)
      const seventeen = region + born.toString().replaceAll('-', '') + String(sequence).padStart(3, '0')
      number = seventeen + checkDigit(seventeen)
    } while (taken.has(number))
    taken.add(number)
    return number
  }
}

export type TypedForm = 'as_printed' | 'lower_case' | 'with_spaces' | 'full_width' | 'fifteen_digits'

/** How people really type the number. The form of fifteen digits exists only for births before 2000 and has no century and no check digit. */
export function typeResidentId(number: string, form: TypedForm): string {
  switch (form) {
    case 'as_printed':
      return number
    case 'lower_case':
      return number.toLowerCase()
    case 'with_spaces':
      return ` ${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`
    case 'full_width':
      return number.replace(/[0-9X]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    case 'fifteen_digits':
      return number.slice(0, 6) + number.slice(8, 17)
  }
}

export function typedFormFor(chance: Chance, number: string): TypedForm {
  const possible: [TypedForm, number][] = [
    ['as_printed', 900],
    ['with_spaces', 20],
    ['full_width', 10],
  ]
  if (number.endsWith('X')) possible.push(['lower_case', 500])
  if (number.slice(6, 10) < '1990') possible.push(['fifteen_digits', 25])
  return chance.weighted(possible)
}
