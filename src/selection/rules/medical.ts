import { dateIn } from '../../foundation/calendar.ts'
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { MedicalOutcome } from './appointee.ts'

/**
 * Medical candidates are numbers: drawn that morning, in groups of one sex, and known to two people.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十九条 (R-RC-34) random groups by sex; 第三十条 (R-RC-35) 当日早 … 随机编号, and no personal data to
 * doctors or others. The section makes the numbers and could know them, so the mapping opens to two named keepers only (B-48).
 */
export const groupSize = 10

export type NumberingRefusal = 'not_the_medical_day' | 'not_in_the_morning'

/** Numbers that exist the evening before can be sold. */
export function judgeNumbering(zone: string, day: Temporal.PlainDate, now: Instant): Result<true, NumberingRefusal> {
  if (!dateIn(zone, now).equals(day)) return refuse('not_the_medical_day', { day: day.toString() })
  return now.toZonedDateTimeISO(zone).hour < 12 ? accept(true) : refuse('not_in_the_morning')
}

export type Numbered = { readonly label: string; readonly sex: string; readonly group: number; readonly number: string }

/** Numbers run through all groups from 001; nothing in one tells the post or the person. */
export function numbersOf(groups: readonly { readonly sex: string; readonly labels: readonly string[] }[]): Numbered[] {
  const all = groups.flatMap(({ sex, labels }, index) => labels.map((label) => ({ label, sex, group: index + 1 })))
  return all.map((one, index) => ({ ...one, number: String(index + 1).padStart(3, '0') }))
}

export type KeeperRefusal = 'two_keepers_needed' | 'not_a_keeper'

export const judgeKeepers = (first: string, second: string): Result<true, KeeperRefusal> =>
  first === second ? refuse('two_keepers_needed') : accept(true)

export const judgeKeeper = (keepers: readonly string[], by: string): Result<true, KeeperRefusal> =>
  keepers.includes(by) ? accept(true) : refuse('not_a_keeper')

export type ResultsRefusal =
  | 'number_unknown'
  | 'number_twice'
  | 'results_incomplete'
  | 'results_confirmed'
  | 'results_missing'
  | 'results_changed'
  | 'second_person_needed'

/** Everyone numbered that day has one outcome; who did not come is absent, not left out. */
export function judgeResults(
  numbers: readonly string[],
  results: readonly { readonly number: string; readonly outcome: MedicalOutcome }[],
): Result<true, ResultsRefusal> {
  const foreign = results.find(({ number }) => !numbers.includes(number))
  if (foreign) return refuse('number_unknown', { number: foreign.number })
  if (new Set(results.map(({ number }) => number)).size < results.length) return refuse('number_twice')
  const missing = numbers.filter((number) => !results.some((one) => one.number === number))
  return missing.length > 0 ? refuse('results_incomplete', { missing }) : accept(true)
}

/** The second keeper answers for the list that was on the screen, `seen`, and for no later one. */
export function judgeSecond(enteredBy: string, by: string, seen: string, entered: string): Result<true, ResultsRefusal> {
  if (enteredBy === by) return refuse('second_person_needed')
  return seen === entered ? accept(true) : refuse('results_changed')
}
