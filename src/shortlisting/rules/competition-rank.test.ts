import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { parseScore } from '../../foundation/score.ts'
import { groupsOfEqualRank, ranksByScore } from './competition-rank.ts'

const people = (...scores: string[]) => scores.map((text, index) => ({ id: index + 1, score: known(parseScore(text), text) }))
const ranks = (...scores: string[]) =>
  ranksByScore(people(...scores))
    .sort((a, b) => a.item.id - b.item.id)
    .map(({ rank }) => rank)

describe('R-RC-20 – competition rank', () => {
  test.each([
    { scores: ['90', '80', '80', '70'], becomes: [1, 2, 2, 4], because: 'two share the second place, nobody is third' },
    { scores: ['70', '80', '80', '90'], becomes: [4, 2, 2, 1], because: 'the order of the input does not matter' },
    { scores: ['80', '80', '80'], becomes: [1, 1, 1], because: 'all the same' },
    { scores: ['80.5', '80.50', '80.49'], becomes: [1, 1, 3], because: 'places do not make a difference, a hundredth does' },
    { scores: ['100', '9.99'], becomes: [1, 2], because: 'numbers, not text' },
    { scores: ['0', '-1', '0.00'], becomes: [1, 3, 1], because: 'zero is a score' },
    { scores: ['61'], becomes: [1], because: 'alone' },
    { scores: [], becomes: [], because: 'nobody' },
  ])('$scores → $becomes: $because', ({ scores, becomes }) => expect(ranks(...scores)).toEqual(becomes))

  test('the rank is one more than the number of people with a higher score', () => {
    const scores = Array.from({ length: 60 }, (_, index) => String((index * 37) % 23))
    expect(ranks(...scores)).toEqual(scores.map((own) => scores.filter((other) => Number(other) > Number(own)).length + 1))
  })

  test('equals stand in one group, groups in their order', () => {
    const groups = groupsOfEqualRank(ranksByScore(people('70', '80', '90', '80')))
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([[3], [2, 4], [1]])
  })
})
