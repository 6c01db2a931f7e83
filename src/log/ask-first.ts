import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Result } from '../foundation/result.ts'
import { type Act, act } from './act.ts'
import type { EventDetail } from './event.ts'

/**
 * Judges an act before its body is read, so that whoever may not send it sends nothing. A refusal stands in the log as the act's own; leave
 * is not yet the act, which is judged again when everything is here.
 */
export async function askFirst<T, R extends string>(
  deps: Deps,
  about: Act & { readonly command?: undefined },
  detail: EventDetail,
  judge: (tx: Tx, now: Instant) => Promise<Result<T, R>>,
): Promise<Result<T, R>> {
  const now = deps.clock()
  const seen = await deps.within(about.role, (tx) => judge(tx, now))
  if (seen.ok) return seen
  return act<T, R>(deps, about, async (_tx, _now, note) => {
    note(detail)
    return seen
  })
}
