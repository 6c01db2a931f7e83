import { dateIn } from '../../foundation/calendar.ts'
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * When invigilators are drawn, marked present and replaced.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（二） (R-WK-21) by lot on the spot, not beforehand by an official; 第三条（二） (R-WK-10) one
 * in front, one at the back; B-16 the plan fixes pool and method, the draw of the morning fixes room and place.
 */
export const replacementReasons = ['absent', 'ill', 'recusal_found', 'relieved'] as const
export type ReplacementReason = (typeof replacementReasons)[number]

export type SessionTimes = { readonly startsAt: Instant; readonly endsAt: Instant }
export type DutyRefusal =
  | 'not_the_exam_day'
  | 'session_has_begun'
  | 'session_over'
  | 'duty_ended'
  | 'already_present'
  | 'present_is_not_absent'
  | 'site_of_another'

/** Not a day early: whoever knew the rooms beforehand could be reached beforehand. */
export function judgeMorning(zone: string, { startsAt }: SessionTimes, now: Instant): Result<true, DutyRefusal> {
  if (!dateIn(zone, now).equals(dateIn(zone, startsAt))) return refuse('not_the_exam_day')
  if (Temporal.Instant.compare(now, startsAt) >= 0) return refuse('session_has_begun')
  return accept(true)
}

export type OneDuty = { readonly ended: boolean; readonly present: boolean; readonly siteId: string }
/** Where somebody is in charge: at these sites, or at all of them. */
export type Charge = readonly string[] | 'all'

export const inCharge = (charge: Charge, siteId: string): boolean => charge === 'all' || charge.includes(siteId)

/** Presence and replacements are entered on the day, until the session is over. */
export function judgeRunning(zone: string, { startsAt, endsAt }: SessionTimes, now: Instant): Result<true, DutyRefusal> {
  if (!dateIn(zone, now).equals(dateIn(zone, startsAt))) return refuse('not_the_exam_day')
  return Temporal.Instant.compare(now, endsAt) < 0 ? accept(true) : refuse('session_over')
}

export function judgePresence(zone: string, session: SessionTimes, duty: OneDuty, charge: Charge, now: Instant): Result<true, DutyRefusal> {
  if (!inCharge(charge, duty.siteId)) return refuse('site_of_another')
  if (duty.ended) return refuse('duty_ended')
  if (duty.present) return refuse('already_present')
  return judgeRunning(zone, session, now)
}

export function judgeReplacement(
  zone: string,
  session: SessionTimes,
  duty: OneDuty,
  reason: ReplacementReason,
  charge: Charge,
  now: Instant,
): Result<true, DutyRefusal> {
  if (!inCharge(charge, duty.siteId)) return refuse('site_of_another')
  if (duty.ended) return refuse('duty_ended')
  if (reason === 'absent' && duty.present) return refuse('present_is_not_absent')
  return judgeRunning(zone, session, now)
}
