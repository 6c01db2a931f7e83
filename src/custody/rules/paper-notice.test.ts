import { describe, expect, test } from 'vitest'
import { Family } from '../../foundation/family.ts'
import { judgeAgainstOrder, judgeNotice, needsNotice } from './paper-notice.ts'

const day = Temporal.PlainDate.from
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)
const plan = [
  { examSessionId: 'morning', seated: 30 },
  { examSessionId: 'morning', seated: 12 },
  { examSessionId: 'afternoon', seated: 20 },
]
const order = [
  { examSessionId: 'morning', papers: 44, cards: 44 },
  { examSessionId: 'afternoon', papers: 20, cards: 20 },
]
const but = (change: Partial<(typeof order)[number]>) =>
  order.map((line) => (line.examSessionId === 'morning' ? { ...line, ...change } : line))

describe('R-WK-24 – the paper preparation notice follows the seat plan', () => {
  test.each([
    { because: 'every session with enough', ordered: order, seats: plan, today: '2026-03-17', becomes: 'accepted' },
    { because: 'exactly one each', ordered: but({ papers: 42, cards: 42 }), seats: plan, today: '2026-03-17', becomes: 'accepted' },
    { because: 'one paper short', ordered: but({ papers: 41 }), seats: plan, today: '2026-03-17', becomes: 'too_few_ordered' },
    { because: 'one card short', ordered: but({ cards: 41 }), seats: plan, today: '2026-03-17', becomes: 'too_few_ordered' },
    { because: 'a session is forgotten', ordered: order.slice(0, 1), seats: plan, today: '2026-03-17', becomes: 'session_not_ordered' },
    {
      because: 'a session nobody sits',
      ordered: [...order, { examSessionId: 'x', papers: 1, cards: 1 }],
      seats: plan,
      today: '2026-03-17',
      becomes: 'session_unknown',
    },
    { because: 'a session twice', ordered: [...order, ...order], seats: plan, today: '2026-03-17', becomes: 'session_unknown' },
    { because: 'no seats yet', ordered: order, seats: [], today: '2026-03-17', becomes: 'seat_plan_missing' },
    { because: 'the day before is late but possible', ordered: order, seats: plan, today: '2026-03-20', becomes: 'accepted' },
    { because: 'on the day it is too late', ordered: order, seats: plan, today: '2026-03-21', becomes: 'exam_has_begun' },
  ])('$because', ({ ordered, seats, today, becomes }) =>
    expect(codeOf(judgeNotice(ordered, seats, day('2026-03-21'), day(today)))).toBe(becomes),
  )
})

describe('R-PAPER-01 – what is packed is what was ordered', () => {
  const packed = [
    { examSessionId: 'morning', papers: 31, cards: 31 },
    { examSessionId: 'morning', papers: 13, cards: 13 },
    { examSessionId: 'afternoon', papers: 20, cards: 20 },
  ]
  test.each([
    { because: 'room by room it comes to the order', of: packed, ordered: order, family: 'WK' as const, becomes: 'accepted' },
    {
      because: 'one paper too many',
      of: [...packed, { examSessionId: 'morning', papers: 1, cards: 0 }],
      ordered: order,
      family: 'WK' as const,
      becomes: 'order_differs',
    },
    { because: 'a package is missing', of: packed.slice(1), ordered: order, family: 'WK' as const, becomes: 'order_differs' },
    { because: 'an order binds every family', of: packed.slice(1), ordered: order, family: 'RC' as const, becomes: 'order_differs' },
    {
      because: 'a worker assessment needs the notice',
      of: packed,
      ordered: undefined,
      family: 'WK' as const,
      becomes: 'paper_notice_missing',
    },
    { because: 'a recruitment may do without', of: packed, ordered: undefined, family: 'RC' as const, becomes: 'accepted' },
  ])('$because', ({ of, ordered, family, becomes }) => expect(codeOf(judgeAgainstOrder(family, of, ordered))).toBe(becomes))

  test('only the worker assessment demands the notice', () => expect(Family.options.filter(needsNotice)).toEqual(['WK']))
})
