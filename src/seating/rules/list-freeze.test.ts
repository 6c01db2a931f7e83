import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { judgeListFreeze, type ListStanding } from './list-freeze.ts'

const closes = Temporal.Instant.from('2026-03-13T18:00:00+08:00')
const settled: ListStanding = {
  announced: true,
  registrationClosesAt: closes,
  reviewMode: 'before',
  open: 0,
  daysNotClosed: 0,
  candidates: 40,
  subjectsWithoutSession: [],
  frozen: false,
}

describe('R-RC-10, R-QUAL-04 – the list is frozen once everybody is decided', () => {
  const cases: { list: Partial<ListStanding>; now?: Temporal.Instant; becomes: unknown; because: string }[] = [
    { list: {}, becomes: accept(true), because: 'the second registration closes, with everything settled' },
    { list: {}, now: closes.subtract({ nanoseconds: 1 }), becomes: refuse('registration_open'), because: 'one moment before it is open' },
    { list: { announced: false }, becomes: refuse('exam_not_announced'), because: 'a draft has no candidates' },
    { list: { frozen: true }, becomes: refuse('list_already_frozen'), because: 'nobody is added by a second freeze' },
    { list: { open: 1 }, becomes: refuse('review_open', { open: 1 }), because: 'one file is undecided' },
    { list: { daysNotClosed: 1 }, becomes: refuse('day_not_closed', { days: 1 }), because: 'one day was not confirmed' },
    { list: { reviewMode: 'after', open: 9, daysNotClosed: 2 }, becomes: accept(true), because: 'review comes after the exam' },
    { list: { candidates: 0 }, becomes: refuse('list_empty'), because: 'nobody is left' },
    {
      list: { subjectsWithoutSession: ['E'] },
      becomes: refuse('session_missing', { subjects: ['E'] }),
      because: 'somebody would sit at no time',
    },
  ]
  test.each(cases)('$because', ({ list, now = closes, becomes }) => {
    expect(judgeListFreeze({ ...settled, ...list }, now)).toEqual(becomes)
  })
})
