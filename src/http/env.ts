import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Assets } from '../web/assets.ts'
import type { Locale } from '../web/locale.ts'
import type { Problem } from './answer.ts'
import type { FormFields } from './form-fields.ts'

/** What every handler finds: its authority's dependencies, who calls, in which language, and when the request arrived. */
export type Env = {
  Variables: {
    deps: Deps
    caller: Caller | undefined
    locale: Locale
    arrivedAt: Instant
    assets: Assets
    /** Whether the caller may open a page, by its route; for links that lead somewhere. */
    opens: (route: string, examId?: string) => boolean
    /** The form that was refused, and why, for the page that shows it again. */
    sent: FormFields | undefined
    problem: Problem | undefined
  }
}
