import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { formatScore, parseScore } from '../../foundation/score.ts'
import { belowTheLine, shortlistOf, type WrittenResult, writtenRanks } from './shortlist.ts'

const result = (text: string, index: number): WrittenResult =>
  text === 'absent' || text === 'breach'
    ? { applicationId: `a${index + 1}`, status: text, score: undefined }
    : { applicationId: `a${index + 1}`, status: 'scored', score: known(parseScore(text), text) }

const plan = { headcount: 1, ratio: 3, passMark: undefined }
const mark = (text: string) => known(parseScore(text), text)
const outcome = (scores: readonly string[], asked: { headcount?: number; passMark?: string } = {}) => {
  const passMark = asked.passMark === undefined ? undefined : mark(asked.passMark)
  const made = shortlistOf({ ...plan, headcount: asked.headcount ?? 1, passMark }, scores.map(result))
  return {
    cut: made.cutScore && formatScore(made.cutScore),
    entered: made.places.map(({ applicationId, rank, enteredBy }) => `${applicationId}:${rank}:${enteredBy}`),
  }
}

describe('R-RC-20, B-07 – 1:3 with all ties', () => {
  test.each([
    {
      scores: ['90', '80', '70', '60'],
      becomes: { cut: '70', entered: ['a1:1:ratio', 'a2:2:ratio', 'a3:3:ratio'] },
      because: 'three for one post, the fourth stays out',
    },
    {
      scores: ['90', '80', '70', '70'],
      becomes: { cut: '70', entered: ['a1:1:ratio', 'a2:2:ratio', 'a3:3:tie', 'a4:3:tie'] },
      because: 'both at the third place enter',
    },
    {
      scores: ['90', '80', '70.00', '69.99'],
      becomes: { cut: '70.00', entered: ['a1:1:ratio', 'a2:2:ratio', 'a3:3:ratio'] },
      because: 'a hundredth less is not a tie',
    },
    {
      scores: ['90', '80', '80', '70'],
      becomes: { cut: '80', entered: ['a1:1:ratio', 'a2:2:ratio', 'a3:2:ratio'] },
      because: 'a tie inside the line is no tie at the line',
    },
    {
      scores: ['80', '80', '80', '80', '80'],
      becomes: { cut: '80', entered: ['a1:1:tie', 'a2:1:tie', 'a3:1:tie', 'a4:1:tie', 'a5:1:tie'] },
      because: 'everyone tied, everyone enters',
    },
    {
      scores: ['90', '80', 'absent', 'breach'],
      becomes: { cut: undefined, entered: ['a1:1:ratio', 'a2:2:ratio'] },
      because: 'fewer than 3N: all with a valid score, nobody absent or in breach',
    },
    { scores: ['90', '80', '70'], becomes: { cut: '70', entered: ['a1:1:ratio', 'a2:2:ratio', 'a3:3:ratio'] }, because: 'exactly 3N' },
    { scores: ['absent', 'breach'], becomes: { cut: undefined, entered: [] }, because: 'nobody sat' },
    { scores: ['0', '0'], becomes: { cut: undefined, entered: ['a1:1:ratio', 'a2:1:ratio'] }, because: 'zero is a valid score' },
  ])('$scores: $because', ({ scores, becomes }) => expect(outcome(scores)).toEqual(becomes))

  test('the base is the headcount: two posts call six', () => {
    expect(outcome(['9', '8', '7', '6', '5', '4', '3'], { headcount: 2 })).toMatchObject({ cut: '4' })
  })

  test.each([
    { passMark: '70', entered: 3, because: 'the mark itself passes' },
    { passMark: '70.01', entered: 2, because: 'a hundredth below the mark does not' },
    { passMark: undefined, entered: 3, because: 'without a mark in the notice there is none' },
  ])('a pass mark of $passMark: $because', ({ passMark, entered }) => {
    expect(outcome(['90', '80', '70', '60'], passMark === undefined ? {} : { passMark }).entered).toHaveLength(entered)
  })

  test('nobody outside has as much as anybody inside, whatever the scores', () => {
    for (let seed = 1; seed < 60; seed += 1) {
      const results = Array.from({ length: 20 }, (_, index) => result(String((seed * (index + 3) * 7) % 11), index))
      const { places, cutScore } = shortlistOf({ ...plan, headcount: 2 }, results)
      const inside = new Set(places.map(({ applicationId }) => applicationId))
      const least = Math.min(...places.map(({ score }) => Number(formatScore(score))))
      const best = Math.max(...results.filter((one) => !inside.has(one.applicationId)).map(({ score }) => Number(score?.units ?? -1n)))
      expect(least).toBeGreaterThan(best)
      expect(places.length).toBeGreaterThanOrEqual(6)
      expect(cutScore && Number(formatScore(cutScore))).toBe(least)
    }
  })
})

describe('R-RC-23 – who is left to call', () => {
  const ranks = writtenRanks(['90', '80', '70', '60'].map(result))
  const ids = (passMark: string | undefined, ...placed: string[]) =>
    belowTheLine(ranks, passMark === undefined ? undefined : mark(passMark), new Set(placed)).map(({ applicationId }) => applicationId)
  test.each([
    { passMark: undefined, placed: ['a1', 'a2', 'a3'], becomes: ['a4'], because: 'the next by score' },
    { passMark: '60', placed: ['a1', 'a2', 'a3'], becomes: ['a4'], because: 'who reaches the pass mark' },
    { passMark: '60.01', placed: ['a1', 'a2', 'a3'], becomes: [], because: 'who does not reach it is never called' },
    { passMark: undefined, placed: ['a1', 'a2', 'a3', 'a4'], becomes: [], because: 'nobody is called twice' },
  ])('$because', ({ passMark, placed, becomes }) => expect(ids(passMark, ...placed)).toEqual(becomes))
})
