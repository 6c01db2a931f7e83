import { describe, expect, test } from 'vitest'
import { sessionExpiry, sessionLives } from './session-life.ts'

const opened = Temporal.Instant.from('2026-03-14T01:00:00Z')
const at = (text: string) => Temporal.Instant.from(`2026-03-14T${text}Z`)

describe('GB/T 22239-2019 8.1.4.1: a session ends', () => {
  test.each([
    { kind: 'officer', seen: '01:00:00', now: '01:14:59', lives: true, because: 'seen less than 15 minutes ago' },
    { kind: 'officer', seen: '01:00:00', now: '01:15:00', lives: false, because: '15 minutes idle' },
    { kind: 'candidate', seen: '01:00:00', now: '02:59:59', lives: true, because: 'a candidate may think for two hours' },
    { kind: 'candidate', seen: '01:00:00', now: '03:00:00', lives: false, because: 'two hours idle' },
    { kind: 'officer', seen: '08:59:00', now: '08:59:59', lives: true, because: 'one second before eight hours' },
    { kind: 'officer', seen: '08:59:00', now: '09:00:00', lives: false, because: 'eight hours after it was opened, however busy' },
  ] as const)('$kind at $now: $because', ({ kind, seen, now, lives }) => {
    expect(sessionLives(kind, { lastSeenAt: at(seen), expiresAt: sessionExpiry(opened) }, at(now))).toBe(lives)
  })
})
