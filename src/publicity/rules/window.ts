/**
 * How long a list is public, and when publicity is over.
 *
 * Regulation: table D3: 《事业单位公开招聘工作管理制度》第十五条、第十九条、第二十七条、第三十三条 (R-RC-19, R-RC-24, R-RC-32, R-RC-38) seven
 * days; 《公益性岗位面向社会公开招用和及时补员实施办法》第十九条 (R-PW-12) three working days; 《职称评审工作制度》第十一条 (R-TR-12) five
 * working days. An objection keeps the next stage from beginning (R-RC-39); whoever objects under a name is answered within five working
 * days (《技师学院国家助学金管理制度》第十二条, R-COMP-17, taken for every publicity).
 */
import { afterDays, afterWorkingDays, type Holidays } from '../../foundation/calendar.ts'
import type { Instant } from '../../foundation/clock.ts'

/** As the notice fixed it; the notice's own rules hold it to what the family demands. */
export type Period = { readonly publicityDays: number; readonly publicityUnit: 'natural' | 'working' }

export const closesAt = (zone: string, opened: Instant, { publicityDays, publicityUnit }: Period, holidays: Holidays): Instant =>
  publicityUnit === 'natural' ? afterDays(zone, opened, publicityDays) : afterWorkingDays(zone, opened, publicityDays, holidays)

const objectionAnswerDays = 5
export const objectionDueAt = (zone: string, raised: Instant, holidays: Holidays): Instant =>
  afterWorkingDays(zone, raised, objectionAnswerDays, holidays)

export type PublicityStatus = 'none' | 'running' | 'objection_open' | 'over'

/** `closes`: the end of the newest version's window, undefined when nothing was published. */
export function publicityStatus(closes: Instant | undefined, openObjections: number, now: Instant): PublicityStatus {
  if (!closes) return 'none'
  if (Temporal.Instant.compare(now, closes) < 0) return 'running'
  return openObjections > 0 ? 'objection_open' : 'over'
}
