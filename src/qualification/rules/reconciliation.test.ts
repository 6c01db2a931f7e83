import { describe, expect, test } from 'vitest'
import { addsUp, countBySubject, countDay, type DayCount, judgeDay } from './reconciliation.ts'

const day = Temporal.PlainDate.from('2026-03-10')
const recorded: DayCount = { submitted: 5, confirmed: 2, returned: 1, pending: ['a', 'b'] }
const asOf = (now: string, change = {}) => ({
  zone: 'Asia/Shanghai',
  day,
  now: Temporal.Instant.from(now),
  registrationClosesAt: Temporal.Instant.from('2026-03-15T08:00:00Z'),
  closedAlready: false,
  ...change,
})
const midnight = '2026-03-10T16:00:00Z'

describe('第二条: the day is closed by numbers that agree', () => {
  test.each([
    { counted: recorded, becomes: 'closed', because: 'all agree, both pending named' },
    { counted: { ...recorded, submitted: 6 }, becomes: 'day_does_not_add_up', because: 'one more on the desk than in the records' },
    {
      counted: { ...recorded, confirmed: 3, pending: ['a'] },
      becomes: 'day_does_not_add_up',
      because: 'one thought confirmed is still pending',
    },
    { counted: { ...recorded, pending: ['a', 'c'] }, becomes: 'day_does_not_add_up', because: 'another name' },
    { counted: { ...recorded, confirmed: 1, returned: 2 }, becomes: 'day_does_not_add_up', because: 'the sum agrees, the parts do not' },
  ])('$because', ({ counted, becomes }) => {
    const result = judgeDay(counted, recorded, asOf(midnight))
    expect(result.ok ? 'closed' : result.refusal).toBe(becomes)
  })

  test.each([
    { at: '2026-03-10T15:59:59.999999999Z', change: {}, becomes: 'day_not_over', because: 'the last instant of the day' },
    { at: midnight, change: {}, becomes: 'closed', because: 'the day is over' },
    {
      at: '2026-03-10T10:00:00Z',
      change: { registrationClosesAt: Temporal.Instant.from('2026-03-10T09:00:00Z') },
      becomes: 'closed',
      because: 'registration closed earlier that day',
    },
    { at: midnight, change: { closedAlready: true }, becomes: 'day_closed_already', because: 'closed once' },
  ])('$because', ({ at, change, becomes }) => {
    const result = judgeDay(recorded, recorded, asOf(at, change))
    expect(result.ok ? 'closed' : result.refusal).toBe(becomes)
  })

  test('every state is counted once, withdrawals not at all', () => {
    const states = [
      'open',
      'referred',
      'supplement_asked',
      'disputed',
      'qualified',
      'returned',
      'given_up',
      'reversed',
      'withdrawn',
    ] as const
    const count = countDay(states.map((state, index) => ({ applicationId: String(index), state })))
    expect(count).toEqual({ submitted: 8, confirmed: 1, returned: 3, pending: ['0', '1', '2', '3'] })
    expect(addsUp(count)).toBe(true)
  })

  test('a day on which a hundred thousand applied is judged while others are served', () => {
    const pending = Array.from({ length: 100_000 }, (_, at) => `${at}`)
    const count = { submitted: pending.length, confirmed: 0, returned: 0, pending }
    expect(judgeDay({ ...count, pending: pending.toReversed() }, count, asOf(midnight)).ok).toBe(true)
    const wrong = judgeDay({ ...count, pending: [...pending.slice(1), 'somebody else'] }, count, asOf(midnight))
    expect(wrong).toMatchObject({ refusal: 'day_does_not_add_up', facts: { unnamed: ['0'], unfounded: ['somebody else'] } })
    const none = judgeDay({ ...count, pending: [] }, count, asOf(midnight))
    expect(none).toMatchObject({ facts: { recorded: { pending: 100_000 }, unnamed: pending.slice(0, 100) } })
  })

  test('each subject adds up by itself, and all of them to the day', () => {
    const day = [
      { applicationId: '1', state: 'open', subject: 'E' },
      { applicationId: '2', state: 'qualified', subject: null },
      { applicationId: '3', state: 'returned', subject: 'A' },
      { applicationId: '4', state: 'qualified', subject: 'E' },
      { applicationId: '5', state: 'withdrawn', subject: 'A' },
    ] as const
    const counts = countBySubject(day)
    expect(counts).toEqual([
      { subject: 'A', submitted: 1, confirmed: 0, returned: 1, pending: [] },
      { subject: 'E', submitted: 2, confirmed: 1, returned: 0, pending: ['1'] },
      { subject: null, submitted: 1, confirmed: 1, returned: 0, pending: [] },
    ])
    expect(counts.every(addsUp)).toBe(true)
    expect(counts.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(countDay(day).submitted)
  })
})
