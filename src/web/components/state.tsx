import type { Child } from 'hono/jsx'

/** good ✓, waiting ◐, attention ▲, bad ✕, info ■, quiet ○: the shape says it without colour, the word says it without both. */
export type StateKind = 'good' | 'waiting' | 'attention' | 'bad' | 'info' | 'quiet'

const shapes: Readonly<Record<StateKind, Child>> = {
  good: (
    <path d="M2.5 8.5l3.6 3.6 7.4-8" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" />
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
    </>
  ),
  attention: <path d="M8 1.8L15 14.2H1z" fill="currentColor" />,
  bad: <path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />,
  info: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" fill="currentColor" />,
  quiet: <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.8" />,
}

export const Shape = ({ kind }: { kind: StateKind }) => (
  <svg class="shape" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
    {shapes[kind]}
  </svg>
)

/** A state: a word with a shape, never colour alone. */
export const State = ({ kind, children }: { kind: StateKind; children?: Child }) => (
  <span class={`state ${kind}`}>
    <Shape kind={kind} />
    <span>{children}</span>
  </span>
)
