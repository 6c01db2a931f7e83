import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { accept, refuse } from '../../foundation/result.ts'
import { formatScore, parseScore, score } from '../../foundation/score.ts'
import { type Chain, type Marks, placeTotals, reachesMinimum, totalOf } from './total.ts'

const mark = (text: string) => known(parseScore(text), text)
const marks = (written?: string, interview?: string, practical?: string): Marks => ({
  written: written === undefined ? undefined : mark(written),
  interview: interview === undefined ? undefined : mark(interview),
  practical: practical === undefined ? undefined : mark(practical),
})
const weights = (written: string, interview: string, practical: string) => ({
  written: mark(written),
  interview: mark(interview),
  practical: mark(practical),
})

describe('R-RC-31, B-11 – the total is the weighted sum, rounded once', () => {
  const total = (of: Marks, by: ReturnType<typeof weights>, decimals: number) => {
    const made = totalOf(of, by, decimals)
    return made.ok ? formatScore(made.value) : made.refusal
  }
  test.each([
    { of: marks('80', '90'), by: weights('0.5', '0.5', '0'), decimals: 2, becomes: '85.00', because: 'halves' },
    { of: marks('80', '90'), by: weights('0.6', '0.4', '0'), decimals: 2, becomes: '84.00', because: '60 to 40' },
    { of: marks('70', '80', '90'), by: weights('0.4', '0.3', '0.3'), decimals: 2, becomes: '79.00', because: 'a practical mark counts' },
    { of: marks(undefined, '88.25'), by: weights('0', '1', '0'), decimals: 2, becomes: '88.25', because: 'free of the written test' },
    { of: marks('80.01', '80'), by: weights('0.5', '0.5', '0'), decimals: 2, becomes: '80.01', because: 'half a hundredth rounds up' },
    { of: marks('80.00', '80.009'), by: weights('0.5', '0.5', '0'), decimals: 2, becomes: '80.00', because: 'less than half does not' },
    {
      of: marks('80.33', '80.33'),
      by: weights('0.5', '0.5', '0'),
      decimals: 1,
      becomes: '80.3',
      because: 'parts are not rounded: 40.165 twice is 80.33',
    },
    { of: marks('80.45', '80.45'), by: weights('0.5', '0.5', '0'), decimals: 0, becomes: '80', because: 'rounded once, not via 80.5' },
    { of: marks('80', undefined), by: weights('0.5', '0.5', '0'), decimals: 2, becomes: 'component_missing', because: 'no interview' },
    { of: marks('80', '90'), by: weights('0.4', '0.3', '0.3'), decimals: 2, becomes: 'component_missing', because: 'no practical mark' },
    { of: marks(undefined, '90'), by: weights('0.5', '0.5', '0'), decimals: 2, becomes: 'component_missing', because: 'no written mark' },
  ])('$because', ({ of, by, decimals, becomes }) => expect(total(of, by, decimals)).toBe(becomes))

  test('a missing component is named', () => {
    expect(totalOf(marks('80'), weights('0.5', '0.5', '0'), 2)).toEqual(refuse('component_missing', { component: 'interview' }))
    expect(totalOf(marks('80', '80'), weights('0.5', '0.5', '0'), 0)).toEqual(accept(score(80)))
  })
})

describe('R-RC-33, B-08 – the order of totals and the notice’s chain', () => {
  const placed = (people: Readonly<Record<string, readonly [string, string, string]>>, chain: Chain) =>
    Object.fromEntries(
      placeTotals(
        Object.entries(people).map(([applicationId, [total, written, interview]]) => ({
          applicationId,
          total: mark(total),
          marks: marks(written, interview),
        })),
        chain,
      ).map(({ applicationId, rank, orderNo, tieSettledBy }) => [applicationId, `${rank}/${orderNo}/${tieSettledBy ?? '-'}`]),
    )

  test.each([
    {
      people: { a: ['90', '80', '100'], b: ['80', '90', '70'] },
      chain: ['written'],
      becomes: { a: '1/1/-', b: '2/2/-' },
      because: 'the total goes before the chain',
    },
    {
      people: { a: ['80', '70', '90'], b: ['80', '75', '85'], c: ['70', '70', '70'] },
      chain: ['written'],
      becomes: { a: '1/2/written', b: '1/1/written', c: '3/3/-' },
      because: 'the higher written mark parts two',
    },
    {
      people: { a: ['80', '70', '90'], b: ['80', '75', '85'] },
      chain: ['interview'],
      becomes: { a: '1/1/interview', b: '1/2/interview' },
      because: 'a notice with another chain has another order',
    },
    {
      people: { a: ['80', '80', '80'], b: ['80', '80', '80'], c: ['79.99', '80', '79.98'] },
      chain: ['written', 'interview'],
      becomes: { a: '1/1/-', b: '1/1/-', c: '3/3/-' },
      because: 'what the chain does not part stays together',
    },
    {
      people: { a: ['80', '70', '90'], b: ['80', '70', '90.00'], c: ['80', '75', '85'] },
      chain: ['written', 'interview'],
      becomes: { a: '1/2/-', b: '1/2/-', c: '1/1/written' },
      because: 'one of three is parted, two are not',
    },
    {
      people: { a: ['80', '70', '90'], b: ['80', '75', '85'] },
      chain: [],
      becomes: { a: '1/1/-', b: '1/1/-' },
      because: 'without a chain nothing parts them',
    },
  ] as const)('$because', ({ people, chain, becomes }) => expect(placed(people, chain)).toEqual(becomes))
})

describe('the interview minimum, only where the notice has one', () => {
  test.each([
    { interview: '60', minimum: '60', becomes: true },
    { interview: '59.99', minimum: '60', becomes: false },
    { interview: '0', minimum: undefined, becomes: true },
  ])('$interview against $minimum', ({ interview, minimum, becomes }) =>
    expect(reachesMinimum(mark(interview), minimum === undefined ? undefined : mark(minimum))).toBe(becomes),
  )
})
