import { describe, expect, test } from 'vitest'
import { noHolidays } from '../../foundation/calendar.ts'
import { closesAt, objectionDueAt, publicityStatus } from './window.ts'

const zone = 'Asia/Shanghai'
const thursday = Temporal.Instant.from('2026-03-12T02:00:00Z')

describe('D3: the day of publication does not count', () => {
  test.each([
    { days: 7, unit: 'natural' as const, closes: '2026-03-19T16:00:00Z', because: 'recruitment: to the end of the seventh natural day' },
    { days: 1, unit: 'natural' as const, closes: '2026-03-13T16:00:00Z', because: 'one day is the whole next day' },
    {
      days: 3,
      unit: 'working' as const,
      closes: '2026-03-17T16:00:00Z',
      because: 'public-welfare posts: three working days over a weekend',
    },
    { days: 5, unit: 'working' as const, closes: '2026-03-19T16:00:00Z', because: 'titles: five working days' },
  ])('$because', ({ days, unit, closes }) => {
    expect(closesAt(zone, thursday, { publicityDays: days, publicityUnit: unit }, noHolidays).toString()).toBe(closes)
  })

  test('an objection under a name is answered within five working days', () => {
    expect(objectionDueAt(zone, thursday, noHolidays).toString()).toBe('2026-03-19T16:00:00Z')
  })
})

describe('when publicity is over', () => {
  const closes = thursday
  test.each([
    { closes: undefined, open: 0, at: closes, becomes: 'none', because: 'nothing was published' },
    { closes, open: 0, at: closes.subtract({ nanoseconds: 1 }), becomes: 'running', because: 'the last instant' },
    { closes, open: 1, at: closes.subtract({ nanoseconds: 1 }), becomes: 'running', because: 'an objection does not end it' },
    { closes, open: 0, at: closes, becomes: 'over', because: 'the window is past' },
    { closes, open: 1, at: closes, becomes: 'objection_open', because: 'an objection keeps it from being over' },
  ])('$becomes: $because', ({ closes: end, open, at, becomes }) => {
    expect(publicityStatus(end, open, at)).toBe(becomes)
  })
})
