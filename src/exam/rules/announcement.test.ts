import { describe, expect, test } from 'vitest'
import { AccountId, PersonId } from '../../foundation/ids.ts'
import { type Announcement, judgeAnnouncement } from './announcement.ts'
import { defaultNotice } from './notice.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const on = (text: string) => Temporal.PlainDate.from(text)
const person = (n: number) => PersonId.parse(`00000000-0000-4000-8000-00000000000${n}`)
const post = { code: '001E', unit: '市医院', class: 'professional', headcount: 2, writtenExempt: false }
const ready: Announcement = {
  family: 'RC',
  state: 'draft',
  version: 3,
  year: 2026,
  createdBy: AccountId.parse('00000000-0000-4000-8000-0000000000a0'),
  returned: false,
  approvals: [
    { level: 1, personId: person(1) },
    { level: 2, personId: person(2) },
    { level: 3, personId: person(3) },
  ],
  notice: defaultNotice('RC', 2026, { advice: '0436-3200001', complaint: '0436-3200002' }),
  window: { opensAt: at('2026-03-16T09:00'), closesAt: at('2026-03-20T18:00') },
  writtenOn: on('2026-04-18'),
  channels: [
    { channel: 'bureau_site', publishedOn: on('2026-03-10') },
    { channel: 'city_media', publishedOn: on('2026-03-10') },
  ],
  positions: [post],
  quotas: [{ unit: '市医院', class: 'professional', headcount: 2 }],
  slots: [],
}
const wk: Announcement = {
  ...ready,
  family: 'WK',
  notice: defaultNotice('WK', 2026, ready.notice.phones),
  approvals: ready.approvals.slice(0, 1),
  channels: ready.channels.slice(0, 1),
  positions: [{ ...post, headcount: null }],
  quotas: [],
}

describe('第六条 – before a notice goes out', () => {
  test.each([
    { draft: ready, becomes: 'ok', because: 'everything is there' },
    { draft: wk, becomes: 'ok', because: 'worker grades: one approval, one channel, no headcount' },
    { draft: { ...ready, state: 'announced' }, becomes: 'notice_frozen', because: 'it is out already' },
    { draft: { ...ready, approvals: ready.approvals.slice(0, 2) }, becomes: 'approvals_missing', because: 'the meeting has not spoken' },
    { draft: { ...ready, channels: ready.channels.slice(0, 1) }, becomes: 'channel_missing', because: 'two channels' },
    {
      draft: { ...ready, channels: [...ready.channels.slice(0, 1), { channel: 'city_media', publishedOn: on('2026-03-17') }] },
      becomes: 'channel_after_opening',
      because: 'the day after registration opens is too late',
    },
    {
      draft: { ...ready, channels: [...ready.channels.slice(0, 1), { channel: 'city_media', publishedOn: on('2026-03-16') }] },
      becomes: 'ok',
      because: 'on the day itself',
    },
    { draft: { ...ready, positions: [] }, becomes: 'no_positions', because: 'nothing to apply for' },
    { draft: { ...ready, positions: [{ ...post, headcount: null }] }, becomes: 'headcount_missing', because: '1:3 of what?' },
    { draft: { ...ready, quotas: [] }, becomes: 'quota_missing', because: 'no approved establishment' },
    {
      draft: { ...ready, quotas: [{ unit: '市医院', class: 'professional', headcount: 1 }] },
      becomes: 'quota_exceeded',
      because: 'one was approved',
    },
    { draft: { ...ready, window: { opensAt: null, closesAt: null } }, becomes: 'window_missing', because: 'when?' },
    {
      draft: { ...ready, window: { ...ready.window, opensAt: at('2026-03-12T07:59') } },
      becomes: 'window_already_open',
      because: 'a minute ago',
    },
    { draft: { ...ready, window: { ...ready.window, opensAt: at('2026-03-12T08:00') } }, becomes: 'ok', because: 'this very moment' },
    { draft: { ...ready, writtenOn: null }, becomes: 'written_day_missing', because: 'the written exam has a day' },
    {
      draft: { ...ready, writtenOn: on('2026-03-20') },
      becomes: 'written_before_window_closes',
      because: 'on the last day of registration',
    },
    { draft: { ...ready, writtenOn: on('2026-03-21') }, becomes: 'ok', because: 'the day after' },
    {
      draft: { ...ready, writtenOn: null, positions: [{ ...post, writtenExempt: true }] },
      becomes: 'ok',
      because: 'no written exam at all',
    },
    { draft: { ...ready, slots: [{ code: 'E', startsAt: null }] }, becomes: 'ok', because: 'a city has no day' },
    { draft: { ...wk, slots: [{ code: '1', startsAt: at('2026-04-18T00:00') }] }, becomes: 'ok', because: 'on the announced day' },
    {
      draft: { ...wk, slots: [{ code: '1', startsAt: at('2026-04-17T23:59') }] },
      becomes: 'slot_before_written_day',
      because: 'a minute before it',
    },
    {
      draft: { ...wk, slots: [{ code: '1', startsAt: at('2026-04-19T00:00') }] },
      becomes: 'no_slot_on_written_day',
      because: 'nobody sits on the announced day',
    },
    {
      draft: { ...wk, slots: ['2026-04-18T23:59', '2026-04-19T00:00'].map((time) => ({ code: time, startsAt: at(time) })) },
      becomes: 'ok',
      because: 'the first of them is on it',
    },
    { draft: { ...ready, notice: { ...ready.notice, ratio: 2 } }, becomes: 'notice_against_rules', because: '1:3' },
  ] as const)('$because: $becomes', ({ draft, becomes }) => {
    const result = judgeAnnouncement(draft, at('2026-03-12T08:00'), (instant) => instant.toZonedDateTimeISO(zone).toPlainDate())
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
