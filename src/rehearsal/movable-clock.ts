import { type Clock, type Instant, systemClock } from '../foundation/clock.ts'
import { invariant } from '../foundation/invariant.ts'

/**
 * What a clock shall say (`says`) at an instant of the machine (`when`). The instant is part of it, so that several processes that hear of
 * it one after the other still show the same time.
 */
export type ClockSetting = { readonly says: Instant; readonly when: Instant }

export const settingNow = (says: Instant): ClockSetting => ({ says, when: systemClock() })

/** A clock that runs at the machine's pace but can be set forward, so that windows of seven days pass in seconds. Never backward. */
export function movableClock(start: ClockSetting): { readonly clock: Clock; readonly set: (to: ClockSetting) => void } {
  let shift = start.when.until(start.says)
  const clock = () => systemClock().add(shift)
  return {
    clock,
    set: ({ says, when }) => {
      const then = when.add(shift)
      invariant(Temporal.Instant.compare(says, then) >= 0, `the rehearsal's clock does not go back from ${then} to ${says}`)
      shift = when.until(says)
    },
  }
}
