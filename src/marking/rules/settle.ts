/**
 * How the marks of one script become its score: two within the tolerance are averaged; further apart a third marker decides between them:
 * the third is averaged with the nearer of the two, the higher one where both are equally near.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十三条 marking, checking and entering by recorded people (R-RC-17). Double marking goes beyond the
 * sources, as does the code instead of the name (B-23); tolerance, step and full marks stand in the notice.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { addScores, compareScores, divideScore, type Score, score, subtractScores } from '../../foundation/score.ts'

export type MarkingParameters = { readonly maximum: Score; readonly tolerance: Score; readonly step: Score; readonly decimals: number }

export type MarkRefusal = 'mark_above_maximum' | 'mark_below_zero' | 'mark_off_step'

export function judgeMark(mark: Score, { maximum, step }: MarkingParameters): Result<true, MarkRefusal> {
  if (compareScores(mark, score(0)) < 0) return refuse('mark_below_zero')
  if (compareScores(mark, maximum) > 0) return refuse('mark_above_maximum')
  return isMultiple(mark, step) ? accept(true) : refuse('mark_off_step')
}

function isMultiple(mark: Score, step: Score): boolean {
  const places = Math.max(mark.places, step.places)
  const scaled = (a: Score) => a.units * 10n ** BigInt(places - a.places)
  return scaled(step) === 0n || scaled(mark) % scaled(step) === 0n
}

export type Settlement = { readonly settled: Score } | { readonly needs: 'second' | 'third' }

/** `marks` in the order of their rounds. */
export function settle(marks: readonly Score[], { tolerance, decimals }: MarkingParameters): Settlement {
  const [first, second, third] = marks
  if (!first || !second) return { needs: 'second' }
  if (compareScores(distance(first, second), tolerance) <= 0) return { settled: mean(first, second, decimals) }
  if (!third) return { needs: 'third' }
  const nearer = compareScores(distance(third, first), distance(third, second))
  const partner = nearer < 0 ? first : nearer > 0 ? second : higher(first, second)
  return { settled: mean(third, partner, decimals) }
}

const distance = (a: Score, b: Score): Score => (compareScores(a, b) >= 0 ? subtractScores(a, b) : subtractScores(b, a))
const higher = (a: Score, b: Score): Score => (compareScores(a, b) >= 0 ? a : b)
const mean = (a: Score, b: Score, decimals: number): Score => divideScore(addScores(a, b), 2, decimals)
