import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { judgeBackfill, judgeClosing, judgeGivingUp, type PlaceState, placeAfter, vacancies } from './backfill.ts'

const states = (text: string): PlaceState[] =>
  [...text].map((letter) => (letter === 'c' ? 'called' : letter === 'p' ? 'passed' : letter === 'f' ? 'failed' : 'gave_up'))

describe('R-RC-23 – too few are left', () => {
  test.each([
    { list: 'ccc', answered: 0, becomes: 0, because: 'nobody has failed' },
    { list: 'ppf', answered: 0, becomes: 1, because: 'one failed, two of three are left' },
    { list: 'pgf', answered: 0, becomes: 2, because: 'one failed and one gave up' },
    { list: 'pccf', answered: 0, becomes: 0, because: 'four entered by a tie, three are left: enough' },
    { list: 'pcff', answered: 0, becomes: 1, because: 'four entered by a tie, two are left: one too few' },
    { list: 'ppfc', answered: 1, becomes: 0, because: 'filled already' },
    { list: 'ppff', answered: 1, becomes: 1, because: 'the one who was called failed too' },
    { list: 'ppf', answered: 1, becomes: 0, because: 'answered, though nobody was left to call' },
    { list: 'pf', answered: 0, becomes: 1, because: 'fewer than 3N entered: only what was vacated is vacant' },
  ])('$list, $answered answered: $because', ({ list, answered, becomes }) =>
    expect(vacancies({ places: 3, states: states(list), answered })).toBe(becomes),
  )
})

describe('R-RC-23, B-10 – a backfill is judged', () => {
  const list = { places: 3, states: states('ppf'), answered: 0, closed: false }
  test.each([
    { list, vacated: { state: 'failed', answered: false }, becomes: accept({ vacancies: 1, cause: 'failed' }), because: 'failed' },
    {
      list: { ...list, states: states('ppg') },
      vacated: { state: 'gave_up', answered: false },
      becomes: accept({ vacancies: 1, cause: 'gave_up' }),
      because: 'gave up',
    },
    {
      list: { ...list, closed: true },
      vacated: { state: 'failed', answered: false },
      becomes: refuse('shortlist_closed'),
      because: 'closed',
    },
    { list, vacated: { state: 'called', answered: false }, becomes: refuse('place_not_vacant'), because: 'still called' },
    { list, vacated: { state: 'passed', answered: false }, becomes: refuse('place_not_vacant'), because: 'passed' },
    { list, vacated: { state: 'failed', answered: true }, becomes: refuse('vacancy_answered'), because: 'answered' },
    {
      list: { ...list, states: states('pppf') },
      vacated: { state: 'failed', answered: false },
      becomes: refuse('enough_people_left'),
      because: 'three are left',
    },
  ] as const)('$because', ({ list, vacated, becomes }) => expect(judgeBackfill(list, vacated)).toEqual(becomes))
})

describe('R-RC-22 – the re-review decides the place', () => {
  test.each([
    { review: 'qualified', place: 'called', becomes: 'passed' },
    { review: 'returned', place: 'called', becomes: 'failed' },
    { review: 'given_up', place: 'called', becomes: 'gave_up' },
    { review: 'withdrawn', place: 'passed', becomes: 'gave_up' },
    { review: 'reversed', place: 'passed', becomes: 'failed' },
    { review: 'open', place: 'called', becomes: undefined },
    { review: 'disputed', place: 'called', becomes: undefined },
    { review: 'supplement_asked', place: 'called', becomes: undefined },
    { review: 'qualified', place: 'gave_up', becomes: undefined },
    { review: 'returned', place: 'gave_up', becomes: undefined },
    { review: 'qualified', place: 'passed', becomes: undefined },
  ] as const)('$review, $place → $becomes', ({ review, place, becomes }) => expect(placeAfter(review, place)).toBe(becomes))

  test.each([
    { state: 'called', closed: false, becomes: accept(true) },
    { state: 'passed', closed: false, becomes: accept(true) },
    { state: 'passed', closed: true, becomes: refuse('re_review_over') },
    { state: 'failed', closed: false, becomes: refuse('place_settled', { state: 'failed' }) },
    { state: 'gave_up', closed: true, becomes: refuse('place_settled', { state: 'gave_up' }) },
  ] as const)('giving up when $state, closed $closed', ({ becomes, ...place }) => expect(judgeGivingUp(place)).toEqual(becomes))
})

describe('B-10 – the cut-off', () => {
  test.each([
    { list: { made: true, closed: false, called: 0 }, becomes: accept(true), because: 'everyone has an outcome' },
    { list: { made: true, closed: false, called: 1 }, becomes: refuse('re_review_open', { open: 1 }), because: 'one has none' },
    { list: { made: true, closed: true, called: 0 }, becomes: refuse('shortlist_closed'), because: 'closed already' },
    { list: { made: false, closed: false, called: 0 }, becomes: refuse('shortlists_missing'), because: 'there is none' },
  ])('$because', ({ list, becomes }) => expect(judgeClosing(list)).toEqual(becomes))
})
