import { describe, expect, test } from 'vitest'
import type { Result } from '../../foundation/result.ts'
import { judgeKeeper, judgeKeepers, judgeNumbering, judgeResults, judgeSecond, numbersOf } from './medical.ts'

const codeOf = (result: Result<unknown, string>) => (result.ok ? 'accepted' : result.refusal)

describe('R-RC-35 – numbers are made on the morning of the check', () => {
  const day = Temporal.PlainDate.from('2026-06-20')
  test.each([
    { now: '2026-06-20T06:30+08:00', becomes: 'accepted', because: 'that morning' },
    { now: '2026-06-20T00:00+08:00', becomes: 'accepted', because: 'the first minute of the day' },
    { now: '2026-06-19T23:59:59+08:00', becomes: 'not_the_medical_day', because: 'the evening before' },
    { now: '2026-06-20T11:59:59+08:00', becomes: 'accepted', because: 'just before noon' },
    { now: '2026-06-20T12:00+08:00', becomes: 'not_in_the_morning', because: 'noon' },
    { now: '2026-06-21T07:00+08:00', becomes: 'not_the_medical_day', because: 'the day after' },
    { now: '2026-06-19T22:30Z', becomes: 'accepted', because: 'the day is that of the authority’s zone' },
  ])('$now: $because', ({ now, becomes }) => expect(codeOf(judgeNumbering('Asia/Shanghai', day, Temporal.Instant.from(now)))).toBe(becomes))
})

test('R-RC-34 – numbers run through the groups, and a group has one sex', () => {
  const groups = [
    { sex: 'female', labels: ['x', 'y'] },
    { sex: 'male', labels: ['z'] },
  ]
  expect(numbersOf(groups)).toEqual([
    { label: 'x', sex: 'female', group: 1, number: '001' },
    { label: 'y', sex: 'female', group: 1, number: '002' },
    { label: 'z', sex: 'male', group: 2, number: '003' },
  ])
})

describe('B-48 – two keepers, and nobody else', () => {
  test.each([
    { judged: judgeKeepers('a', 'b'), becomes: 'accepted' },
    { judged: judgeKeepers('a', 'a'), becomes: 'two_keepers_needed' },
    { judged: judgeKeeper(['a', 'b'], 'b'), becomes: 'accepted' },
    { judged: judgeKeeper(['a', 'b'], 'c'), becomes: 'not_a_keeper' },
    { judged: judgeSecond('a', 'b', 'list', 'list'), becomes: 'accepted' },
    { judged: judgeSecond('a', 'a', 'list', 'list'), becomes: 'second_person_needed' },
    { judged: judgeSecond('a', 'b', 'list', 'another list'), becomes: 'results_changed' },
  ])('$becomes', ({ judged, becomes }) => expect(codeOf(judged)).toBe(becomes))
})

describe('results name every number of the day once', () => {
  const outcome = 'fit' as const
  test.each([
    { results: ['001', '002'], becomes: 'accepted', because: 'everyone' },
    { results: ['001'], becomes: 'results_incomplete', because: 'one is left out' },
    { results: ['001', '002', '002'], becomes: 'number_twice', because: 'one twice' },
    { results: ['001', '002', '003'], becomes: 'number_unknown', because: 'a number nobody wore' },
  ])('$because', ({ results, becomes }) =>
    expect(
      codeOf(
        judgeResults(
          ['001', '002'],
          results.map((number) => ({ number, outcome })),
        ),
      ),
    ).toBe(becomes),
  )
})
