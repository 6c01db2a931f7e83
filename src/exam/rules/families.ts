import type { Family } from '../../foundation/family.ts'
import type { Role } from '../../foundation/roles.ts'

/**
 * What differs between the kinds of examination before a notice says anything: who approves it, where it is published, where its posts
 * come from, which rooms it may use.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第四条 (R-RC-03) quotas; 第六条 (R-RC-05) three levels and (R-RC-06) two channels;
 * 《工人技术等级考核工作制度》第五条(一) (R-WK-16) the centre publishes on the bureau site;
 * 《公益性岗位面向社会公开招用和及时补员实施办法》第八条 (R-PW-05) bureau site, for large numbers also other media, 第十六条 (R-PW-09) posts that
 * are filled in the order of registration.
 */
export type Channel = 'bureau_site' | 'city_media'

export type FamilyRules = {
  /** Who approves the notice, level by level. */
  readonly approvers: readonly Role[]
  /** Where the notice must have appeared before registration opens. */
  readonly channels: readonly Channel[]
  /** A table of posts from the recruiting units, or trades and grades fixed by the centre. */
  readonly positions: 'table' | 'trades'
  /** Whether the headcount of each unit and class is bound to an approved establishment. */
  readonly quota: boolean
  /** Whether a post may be filled in the order of registration, until it is full. */
  readonly firstCome: boolean
  /** Whether a subject may be sat at several times: nobody is ranked against another. */
  readonly timedSlots: boolean
}

const threeLevels: readonly Role[] = ['section_head', 'deputy_director', 'office_meeting']
const director: readonly Role[] = ['centre_director']

export const familyRules: Readonly<Record<Family, FamilyRules>> = {
  RC: {
    approvers: threeLevels,
    channels: ['bureau_site', 'city_media'],
    positions: 'table',
    quota: true,
    firstCome: false,
    timedSlots: false,
  },
  PW: { approvers: threeLevels, channels: ['bureau_site'], positions: 'table', quota: false, firstCome: true, timedSlots: false },
  TR: { approvers: threeLevels, channels: ['bureau_site'], positions: 'trades', quota: false, firstCome: false, timedSlots: false },
  PT: { approvers: director, channels: ['bureau_site'], positions: 'trades', quota: false, firstCome: false, timedSlots: true },
  WK: { approvers: director, channels: ['bureau_site'], positions: 'trades', quota: false, firstCome: false, timedSlots: true },
  SK: { approvers: director, channels: ['bureau_site'], positions: 'trades', quota: false, firstCome: false, timedSlots: true },
}
