import type { Child } from 'hono/jsx'
import { Time } from '../format.tsx'
import type { View } from '../locale.ts'
import { Shape, type StateKind } from './state.tsx'

export type Moment = {
  readonly at?: Temporal.Instant | undefined
  readonly title: string
  readonly kind?: StateKind | undefined
  /** Who did or signed it. */
  readonly who?: Child
  readonly detail?: Child
}

/** What happened, in order: handoffs with signers, versions of a list, the life of an application. */
export const Timeline = ({ view, label, moments }: { view: View; label: string; moments: readonly Moment[] }) => (
  <ol class="timeline" aria-label={label}>
    {moments.map(({ at, title, kind = 'quiet', who, detail }) => (
      <li class={kind}>
        <span class="timeline-mark">
          <Shape kind={kind} />
        </span>
        <div class="timeline-body">
          <p class="timeline-title">{title}</p>
          {at && (
            <p class="timeline-time">
              <Time view={view} at={at} />
            </p>
          )}
          {who && <p class="timeline-who">{who}</p>}
          {detail && <div class="timeline-detail">{detail}</div>}
        </div>
      </li>
    ))}
  </ol>
)
