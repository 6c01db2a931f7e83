import { z } from 'zod'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * The resident identity number (公民身份号码): one person, one number, whatever its spelling.
 *
 * Standard: GB 11643-1999 第4章 (region, date of birth, sequence, check character by ISO 7064 MOD 11-2); the 15 digits of before 1999
 * become the same 18. Regulation: 《公益性岗位人员考勤管理办法》第十五条 (R-SYS-19): who somebody is, the original card says; two spellings of
 * its number must not become two people.
 */
export const IdNumber = z
  .string()
  .regex(/^\d{17}[\dX]$/)
  .brand<'IdNumber'>()
export type IdNumber = z.infer<typeof IdNumber>

export type Sex = 'female' | 'male'

export type ResidentId = {
  readonly number: IdNumber
  readonly region: string
  readonly birthDate: Temporal.PlainDate
  readonly sex: Sex
}

export type ResidentIdRefusal = 'id_number_malformed' | 'id_check_digit_wrong' | 'id_region_unknown' | 'id_birth_date_impossible'

/** Province-level codes of GB/T 2260; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan people. */
const provinces = new Set(
  ['11 12 13 14 15', '21 22 23', '31 32 33 34 35 36 37', '41 42 43 44 45 46', '50 51 52 53 54', '61 62 63 64 65', '71', '81 82 83'].flatMap(
    (row) => row.split(' '),
  ),
)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** The check character of the first 17 digits. */
export const checkCharacter = (first17: string): string =>
  checkCharacters.charAt(weights.reduce((sum, weight, at) => sum + weight * Number(first17.charAt(at)), 0) % 11)

/** Full-width digits, spaces, hyphens and a small x are how people write; they are not another number. */
export const normaliseIdNumber = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Reads a number as a person wrote it. `today` is the day in the authority's zone: nobody is born after it. */
export function parseResidentId(text: string, today: Temporal.PlainDate): Result<ResidentId, ResidentIdRefusal> {
  const number = inEighteen(normaliseIdNumber(text))
  if (!number) return refuse('id_number_malformed')
  if (checkCharacter(number.slice(0, 17)) !== number.charAt(17)) return refuse('id_check_digit_wrong')
  if (!provinces.has(number.slice(0, 2))) return refuse('id_region_unknown')
  const birthDate = dateOf(number.slice(6, 14))
  if (!birthDate || birthDate.year < 1900 || Temporal.PlainDate.compare(birthDate, today) > 0) return refuse('id_birth_date_impossible')
  return accept({ number, region: number.slice(0, 6), birthDate, sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female' })
}

/** The old number has two digits of the year and no check character; all its bearers were born in the twentieth century. */
function inEighteen(text: string): IdNumber | undefined {
  if (/^\d{15}$/.test(text)) {
    const first17 = `${text.slice(0, 6)}19${text.slice(6)}`
    return IdNumber.parse(first17 + checkCharacter(first17))
  }
  const parsed = IdNumber.safeParse(text)
  return parsed.success ? parsed.data : undefined
}

function dateOf(digits: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
  } catch {
    return undefined
  }
}
