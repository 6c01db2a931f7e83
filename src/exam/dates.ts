import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Instant } from '../foundation/clock.ts'

/** The day of an instant in the authority's zone. */
export const dateOf =
  ({ authority }: Pick<Deps, 'authority'>) =>
  (at: Instant): Temporal.PlainDate =>
    dateIn(authority.timeZone, at)
