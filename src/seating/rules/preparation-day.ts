/**
 * By which day before the exam something must be done, and how it stands. Three days before, the site is handed its seat charts, so the
 * seats must have been drawn by then.
 *
 * Regulation: 《专业技术职务资格考试制度》第十五条（一） (R-STAF-04) three days before the exam badges, seat charts and supplies are handed over.
 */
export const seatPlanDaysBefore = 3

export type Preparation = {
  readonly dueOn: Temporal.PlainDate
  readonly state: 'done' | 'ahead' | 'due' | 'overdue'
}

/** `due` on the day itself, `overdue` from the day after. */
export function preparation(firstDay: Temporal.PlainDate, daysBefore: number, today: Temporal.PlainDate, done: boolean): Preparation {
  const dueOn = firstDay.subtract({ days: daysBefore })
  if (done) return { dueOn, state: 'done' }
  const past = Temporal.PlainDate.compare(today, dueOn)
  return { dueOn, state: past < 0 ? 'ahead' : past === 0 ? 'due' : 'overdue' }
}
