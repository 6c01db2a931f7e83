import { type Clock, type Instant, systemClock } from '../foundation/clock.ts'
import { invariant } from '../foundation/invariant.ts'

/** A clock that runs at the machine's pace but can be set forward, so that windows of seven days pass in seconds. Never backward. */
export function movableClock(start: Instant): { readonly clock: Clock; readonly moveTo: (to: Instant) => void } {
  const begun = systemClock()
  let shift = begun.until(start)
  const clock = () => systemClock().add(shift)
  return {
    clock,
    moveTo: (to) => {
      const now = clock()
      invariant(Temporal.Instant.compare(to, now) >= 0, `the rehearsal's clock does not go back from ${now} to ${to}`)
      shift = shift.add(now.until(to))
    },
  }
}
