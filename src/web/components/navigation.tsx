import type { View } from '../locale.ts'
import { words } from '../words.ts'

export type Tab = {
  readonly label: string
  readonly href: string
  readonly current?: boolean | undefined
  readonly count?: number | undefined
}

/** Parts of one thing, as links: they work without script and can be sent to someone. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map(({ label: text, href, current, count }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {text}
            {count !== undefined && <span class="tab-count">{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** A candidate's way through a long form: the step they are at, and how many there are. `current` counts from 1. */
export function Steps({ view, labels, current }: { view: View; labels: readonly string[]; current: number }) {
  return (
    <div class="steps">
      <p class="steps-now">
        <span class="number">{view.t(words.stepOf, { n: current, total: labels.length })}</span> <strong>{labels[current - 1]}</strong>
      </p>
      <ol aria-label={view.t(words.stepOf, { n: current, total: labels.length })}>
        {labels.map((label, index) => (
          <li
            class={index + 1 < current ? 'past' : index + 1 === current ? 'now' : 'ahead'}
            aria-current={index + 1 === current ? 'step' : undefined}
          >
            <span class="step-label">{label}</span>
            {index + 1 < current && <span class="sr-only">{view.t(words.done)}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}

type PagerProps = {
  readonly view: View
  readonly previous?: string | undefined
  readonly next?: string | undefined
  readonly page?: number | undefined
  readonly pages?: number | undefined
}

/** Previous and next. Lists that page by key give no numbers. */
export function Pager({ view, previous, next, page, pages }: PagerProps) {
  if (!previous && !next) return null
  return (
    <nav class="pager" aria-label={view.t(words.pages)}>
      {previous ? (
        <a class="button secondary" href={previous} rel="prev">
          ← {view.t(words.previous)}
        </a>
      ) : (
        <span />
      )}
      {page !== undefined && pages !== undefined && <span class="number">{view.t(words.pageOf, { n: page, total: pages })}</span>}
      {next ? (
        <a class="button secondary" href={next} rel="next">
          {view.t(words.next)} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
