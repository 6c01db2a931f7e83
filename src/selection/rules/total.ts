import { accept, type Result, refuse } from '../../foundation/result.ts'
import { addScores, compareScores, multiplyScores, roundScore, type Score, score } from '../../foundation/score.ts'
import { competitionRanks } from '../../shortlisting/rules/competition-rank.ts'

/**
 * Totals of one post and their order.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十六条 (R-RC-31) weights from the notice over written, interview and practical marks; 第二十七条
 * (R-RC-32) totals of all who were interviewed; 第二十八条 (R-RC-33) by total from the highest. A post free of the written test counts
 * interview and practical mark alone (B-11). The sum is exact and rounded once, to the notice's places; equals are parted by the notice's
 * chain and by nothing else (B-08).
 */
export type Component = 'written' | 'interview' | 'practical'
export const components: readonly Component[] = ['written', 'interview', 'practical']
export type Marks = Readonly<Record<Component, Score | undefined>>
export type Weights = Readonly<Record<Component, Score>>

const nothing = score(0)
const counts = (weight: Score) => compareScores(weight, nothing) !== 0

export function totalOf(marks: Marks, weights: Weights, decimals: number): Result<Score, 'component_missing'> {
  let sum = nothing
  for (const component of components) {
    if (!counts(weights[component])) continue
    const mark = marks[component]
    if (!mark) return refuse('component_missing', { component })
    sum = addScores(sum, multiplyScores(mark, weights[component]))
  }
  return accept(roundScore(sum, decimals))
}

export type Totalled = { readonly applicationId: string; readonly marks: Marks; readonly total: Score }
/** The notice's chain without the people who decide at its end. */
export type Chain = readonly Component[]

export type Placed = {
  readonly applicationId: string
  /** Competition rank by total alone: what is published. */
  readonly rank: number
  /** After the chain; equals that it does not part share it. */
  readonly orderNo: number
  /** The rule that gave this person a place of their own among equals. */
  readonly tieSettledBy: Component | undefined
}

const compareMarks = (a: Score | undefined, b: Score | undefined) => (a && b ? compareScores(a, b) : 0)

const compareBy =
  (chain: Chain) =>
  (a: Totalled, b: Totalled): number =>
    compareScores(a.total, b.total) || chain.reduce((found, component) => found || compareMarks(a.marks[component], b.marks[component]), 0)

export function placeTotals(people: readonly Totalled[], chain: Chain): Placed[] {
  const rankOf = ranksUnder(people, [])
  const orderOf = ranksUnder(people, chain)
  return orderOf.map(({ item, rank: orderNo }) => ({
    applicationId: item.applicationId,
    rank: rankOf.find((one) => one.item === item)?.rank ?? orderNo,
    orderNo,
    tieSettledBy: settledBy(item, people, chain),
  }))
}

const ranksUnder = (people: readonly Totalled[], chain: Chain) => competitionRanks(people, compareBy(chain))

function settledBy(person: Totalled, people: readonly Totalled[], chain: Chain): Component | undefined {
  const sameUnder = (length: number) => people.some((other) => other !== person && compareBy(chain.slice(0, length))(person, other) === 0)
  if (!sameUnder(0)) return undefined
  return chain.find((_, index) => !sameUnder(index + 1))
}

/** Whether the notice's interview minimum, if it sets one, is reached. */
export const reachesMinimum = (interview: Score, minimum: Score | undefined): boolean =>
  minimum === undefined || compareScores(interview, minimum) >= 0
