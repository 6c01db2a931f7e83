import { describe, expect, test } from 'vitest'
import { ExamId, PersonId } from '../../foundation/ids.ts'
import { type Ban, banHolds, judgeBanDecision } from './bans.ts'

const exam = { id: ExamId.parse('00000000-0000-4000-8000-0000000000e1'), family: 'RC' } as const
const otherExam = ExamId.parse('00000000-0000-4000-8000-0000000000e2')
const on = (text: string) => Temporal.PlainDate.from(text)
const ban: Ban = { scope: 'all', examId: null, family: null, startsOn: on('2026-01-01'), endsOn: on('2026-12-31') }

describe('whether a ban holds', () => {
  test.each([
    { of: ban, today: '2025-12-31', holds: false, because: 'the day before it starts' },
    { of: ban, today: '2026-01-01', holds: true, because: 'its first day' },
    { of: ban, today: '2026-12-31', holds: true, because: 'its last day' },
    { of: ban, today: '2027-01-01', holds: false, because: 'the day after' },
    { of: { ...ban, endsOn: null }, today: '2046-01-01', holds: true, because: 'without an end' },
    { of: { ...ban, scope: 'family', family: 'RC' }, today: '2026-06-01', holds: true, because: 'this family' },
    { of: { ...ban, scope: 'family', family: 'WK' }, today: '2026-06-01', holds: false, because: 'another family' },
    { of: { ...ban, scope: 'exam', examId: exam.id }, today: '2026-06-01', holds: true, because: 'this exam' },
    { of: { ...ban, scope: 'exam', examId: otherExam }, today: '2026-06-01', holds: false, because: 'another exam' },
  ] as const)('$today: $because', ({ of, today, holds }) => {
    expect(banHolds(of, exam, on(today))).toBe(holds)
  })
})

describe('two people', () => {
  const person = (n: number) => PersonId.parse(`00000000-0000-4000-8000-00000000000${n}`)
  const proposed = { state: 'proposed', decider: person(1), offender: person(9) } as const
  test.each([
    { of: proposed, by: person(2), becomes: 'ok', because: 'the second person' },
    { of: proposed, by: person(1), becomes: 'confirms_own_ban', because: 'the first is not the second' },
    { of: proposed, by: person(9), becomes: 'bans_self', because: 'not the person concerned' },
    { of: { ...proposed, state: 'in_force' }, by: person(2), becomes: 'ban_already_decided', because: 'once' },
    { of: { ...proposed, state: 'rejected' }, by: person(2), becomes: 'ban_already_decided', because: 'once' },
  ] as const)('$because', ({ of, by, becomes }) => {
    const result = judgeBanDecision(of, by)
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
