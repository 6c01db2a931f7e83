import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { judgeDecision, judgeSecond, nextToCall, takeInOrder } from './ties.ts'

describe('R-RC-33, B-08 – the first N, and a stop where equals stand at the line', () => {
  test.each([
    { groups: [['a'], ['b'], ['c']], places: 2, decisions: [], becomes: accept(['a', 'b']), because: 'no equals' },
    { groups: [['a', 'b'], ['c']], places: 2, decisions: [], becomes: accept(['a', 'b']), because: 'equals who all fit' },
    {
      groups: [['a'], ['b', 'c']],
      places: 2,
      decisions: [],
      becomes: refuse('tie_decision_needed', { tied: ['b', 'c'], places: 1 }),
      because: 'equals at the line',
    },
    { groups: [['a'], ['b', 'c']], places: 2, decisions: [['c', 'b']], becomes: accept(['a', 'c']), because: 'decided: c before b' },
    { groups: [['a'], ['b', 'c']], places: 1, decisions: [], becomes: accept(['a']), because: 'equals below the line do not matter' },
    {
      groups: [['b', 'c', 'd']],
      places: 1,
      decisions: [['c', 'b']],
      becomes: refuse('tie_decision_needed', { tied: ['b', 'c', 'd'], places: 1 }),
      because: 'a decision that forgets one of them decides nothing',
    },
    {
      groups: [['b', 'c']],
      places: 1,
      decisions: [
        ['c', 'b'],
        ['b', 'c'],
      ],
      becomes: accept(['c']),
      because: 'the newer decision counts',
    },
    { groups: [['b', 'c']], places: 1, decisions: [['c', 'x', 'b']], becomes: accept(['c']), because: 'decided among more' },
    { groups: [], places: 3, decisions: [], becomes: accept([]), because: 'nobody' },
    { groups: [['a'], ['b']], places: 3, decisions: [], becomes: accept(['a', 'b']), because: 'fewer than places' },
  ])('$because', ({ groups, places, decisions, becomes }) => expect(takeInOrder(groups, places, decisions)).toEqual(becomes))
})

describe('R-RC-23, R-RC-36, B-08 – who is called into a vacancy', () => {
  test.each([
    { groups: [['d'], ['e']], vacancies: 1, decisions: [], becomes: accept(['d']), because: 'the next one' },
    { groups: [['d'], ['e']], vacancies: 2, decisions: [], becomes: accept(['d']), because: 'one vacancy at a time' },
    { groups: [['d', 'e']], vacancies: 2, decisions: [], becomes: accept(['d', 'e']), because: 'equals together, if both fit' },
    {
      groups: [['d', 'e']],
      vacancies: 1,
      decisions: [],
      becomes: refuse('tie_decision_needed', { tied: ['d', 'e'], places: 1 }),
      because: 'equals who do not fit',
    },
    { groups: [['d', 'e']], vacancies: 1, decisions: [['e', 'd']], becomes: accept(['e']), because: 'decided' },
    {
      groups: [['d']],
      vacancies: 1,
      decisions: [['e', 'd']],
      becomes: accept(['d']),
      because: 'the other of the decided is called already',
    },
    { groups: [], vacancies: 1, decisions: [], becomes: accept([]), because: 'nobody left' },
  ])('$because', ({ groups, vacancies, decisions, becomes }) => expect(nextToCall(groups, vacancies, decisions)).toEqual(becomes))
})

describe('B-08 – a decision has two people and exactly one order', () => {
  const post = new Set(['a', 'b', 'c'])
  test.each([
    { ordered: ['a', 'b'], becomes: accept(true), because: 'two of the post' },
    { ordered: ['a'], becomes: refuse('tie_of_one'), because: 'one is no tie' },
    { ordered: ['a', 'b', 'a'], becomes: refuse('tie_names_someone_twice'), because: 'named twice' },
    { ordered: ['a', 'x'], becomes: refuse('tie_of_another_post', { applicationId: 'x' }), because: 'of another post' },
  ])('$because', ({ ordered, becomes }) => expect(judgeDecision(ordered, post)).toEqual(becomes))

  test.each([
    { by: 'other', confirmed: false, becomes: accept(true), because: 'another person' },
    { by: 'head', confirmed: false, becomes: refuse('second_person_needed'), because: 'the same person' },
    { by: 'other', confirmed: true, becomes: refuse('decision_confirmed'), because: 'confirmed already' },
  ])('$because', ({ by, confirmed, becomes }) => expect(judgeSecond({ decidedBy: 'head', confirmed }, by)).toEqual(becomes))
})
