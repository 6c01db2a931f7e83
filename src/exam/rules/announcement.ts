import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { approved, type DraftNotice } from './approvals.ts'
import { type Channel, familyRules } from './families.ts'
import { faultsOfNotice, type Notice } from './notice.ts'
import { overruns, type Planned, type Quota } from './quota.ts'

/**
 * When a notice may be announced. From then on posts, weights, tie rule and window stand.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第六条 (R-RC-05) after its approvals, (R-RC-06) in its channels, before registration opens;
 * 第四条 (R-RC-03) within the quota; 第二十六条 (R-RC-31) with weights for every post; 第十六条 (R-RC-20) with the planned headcount.
 */
export type Announcement = DraftNotice & {
  readonly year: number
  readonly notice: Notice
  readonly window: { readonly opensAt: Temporal.Instant | null; readonly closesAt: Temporal.Instant | null }
  readonly writtenOn: Temporal.PlainDate | null
  readonly channels: readonly { readonly channel: Channel; readonly publishedOn: Temporal.PlainDate }[]
  readonly positions: readonly (Planned & { readonly code: string; readonly writtenExempt: boolean })[]
  readonly quotas: readonly Quota[]
  readonly slots: readonly { readonly code: string; readonly startsAt: Temporal.Instant | null }[]
}

export type AnnouncementRefusal =
  | 'notice_frozen'
  | 'approvals_missing'
  | 'no_positions'
  | 'window_missing'
  | 'window_already_open'
  | 'written_day_missing'
  | 'written_before_window_closes'
  | 'channel_missing'
  | 'channel_after_opening'
  | 'quota_missing'
  | 'quota_exceeded'
  | 'notice_against_rules'
  | 'headcount_missing'
  | 'slot_before_written_day'
  | 'no_slot_on_written_day'

export function judgeAnnouncement(
  draft: Announcement,
  now: Temporal.Instant,
  dateOf: (at: Temporal.Instant) => Temporal.PlainDate,
): Result<Announcement, AnnouncementRefusal> {
  if (draft.state !== 'draft') return refuse('notice_frozen')
  const faults = faultsOfNotice(draft.family, draft.year, draft.notice)
  if (faults.length > 0) return refuse('notice_against_rules', { faults })
  const posts = judgePosts(draft)
  if (!posts.ok) return posts
  if (!approved(draft))
    return refuse('approvals_missing', { given: draft.approvals.length, needed: familyRules[draft.family].approvers.length })
  return judgeDays(draft, now, dateOf)
}

function judgePosts(draft: Announcement): Result<Announcement, AnnouncementRefusal> {
  const { positions, quotas, family } = draft
  if (positions.length === 0) return refuse('no_positions')
  if (needsHeadcount(family)) {
    const without = positions.filter(({ headcount }) => headcount === null).map(({ code }) => code)
    if (without.length > 0) return refuse('headcount_missing', { positions: without })
  }
  if (!familyRules[family].quota) return accept(draft)
  if (quotas.length === 0) return refuse('quota_missing')
  const over = overruns(positions, quotas)
  return over.length > 0 ? refuse('quota_exceeded', { over }) : accept(draft)
}

const needsHeadcount = (family: Family) => family === 'RC' || family === 'PW'

function judgeDays(
  draft: Announcement,
  now: Temporal.Instant,
  dateOf: (at: Temporal.Instant) => Temporal.PlainDate,
): Result<Announcement, AnnouncementRefusal> {
  const { opensAt, closesAt } = draft.window
  if (opensAt === null || closesAt === null) return refuse('window_missing')
  if (Temporal.Instant.compare(opensAt, now) < 0) return refuse('window_already_open')
  const missing = familyRules[draft.family].channels.filter((needed) => !draft.channels.some(({ channel }) => channel === needed))
  if (missing.length > 0) return refuse('channel_missing', { channels: missing })
  const opensOn = dateOf(opensAt)
  if (draft.channels.some(({ publishedOn }) => Temporal.PlainDate.compare(publishedOn, opensOn) > 0)) return refuse('channel_after_opening')
  if (draft.positions.every(({ writtenExempt }) => writtenExempt)) return accept(draft)
  if (draft.writtenOn === null) return refuse('written_day_missing')
  if (Temporal.PlainDate.compare(draft.writtenOn, dateOf(closesAt)) <= 0) return refuse('written_before_window_closes')
  return judgeSlotDays(draft, draft.writtenOn, dateOf)
}

/** The announced day is that of the first of them: who reads the notice may be sitting on it. */
function judgeSlotDays(
  draft: Announcement,
  writtenOn: Temporal.PlainDate,
  dateOf: (at: Temporal.Instant) => Temporal.PlainDate,
): Result<Announcement, AnnouncementRefusal> {
  const days = draft.slots.flatMap(({ code, startsAt }) => (startsAt ? [{ code, day: dateOf(startsAt) }] : []))
  const early = days.filter(({ day }) => Temporal.PlainDate.compare(day, writtenOn) < 0)
  if (early.length > 0) return refuse('slot_before_written_day', { slots: early.map(({ code }) => code) })
  return days.length > 0 && !days.some(({ day }) => day.equals(writtenOn)) ? refuse('no_slot_on_written_day') : accept(draft)
}
