/**
 * What must be ready by which day before the exam, and how it stands. Supplies have arrived when every site in use has received them.
 *
 * Regulation: 《专业技术职务资格考试制度》第十五条（一） (R-STAF-04) seats and supplies three days before; 《工人技术等级考核工作制度》第六条（三） (R-WK-22)
 * the meeting before the exam; 《工人技术等级考核工作制度》第六条（五） (R-WK-24) the dispatch one day before.
 */
import type { Family } from '../../foundation/family.ts'
import { type Preparation, preparation, seatPlanDaysBefore } from '../../seating/rules/preparation-day.ts'
import { needsDispatch } from './assessor-dispatch.ts'
import { needsMeeting } from './duty-posts.ts'

export type PreparationName = 'seat_plan' | 'supplies' | 'meeting' | 'dispatch'

type PreparationFacts = {
  readonly family: Family
  readonly sitesInUse: number
  readonly sitesReceived: number
  readonly meetingHeld: boolean
  readonly dispatched: boolean
}

export type CalendarRow = Preparation & { readonly name: PreparationName }

export function preparationCalendar(
  { family, sitesInUse, sitesReceived, meetingHeld, dispatched }: PreparationFacts,
  firstDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): readonly CalendarRow[] {
  const stands = (name: PreparationName, daysBefore: number, done: boolean) => ({
    name,
    ...preparation(firstDay, daysBefore, today, done),
  })
  return [
    stands('seat_plan', seatPlanDaysBefore, sitesInUse > 0),
    stands('supplies', seatPlanDaysBefore, sitesInUse > 0 && sitesReceived === sitesInUse),
    ...(needsMeeting(family) ? [stands('meeting', 1, meetingHeld)] : []),
    ...(needsDispatch(family) ? [stands('dispatch', 1, dispatched)] : []),
  ]
}
