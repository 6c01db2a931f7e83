import type { Stopwatch } from '../../foundation/clock.ts'
/** How long requests have lately stood before the process looked at them. */
export type StandingDelay = { readonly milliseconds: () => number; readonly stop: () => void }

const every = 50
const looks = 6

/**
 * The least delay of the last few looks at the clock: a queue that stands has been there at every one of them. One long piece of work, such
 * as a draw, delays a single look and turns nobody away afterwards.
 */
export function watchDelay(watch: Stopwatch): StandingDelay {
  const delays: number[] = []
  let due = watch() + every
  const timer = setInterval(() => {
    delays.push(Math.max(0, watch() - due))
    if (delays.length > looks) delays.shift()
    due = watch() + every
  }, every)
  timer.unref()
  return { milliseconds: () => (delays.length < looks ? 0 : Math.min(...delays)), stop: () => clearInterval(timer) }
}
