/**
 * How long a session lasts. Regulation: 《文山州人力资源和社会保障局工作规则》第四十三条 (R-SYS-02): accounts are kept safe.
 * Standard: GB/T 22239-2019 8.1.4.1 (sign-in ends on a time limit); OWASP ASVS 5.0 V7.3: an officer's desk
 * left alone is an open door after 15 minutes, a candidate fills in a form for longer.
 */
export type SessionKind = 'candidate' | 'officer'

const idleMinutes: Readonly<Record<SessionKind, number>> = { officer: 15, candidate: 120 }
const absoluteHours = 8

export const sessionExpiry = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add({ hours: absoluteHours })

/** Whether the session still counts at the given moment: neither idle too long nor older than a working day. */
export function sessionLives(
  kind: SessionKind,
  session: { readonly lastSeenAt: Temporal.Instant; readonly expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): boolean {
  const at = now.epochMilliseconds
  return at < session.lastSeenAt.epochMilliseconds + idleMinutes[kind] * 60_000 && at < session.expiresAt.epochMilliseconds
}
