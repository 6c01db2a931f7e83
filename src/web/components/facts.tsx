import type { Child } from 'hono/jsx'

export type Fact = readonly [term: string, value: Child]

/** Terms and values, one below the other on a phone, side by side on a desk. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.map(([term, value]) => (
      <div>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** Nothing to show, and what to do about it. */
export const Empty = ({ title, children }: { title: string; children?: Child }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children && <div class="empty-body">{children}</div>}
  </div>
)
