import { describe, expect, test } from 'vitest'
import { judgeSession, type PlacesOf } from './session.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const dateOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
const exam: PlacesOf = { state: 'announced', placesClosed: false, writtenOn: Temporal.PlainDate.from('2026-04-18'), subjects: ['A', 'E'] }
const morning = { subject: 'A', startsAt: at('2026-04-18T09:00'), endsAt: at('2026-04-18T11:30') }

describe('a session of the written exam', () => {
  test.each([
    { of: exam, asked: morning, becomes: 'ok', because: 'on the day' },
    { of: exam, asked: { ...morning, startsAt: at('2026-04-18T00:00') }, becomes: 'ok', because: 'midnight in the zone is that day' },
    {
      of: exam,
      asked: { ...morning, startsAt: at('2026-04-17T23:59') },
      becomes: 'session_not_on_written_day',
      because: 'a minute earlier is another day',
    },
    { of: exam, asked: { ...morning, subject: 'F' }, becomes: 'subject_unknown', because: 'no post sits it' },
    { of: exam, asked: { ...morning, endsAt: morning.startsAt }, becomes: 'session_ends_before_start', because: 'no time to write' },
    { of: { ...exam, placesClosed: true }, asked: morning, becomes: 'places_frozen', because: 'the seats stand' },
    { of: { ...exam, state: 'cancelled' }, asked: morning, becomes: 'exam_cancelled', because: 'there is no exam' },
  ] as const)('$because: $becomes', ({ of, asked, becomes }) => {
    const result = judgeSession(of, asked, dateOf)
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
