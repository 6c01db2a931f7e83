import { describe, expect, test } from 'vitest'
import { noHolidays } from '../../foundation/calendar.ts'
import { judgeAnswer, judgeSupplement } from './supplement.ts'

const now = Temporal.Instant.from('2026-03-12T02:00:00Z') // Thursday 10:00 in Shanghai
const clock = { zone: 'Asia/Shanghai', now, workingDays: 3, holidays: noHolidays }
const item = { condition: 'education' as const, what: '学历证书扫描件不清晰' }

describe('第九条(五): one complete notice with a clock', () => {
  test.each([
    {
      file: { state: 'open' as const, askedBefore: false },
      days: 3,
      becomes: '2026-03-17T16:00:00Z',
      because: 'Friday, Monday, Tuesday to the end of the day',
    },
    { file: { state: 'open' as const, askedBefore: false }, days: 1, becomes: '2026-03-13T16:00:00Z', because: 'one working day' },
    {
      file: { state: 'open' as const, askedBefore: true },
      days: 3,
      becomes: 'supplement_asked_before',
      because: 'everything was to be told at once',
    },
    { file: { state: 'qualified' as const, askedBefore: false }, days: 3, becomes: 'case_not_open', because: 'decided' },
    {
      file: { state: 'supplement_asked' as const, askedBefore: true },
      days: 3,
      becomes: 'supplement_asked_before',
      because: 'the other reviewer asked',
    },
  ])('$because', ({ file, days, becomes }) => {
    const result = judgeSupplement(file, [item], ['materials', 'education'], { ...clock, workingDays: days })
    expect(result.ok ? result.value.dueAt.toString() : result.refusal).toBe(becomes)
  })

  test('a holiday moves the deadline', () => {
    const result = judgeSupplement({ state: 'open', askedBefore: false }, [item], ['education'], {
      ...clock,
      workingDays: 1,
      holidays: { off: ['2026-03-13'], working: ['2026-03-14'] },
    })
    expect(result.ok && result.value.dueAt.toString()).toBe('2026-03-14T16:00:00Z')
  })

  test('what the document does not ask cannot be demanded', () => {
    expect(judgeSupplement({ state: 'open', askedBefore: false }, [item], ['materials'], clock)).toEqual({
      ok: false,
      refusal: 'condition_not_asked',
      facts: { conditions: ['education'] },
    })
  })
})

describe('第十一条: overdue is given up', () => {
  const dueAt = now
  test.each([
    { state: 'supplement_asked' as const, at: dueAt.subtract({ nanoseconds: 1 }), becomes: true, because: 'the last instant' },
    { state: 'supplement_asked' as const, at: dueAt, becomes: 'supplement_overdue', because: 'the first instant too late' },
    { state: 'given_up' as const, at: dueAt, becomes: 'supplement_overdue', because: 'already judged' },
    { state: 'open' as const, at: dueAt.subtract({ hours: 1 }), becomes: 'supplement_not_asked', because: 'answered before' },
  ])('$because', ({ state, at, becomes }) => {
    const result = judgeAnswer(state, { dueAt }, at)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})
