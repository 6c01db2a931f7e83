import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { compareScores, formatScore, parseScore, type Score, score } from '../../foundation/score.ts'
import { judgeMark, settle } from './settle.ts'

const parameters = { maximum: score(100), tolerance: score(5), step: score(5, 1), decimals: 2 }
const of = (text: string): Score => known(parseScore(text), text)
const settled = (...marks: string[]) => {
  const result = settle(marks.map(of), parameters)
  return 'settled' in result ? formatScore(result.settled) : result.needs
}

describe('B-23 – two marks, and a third where they differ', () => {
  test.each([
    { marks: [], becomes: 'second', because: 'nobody has marked' },
    { marks: ['70'], becomes: 'second', because: 'one mark decides nothing' },
    { marks: ['70', '70'], becomes: '70.00', because: 'the same mark twice' },
    { marks: ['70', '75'], becomes: '72.50', because: '5 apart is still averaged' },
    { marks: ['70', '75.5'], becomes: 'third', because: '5.5 apart is not' },
    { marks: ['75.5', '70'], becomes: 'third', because: 'in either order' },
    { marks: ['70', '80', '78'], becomes: '79.00', because: 'the third with the nearer' },
    { marks: ['70', '80', '71'], becomes: '70.50', because: 'the nearer may be the lower' },
    { marks: ['70', '80', '75'], becomes: '77.50', because: 'equally near: in favour of the candidate' },
    { marks: ['70', '80', '100'], becomes: '90.00', because: 'beyond both: still the nearer' },
    { marks: ['70.5', '71'], becomes: '70.75', because: 'the mean keeps the notice’s decimals' },
  ])('$marks → $becomes: $because', ({ marks, becomes }) => expect(settled(...marks)).toBe(becomes))

  test('the order of the first two marks never matters', () => {
    const mark = fc.integer({ min: 0, max: 200 }).map((half) => score(half * 5, 1))
    fc.assert(
      fc.property(mark, mark, mark, (a, b, c) => {
        const [one, other] = [settle([a, b, c], parameters), settle([b, a, c], parameters)]
        expect('settled' in one && 'settled' in other && compareScores(one.settled, other.settled)).toBe(0)
      }),
    )
  })
})

describe('what a mark may be', () => {
  test.each([
    { mark: '0', becomes: 'accepted' },
    { mark: '100', becomes: 'accepted' },
    { mark: '100.5', becomes: 'mark_above_maximum' },
    { mark: '-0.5', becomes: 'mark_below_zero' },
    { mark: '70.5', becomes: 'accepted' },
    { mark: '70.25', becomes: 'mark_off_step' },
    { mark: '70.50', becomes: 'accepted' },
  ])('$mark: $becomes', ({ mark, becomes }) => {
    const judged = judgeMark(of(mark), parameters)
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})
