import type { Child } from 'hono/jsx'
import { formatDuration, Time } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { Shape, type StateKind } from './state.tsx'

/** Something to know before going on. `title` says it in a line. */
export const Notice = ({ kind = 'info', title, children }: { kind?: StateKind; title: string; children?: Child }) => (
  <div class={`notice ${kind}`} role="note">
    <p class="notice-title">
      <Shape kind={kind} />
      <span>{title}</span>
    </p>
    {children && <div class="notice-body">{children}</div>}
  </div>
)

/** The next step and its deadline: absolute, and how long is left as of this page. */
export function Countdown({ view, until, label, children }: { view: View; until: Temporal.Instant; label: string; children?: Child }) {
  const over = Temporal.Instant.compare(view.now, until) >= 0
  return (
    <div class={over ? 'countdown over' : 'countdown'}>
      <p class="countdown-label">{label}</p>
      <p class="countdown-left">
        {over ? (
          <strong>{view.t(words.closed)}</strong>
        ) : view.locale === 'zh' ? (
          <>
            {view.t(words.timeLeft)} <strong class="number">{formatDuration(view, view.now, until)}</strong>
          </>
        ) : (
          <>
            <strong class="number">{formatDuration(view, view.now, until)}</strong> {view.t(words.timeLeft)}
          </>
        )}
      </p>
      <p class="countdown-until">
        {view.t(words.deadline)} <Time view={view} at={until} relative={false} />
      </p>
      {children}
    </div>
  )
}

/** How much of the whole is done, in words as well. */
export function Progress({ label, value, of }: { label: string; value: number; of: number }) {
  const share = of > 0 ? Math.floor((value * 100) / of) : 0
  return (
    <div class="progress">
      <span class="progress-label">{label}</span>
      <progress max={of > 0 ? of : 1} value={value} aria-label={label} />
      <span class="number">
        {value} / {of} ({share}%)
      </span>
    </div>
  )
}
