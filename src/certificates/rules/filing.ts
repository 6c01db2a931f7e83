/**
 * With whom a pass list is filed, and by when.
 *
 * Regulation: 《工人技术等级考核工作制度》第七条(七) (R-WK-35) each year with the stationed discipline group; 《职业技能鉴定工作制度》第十八条
 * (R-SK-22) each half year with it and the vocational-ability section. B-34: no day is given; ten working days after the period's end.
 */
import { afterWorkingDays, type Holidays, startOfDay } from '../../foundation/calendar.ts'
import type { Role } from '../../foundation/roles.ts'
import type { CertifyingFamily } from './pass.ts'

export const receivers = ['discipline_group', 'ability_section'] as const
export type Receiver = (typeof receivers)[number]

/** Who says for a receiver that the list has come. */
export const receiverRoles: Readonly<Record<Receiver, Role>> = { discipline_group: 'discipline_inspector', ability_section: 'section_head' }

export const receiversOf = (family: CertifyingFamily): readonly Receiver[] =>
  family === 'SK' ? ['discipline_group', 'ability_section'] : ['discipline_group']

const workingDays = 10

/** The last day for filing a list published on the given day. */
export function filingDueOn(family: CertifyingFamily, published: Temporal.PlainDate, zone: string, holidays: Holidays): Temporal.PlainDate {
  const half = family === 'SK' && published.month <= 6
  const periodEnd = Temporal.PlainDate.from({ year: published.year, month: half ? 6 : 12, day: half ? 30 : 31 })
  const over = afterWorkingDays(zone, startOfDay(zone, periodEnd), workingDays, holidays)
  return over.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
}
