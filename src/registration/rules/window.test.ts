import { describe, expect, test } from 'vitest'
import { judgeWindow, type Window } from './window.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const window: Window = { state: 'announced', opensAt: at('2026-03-16T09:00'), closesAt: at('2026-03-20T18:00'), mode: 'both' }

describe('the registration window', () => {
  test.each([
    { of: window, way: 'online', now: '2026-03-16T08:59:59.999999', becomes: 'window_not_open', because: 'a microsecond early' },
    { of: window, way: 'online', now: '2026-03-16T09:00', becomes: 'ok', because: 'the opening instant' },
    { of: window, way: 'online', now: '2026-03-20T17:59:59.999999', becomes: 'ok', because: 'the last microsecond' },
    { of: window, way: 'online', now: '2026-03-20T18:00', becomes: 'window_closed', because: 'the closing instant' },
    { of: { ...window, state: 'draft' }, way: 'online', now: '2026-03-17T09:00', becomes: 'exam_unknown', because: 'not announced' },
    { of: { ...window, state: 'cancelled' }, way: 'online', now: '2026-03-17T09:00', becomes: 'exam_cancelled', because: 'called off' },
    {
      of: { ...window, mode: 'on_site' },
      way: 'online',
      now: '2026-03-17T09:00',
      becomes: 'registration_on_site_only',
      because: 'a small one',
    },
    { of: { ...window, mode: 'on_site' }, way: 'on_site', now: '2026-03-17T09:00', becomes: 'ok', because: 'at the counter' },
    {
      of: { ...window, mode: 'online' },
      way: 'on_site',
      now: '2026-03-17T09:00',
      becomes: 'registration_online_only',
      because: 'a large one',
    },
    { of: window, way: 'on_site', now: '2026-03-20T18:00', becomes: 'window_closed', because: 'the counter closes too' },
  ] as const)('$way at $now: $because', ({ of, way, now, becomes }) => {
    const result = judgeWindow(of, way, at(now))
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
