import type { Stopwatch } from '../../foundation/clock.ts'
/** Takes one from a client's allowance; false when it is used up. */
export type Allowance = () => boolean

/** So many clients of one kind are remembered at once. */
const most = 50_000

/**
 * An allowance for each client, by whatever names it: `perSecond`, and `burst` at once. Kept in memory alone. Whoever has not come for as long
 * as a full allowance takes to grow is forgotten: nothing would be remembered but that it is full.
 */
export function clientLimits(perSecond: number, burst: number, watch: Stopwatch): (client: string) => Allowance {
  type Kept = { tokens: number; at: number; readonly take: Allowance }
  const forgottenAfter = (burst / perSecond) * 1000
  let [recent, earlier] = [new Map<string, Kept>(), new Map<string, Kept>()]
  let since = watch()
  const open = (): Kept => {
    const kept: Kept = {
      tokens: burst,
      at: watch(),
      take: () => {
        const passed = watch() - kept.at
        kept.at += passed
        kept.tokens = Math.min(burst, kept.tokens + (passed / 1000) * perSecond)
        if (kept.tokens < 1) return false
        kept.tokens -= 1
        return true
      },
    }
    return kept
  }
  return (client) => {
    if (watch() - since > forgottenAfter || recent.size >= most) {
      ;[recent, earlier] = [new Map(), recent]
      since = watch()
    }
    const kept = recent.get(client) ?? earlier.get(client) ?? open()
    recent.set(client, kept)
    return kept.take
  }
}
