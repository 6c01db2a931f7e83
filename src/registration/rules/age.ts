import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Age on the day the notice names, in full years: the birthday itself completes the year.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第五条 (R-RC-04) the post's conditions as filed and announced. Both limits belong to the range.
 */
export type AgeLimits = { readonly from: number | null; readonly to: number | null }

const ageOn = (birthDate: Temporal.PlainDate, day: Temporal.PlainDate): number => birthDate.until(day, { largestUnit: 'year' }).years

export function judgeAge(birthDate: Temporal.PlainDate, limits: AgeLimits, day: Temporal.PlainDate): Result<number, 'age_outside'> {
  const age = ageOn(birthDate, day)
  const outside = (limits.from !== null && age < limits.from) || (limits.to !== null && age > limits.to)
  return outside ? refuse('age_outside', { from: limits.from, to: limits.to, on: day.toString() }) : accept(age)
}
