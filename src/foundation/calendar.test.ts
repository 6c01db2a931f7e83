import { describe, expect, test } from 'vitest'
import { afterDays, afterWorkingDays, dateIn, isWorkingDay, noHolidays } from './calendar.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => Temporal.Instant.from(text)

describe('a period in natural days', () => {
  test.each([
    { from: '2026-03-01T00:00:00+08:00', days: 7, ends: '2026-03-08T16:00:00Z', because: 'published at midnight: seven further days' },
    { from: '2026-03-01T23:59:59+08:00', days: 7, ends: '2026-03-08T16:00:00Z', because: 'published late the same day: the same end' },
    { from: '2026-03-01T16:00:00Z', days: 7, ends: '2026-03-09T16:00:00Z', because: 'already the second of March in Shanghai' },
    { from: '2026-02-25T09:00:00+08:00', days: 7, ends: '2026-03-04T16:00:00Z', because: 'over the end of February' },
  ])('$from + $days: $because', ({ from, days, ends }) => {
    expect(afterDays(zone, at(from), days).toString()).toBe(ends)
  })
})

describe('a period in working days', () => {
  const nationalDay = { off: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], working: ['2026-10-10'] }
  test.each([
    { from: '2026-03-05T10:00:00+08:00', days: 3, holidays: noHolidays, ends: '2026-03-10T16:00:00Z', because: 'Thursday: Fri, Mon, Tue' },
    {
      from: '2026-03-07T10:00:00+08:00',
      days: 1,
      holidays: noHolidays,
      ends: '2026-03-09T16:00:00Z',
      because: 'a Saturday start counts from Monday',
    },
    {
      from: '2026-09-30T10:00:00+08:00',
      days: 3,
      holidays: nationalDay,
      ends: '2026-10-10T16:00:00Z',
      because: 'holiday skipped, Saturday worked',
    },
  ])('$from + $days: $because', ({ from, days, holidays, ends }) => {
    expect(afterWorkingDays(zone, at(from), days, holidays).toString()).toBe(ends)
  })
})

test('a working Saturday is a working day, a holiday Monday is not', () => {
  expect(isWorkingDay(dateIn(zone, at('2026-10-10T01:00:00Z')), { off: [], working: ['2026-10-10'] })).toBe(true)
  expect(isWorkingDay(dateIn(zone, at('2026-10-05T01:00:00Z')), { off: ['2026-10-05'], working: [] })).toBe(false)
})
