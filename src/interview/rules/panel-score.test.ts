import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { formatScore, parseScore, score } from '../../foundation/score.ts'
import { judgeExaminerMark, panelScore } from './panel-score.ts'

const of = (...marks: string[]) => marks.map((text) => known(parseScore(text), text))
const answer = (marks: string[], members: number, drop: 'none' | 'highest_and_lowest') => {
  const judged = panelScore(of(...marks), members, drop, 2)
  return judged.ok ? formatScore(judged.value.score) : judged.refusal
}

describe('R-RC-29 – computed on the spot', () => {
  test.each([
    { marks: ['80', '81', '82', '83', '84'], drop: 'none' as const, members: 5, becomes: '82.00', because: 'the mean of five' },
    {
      marks: ['60', '81', '82', '83', '100'],
      drop: 'highest_and_lowest' as const,
      members: 5,
      becomes: '82.00',
      because: 'one highest and one lowest drop',
    },
    {
      marks: ['80', '80', '80', '90', '90'],
      drop: 'highest_and_lowest' as const,
      members: 5,
      becomes: '83.33',
      because: 'of equal ones only one drops',
    },
    { marks: ['80', '81', '82', '83'], drop: 'none' as const, members: 5, becomes: 'marks_missing', because: 'a member has not marked' },
    { marks: ['80', '81', '83'], drop: 'highest_and_lowest' as const, members: 3, becomes: '81.00', because: 'of three one remains' },
    {
      marks: ['80', '81'],
      drop: 'highest_and_lowest' as const,
      members: 2,
      becomes: 'panel_too_small_to_drop',
      because: 'of two nothing would remain',
    },
    { marks: ['80.5', '81', '82'], drop: 'none' as const, members: 3, becomes: '81.17', because: 'rounded once, half up' },
  ])('$because', ({ marks, drop, members, becomes }) => expect(answer(marks, members, drop)).toBe(becomes))

  test('the order in which examiners mark never matters', () => {
    const marks = fc.array(
      fc.integer({ min: 0, max: 200 }).map((half) => score(half * 5, 1)),
      { minLength: 3, maxLength: 9 },
    )
    fc.assert(
      fc.property(marks, (given) => {
        expect(panelScore(given.toReversed(), given.length, 'highest_and_lowest', 2)).toEqual(
          panelScore(given, given.length, 'highest_and_lowest', 2),
        )
      }),
    )
  })
  test.each([
    { mark: '0', ok: true },
    { mark: '100', ok: true },
    { mark: '100.01', ok: false },
    { mark: '-0.01', ok: false },
  ])('$mark in range: $ok', ({ mark, ok }) => expect(judgeExaminerMark(known(parseScore(mark), mark)).ok).toBe(ok))
})
