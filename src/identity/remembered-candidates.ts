import type { Deps } from '../deps.ts'
import { boundedKey, type Caller, withKey } from '../foundation/caller.ts'
import { identifyHashed, tokenHash } from './sessions.ts'

/** `afresh`: whatever is remembered, the session is looked up now. */
export type Identify = (deps: Deps, token: string, idempotencyKey: string | undefined, afresh: boolean) => Promise<Caller | undefined>
/** `until` in milliseconds of the epoch. */
type Remembered = { readonly caller: Caller; readonly until: number }

/** So many are remembered at once; past that all are forgotten and asked for again. Whose seconds are over is forgotten with the next one. */
const mostRemembered = 50_000

/**
 * `identify` that takes a candidate's session as good for a few seconds after it was looked up, so that whoever looks again and again
 * asks the database once. Officers are looked up each time: their rights change at once. A session that was closed (signed out, password set anew,
 * number given back to its owner at the counter) lives in this process for those seconds, but only to read, since whatever changes something asks afresh: a stranger
 * whose account was taken back must not begin or fill an application that would count as the owner's.
 */
export function rememberCandidates(seconds: number): Identify {
  const remembered = new Map<string, Remembered>()
  return async (deps, token, idempotencyKey, afresh) => {
    const now = deps.clock().epochMilliseconds
    const hashed = tokenHash(token)
    const place = `${deps.authority.schema} ${Buffer.from(hashed.buffer, hashed.byteOffset, hashed.byteLength).toString('base64')}`
    const known = remembered.get(place)
    if (!afresh && known && now < known.until) return withKey(known.caller, boundedKey(idempotencyKey))
    remembered.delete(place)
    // Whoever sends something and has read nothing lately comes once, in a rush: fifty thousand would lie here for nothing.
    const comesAgain = known !== undefined || !afresh
    const caller = await identifyHashed(deps, hashed, idempotencyKey)
    if (caller?.kind !== 'candidate' || !comesAgain) return caller
    // In the order of their ends.
    for (const [earlier, { until }] of remembered) {
      if (now < until) break
      remembered.delete(earlier)
    }
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(place, { caller, until: now + seconds * 1000 })
    return caller
  }
}
