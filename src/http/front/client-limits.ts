import type { Stopwatch } from '../../foundation/clock.ts'

/** Takes one from the allowance of a client, by whatever names it; false when it is used up. */
export type ClientLimit = (client: string) => boolean

/** So many clients of one kind are remembered at once. */
const most = 50_000

/**
 * An allowance for each client: `perSecond`, and `burst` at once. Kept in memory alone. Whoever has not come for as long as a full allowance
 * takes to grow is forgotten: nothing would be remembered but that it is full. So it is asked by name each time: who kept an allowance would be
 * forgotten here while using it, and find a new one on the next connection.
 */
export function clientLimits(perSecond: number, burst: number, watch: Stopwatch): ClientLimit {
  type Kept = { tokens: number; at: number }
  const forgottenAfter = (burst / perSecond) * 1000
  let [recent, earlier] = [new Map<string, Kept>(), new Map<string, Kept>()]
  let since = watch()
  const keptOf = (client: string, now: number): Kept => {
    const found = recent.get(client)
    if (found) return found
    const kept = earlier.get(client) ?? { tokens: burst, at: now }
    recent.set(client, kept)
    return kept
  }
  return (client) => {
    const now = watch()
    if (now - since > forgottenAfter || recent.size >= most) {
      ;[recent, earlier] = [new Map(), recent]
      since = now
    }
    const kept = keptOf(client, now)
    kept.tokens = Math.min(burst, kept.tokens + ((now - kept.at) / 1000) * perSecond)
    kept.at = now
    if (kept.tokens < 1) return false
    kept.tokens -= 1
    return true
  }
}
