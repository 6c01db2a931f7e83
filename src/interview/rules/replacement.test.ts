import { describe, expect, test } from 'vitest'
import { judgeReplacement } from './replacement.ts'

const today = { interviewOn: '2026-06-20', today: '2026-06-20', sheetSigned: false }
const here = { seated: true, hasMarked: false }

describe('R-RC-26 – a place on a panel changes hands', () => {
  test.each([
    { because: 'on the day, by somebody who stays away', day: today, leaving: here, reason: 'absent' as const, becomes: 'accepted' },
    {
      because: 'the day before',
      day: { ...today, today: '2026-06-19' },
      leaving: here,
      reason: 'ill' as const,
      becomes: 'not_the_interview_day',
    },
    {
      because: 'the day after',
      day: { ...today, today: '2026-06-21' },
      leaving: here,
      reason: 'ill' as const,
      becomes: 'not_the_interview_day',
    },
    {
      because: 'no day is set',
      day: { ...today, interviewOn: undefined },
      leaving: here,
      reason: 'ill' as const,
      becomes: 'not_the_interview_day',
    },
    {
      because: 'the sheet is signed',
      day: { ...today, sheetSigned: true },
      leaving: here,
      reason: 'ill' as const,
      becomes: 'sheet_signed_already',
    },
    {
      because: 'somebody who does not sit there',
      day: today,
      leaving: { ...here, seated: false },
      reason: 'ill' as const,
      becomes: 'examiner_not_seated',
    },
    {
      because: 'whoever has marked was there',
      day: today,
      leaving: { ...here, hasMarked: true },
      reason: 'absent' as const,
      becomes: 'present_is_not_absent',
    },
    { because: 'taken ill after marking', day: today, leaving: { ...here, hasMarked: true }, reason: 'ill' as const, becomes: 'accepted' },
    {
      because: 'a recusal found after marking',
      day: today,
      leaving: { ...here, hasMarked: true },
      reason: 'recusal_found' as const,
      becomes: 'accepted',
    },
  ])('$because: $becomes', ({ day, leaving, reason, becomes }) => {
    const judged = judgeReplacement(day, leaving, reason)
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})
