import { describe, expect, test } from 'vitest'
import { judgeDispatch } from './assessor-dispatch.ts'

const day = Temporal.PlainDate.from
const appointed = new Set(['a', 'b', 'c'])
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)
const slip = { head: 'a', assessors: ['a', 'b'] }

describe('R-WK-24 – assessors are dispatched a day before, under a head', () => {
  test.each([
    { today: '2026-03-19', becomes: 'dispatch_too_early', because: 'two days before is too early' },
    { today: '2026-03-20', becomes: 'accepted', because: 'the day before' },
    { today: '2026-03-22', becomes: 'accepted', because: 'a second slip on the last day' },
    { today: '2026-03-23', becomes: 'dispatch_too_late', because: 'the exam is over' },
  ])('$because', ({ today, becomes }) =>
    expect(codeOf(judgeDispatch(slip, appointed, day('2026-03-21'), day('2026-03-22'), day(today)))).toBe(becomes),
  )

  test.each([
    { one: { head: 'c', assessors: ['a', 'b'] }, becomes: 'head_not_among_assessors', because: 'the head stays at home' },
    { one: { head: 'a', assessors: ['a', 'a'] }, becomes: 'assessor_listed_twice', because: 'one of them twice' },
    { one: { head: 'a', assessors: ['a', 'x'] }, becomes: 'not_an_assessor', because: 'x is no assessor' },
    { one: { head: 'a', assessors: ['a'] }, becomes: 'accepted', because: 'one assessor is his own head' },
  ])('$because', ({ one, becomes }) =>
    expect(codeOf(judgeDispatch(one, appointed, day('2026-03-21'), day('2026-03-22'), day('2026-03-20')))).toBe(becomes),
  )
})
