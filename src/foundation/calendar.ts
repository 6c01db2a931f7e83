/**
 * Natural and working days in the authority's zone. The day of publication does not count; a period ends with its last day
 * (general rule of periods in days, applied to every 公示期 of the sources, D3).
 */
export type Holidays = {
  /** Days off though Monday to Friday, ISO dates. */
  readonly off: readonly string[]
  /** Working days though Saturday or Sunday (调休), ISO dates. */
  readonly working: readonly string[]
}

export const noHolidays: Holidays = { off: [], working: [] }

export const dateIn = (zone: string, at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(zone).toPlainDate()

/** The first instant after the given day, in the zone. */
export const endOfDay = (zone: string, date: Temporal.PlainDate): Temporal.Instant =>
  date.add({ days: 1 }).toZonedDateTime(zone).toInstant()

export const startOfDay = (zone: string, date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime(zone).toInstant()

/** When a period of natural days that starts with `from` is over: the day of `from` itself does not count. */
export const afterDays = (zone: string, from: Temporal.Instant, days: number): Temporal.Instant =>
  endOfDay(zone, dateIn(zone, from).add({ days }))

export function isWorkingDay(date: Temporal.PlainDate, holidays: Holidays): boolean {
  const iso = date.toString()
  if (holidays.working.includes(iso)) return true
  return date.dayOfWeek <= 5 && !holidays.off.includes(iso)
}

/** When a period of working days that starts with `from` is over: the day of `from` itself does not count. */
export function afterWorkingDays(zone: string, from: Temporal.Instant, days: number, holidays: Holidays): Temporal.Instant {
  let date = dateIn(zone, from)
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date, holidays)) left -= 1
  }
  return endOfDay(zone, date)
}
