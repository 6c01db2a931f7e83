import { describe, expect, test } from 'vitest'
import { judgeMorning, judgePresence, judgeReplacement, type OneDuty } from './duty.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const session = { startsAt: at('2026-04-18T09:00:00'), endsAt: at('2026-04-18T11:30:00') }
const code = (result: { readonly ok: boolean; readonly refusal?: string }) => (result.ok ? 'ok' : result.refusal)
const duty: OneDuty = { ended: false, present: false, siteId: 's1' }

describe('R-WK-21, B-16 – by lot on the morning itself', () => {
  test.each([
    { now: '2026-04-17T23:59:59', becomes: 'not_the_exam_day' },
    { now: '2026-04-18T00:00:00', becomes: 'ok' },
    { now: '2026-04-18T08:59:59', becomes: 'ok' },
    { now: '2026-04-18T09:00:00', becomes: 'session_has_begun' },
  ])('$now: $becomes', ({ now, becomes }) => {
    expect(code(judgeMorning(zone, session, at(now)))).toBe(becomes)
  })
})

describe('presence and replacement', () => {
  test.each([
    { changed: {}, charge: 'all' as const, now: '08:10:00', present: 'ok', replaced: 'ok', because: 'the morning' },
    { changed: {}, charge: ['s1'], now: '08:10:00', present: 'ok', replaced: 'ok', because: 'the own site' },
    { changed: {}, charge: ['s2', 's1'], now: '08:10:00', present: 'ok', replaced: 'ok', because: 'the second of two own sites' },
    { changed: {}, charge: ['s2'], now: '08:10:00', present: 'site_of_another', replaced: 'site_of_another', because: 'another site' },
    {
      changed: { present: true },
      charge: ['s1'],
      now: '08:10:00',
      present: 'already_present',
      replaced: 'present_is_not_absent',
      because: 'is here',
    },
    {
      changed: { ended: true },
      charge: ['s1'],
      now: '08:10:00',
      present: 'duty_ended',
      replaced: 'duty_ended',
      because: 'replaced before',
    },
    { changed: {}, charge: ['s1'], now: '11:29:59', present: 'ok', replaced: 'ok', because: 'somebody falls ill in the room' },
    { changed: {}, charge: ['s1'], now: '11:30:00', present: 'session_over', replaced: 'session_over', because: 'the papers are in' },
  ])('$because', ({ changed, charge, now, present, replaced }) => {
    const when = at(`2026-04-18T${now}`)
    const one = { ...duty, ...changed }
    expect(code(judgePresence(zone, session, one, charge, when))).toBe(present)
    expect(code(judgeReplacement(zone, session, one, 'absent', charge, when))).toBe(replaced)
  })
  test('whoever is here may still fall ill', () => {
    expect(code(judgeReplacement(zone, session, { ...duty, present: true }, 'ill', ['s1'], at('2026-04-18T09:30:00')))).toBe('ok')
  })
  test('the day before is not the day', () => {
    expect(code(judgePresence(zone, session, duty, ['s1'], at('2026-04-17T08:00:00')))).toBe('not_the_exam_day')
  })
})
