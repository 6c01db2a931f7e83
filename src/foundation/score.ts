import { z } from 'zod'

/**
 * An exact decimal: `units` × 10^-`places`. No floating point number ever holds a score, since 0.005 decides careers.
 * Compare with `compareScores`: 1.50 and 1.5 are equal though their places differ.
 */
export type Score = { readonly units: bigint; readonly places: number }

export const score = (units: bigint | number, places = 0): Score => ({ units: BigInt(units), places })

const scorePattern = /^-?\d{1,12}(\.\d{1,8})?$/

/** Plain decimal text: no exponent, no sign but minus, at most 12 digits before the point and 8 after it. */
export function parseScore(text: string): Score | undefined {
  if (!scorePattern.test(text)) return undefined
  const [whole = '', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), places: fraction.length }
}

export const ScoreText = z
  .string()
  .max(22)
  .transform((text, context): Score => {
    const parsed = parseScore(text)
    if (parsed) return parsed
    context.addIssue({ code: 'custom', message: 'not a decimal' })
    return z.NEVER
  })

const scaled = (a: Score, places: number): bigint => a.units * 10n ** BigInt(places - a.places)

export function formatScore(a: Score): string {
  const sign = a.units < 0n ? '-' : ''
  const digits = (a.units < 0n ? -a.units : a.units).toString().padStart(a.places + 1, '0')
  return a.places === 0 ? sign + digits : `${sign}${digits.slice(0, -a.places)}.${digits.slice(-a.places)}`
}

export function compareScores(a: Score, b: Score): -1 | 0 | 1 {
  const places = Math.max(a.places, b.places)
  const difference = scaled(a, places) - scaled(b, places)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function addScores(a: Score, b: Score): Score {
  const places = Math.max(a.places, b.places)
  return { units: scaled(a, places) + scaled(b, places), places }
}

export const sumScores = (scores: readonly Score[]): Score => scores.reduce(addScores, score(0))

export const subtractScores = (a: Score, b: Score): Score => addScores(a, { units: -b.units, places: b.places })

/** Exact: the places of both factors add up. */
export const multiplyScores = (a: Score, b: Score): Score => ({ units: a.units * b.units, places: a.places + b.places })

/** Quotient by a whole number, rounded half away from zero to `places`. */
export function divideScore(a: Score, by: number, places: number): Score {
  const divisor = BigInt(by)
  return places >= a.places
    ? { units: roundedQuotient(scaled(a, places), divisor), places }
    : { units: roundedQuotient(a.units, divisor * 10n ** BigInt(a.places - places)), places }
}

/** 四舍五入: half away from zero. Adding places is exact. */
export const roundScore = (a: Score, places: number): Score => divideScore(a, 1, places)

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n
  const n = dividend < 0n ? -dividend : dividend
  const d = divisor < 0n ? -divisor : divisor
  const quotient = (2n * n + d) / (2n * d)
  return negative ? -quotient : quotient
}
