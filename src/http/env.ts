import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Locale } from '../web/locale.ts'

/** What every handler finds: its authority's dependencies, who calls, in which language, and when the request arrived. */
export type Env = {
  Variables: {
    deps: Deps
    caller: Caller | undefined
    locale: Locale
    arrivedAt: Instant
    problem: unknown
  }
}
