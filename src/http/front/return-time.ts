import type { Stopwatch } from '../../foundation/clock.ts'
/** Tells each one who is sent away when to come back. */
export type ReturnTime = { readonly turnedAway: () => number; readonly admitted: () => void }

const window = 10
const shortest = 3
const longest = 60

/**
 * Seconds after which to come back: at random within the time it takes to serve everybody who was sent away in the last ten seconds, so that
 * they do not all come at once. `chance` gives bytes nobody can foresee: who could would come first.
 */
export function returnTime(watch: Stopwatch, chance: (bytes: number) => Uint8Array): ReturnTime {
  const admitted = slidingCount(watch)
  const turnedAway = slidingCount(watch)
  return {
    admitted: admitted.add,
    turnedAway: () => {
      turnedAway.add()
      const perSecond = Math.max(1, admitted.sum() / window)
      const within = Math.min(longest, Math.max(shortest, Math.ceil(turnedAway.sum() / perSecond)))
      const [high = 0, low = 0] = chance(2)
      return 1 + ((high * 256 + low) % within)
    },
  }
}

/** A count of the last ten seconds, by the second. */
function slidingCount(watch: Stopwatch) {
  const counts = new Array<number>(window).fill(0)
  let at = Math.floor(watch() / 1000)
  const move = () => {
    const second = Math.floor(watch() / 1000)
    for (let passed = Math.min(second - at, window); passed > 0; passed -= 1) counts[(second - passed + 1) % window] = 0
    at = second
  }
  return {
    add: () => {
      move()
      counts[at % window] = (counts[at % window] ?? 0) + 1
    },
    sum: () => {
      move()
      return counts.reduce((total, one) => total + one, 0)
    },
  }
}
