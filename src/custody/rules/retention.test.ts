import { describe, expect, test } from 'vitest'
import { judgeDestruction, mayBeDestroyedFrom } from './retention.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('R-RC-18 – half a year, and never under hold', () => {
  test.each([
    {
      last: '2026-05-16',
      today: '2026-11-16',
      open: 0,
      becomes: 'retention_not_over',
      because: 'the last day still belongs to the half year',
    },
    { last: '2026-05-16', today: '2026-11-17', open: 0, becomes: 'accepted', because: 'the day after it may be destroyed' },
    {
      last: '2026-08-31',
      today: '2027-02-28',
      open: 0,
      becomes: 'retention_not_over',
      because: 'six months after 31 August end with February',
    },
    { last: '2026-08-31', today: '2027-03-01', open: 0, becomes: 'accepted', because: 'and the first of March is after it' },
    { last: '2026-05-16', today: '2027-05-17', open: 1, becomes: 'legal_hold', because: 'an open complaint holds it however long (B-12)' },
  ])('$last, on $today: $because', ({ last, today, open, becomes }) => {
    const judged = judgeDestruction(day(last), day(today), open)
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
  test('the date is shown before it comes', () => {
    expect(mayBeDestroyedFrom(day('2026-05-16')).toString()).toBe('2026-11-17')
  })
})
