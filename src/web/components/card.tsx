import type { Child } from 'hono/jsx'

type CardProps = {
  readonly title: string
  readonly href?: string | undefined
  /** A `State`, usually. */
  readonly state?: Child
  readonly foot?: Child
  readonly children?: Child
}

/** One thing of a list that is looked through on a phone: an exam, a position, an application. */
export const Card = ({ title, href, state, foot, children }: CardProps) => (
  <li class="card">
    <div class="card-head">
      <h3>{href ? <a href={href}>{title}</a> : title}</h3>
      {state}
    </div>
    {children && <div class="card-body">{children}</div>}
    {foot && <div class="card-foot">{foot}</div>}
  </li>
)

export const CardList = ({ children }: { children?: Child }) => <ul class="cards">{children}</ul>

/** A part of a page under its own heading, with room for acts beside the heading. */
export const Section = ({ title, id, acts, children }: { title: string; id?: string | undefined; acts?: Child; children?: Child }) => (
  <section class="section" id={id}>
    <div class="section-head">
      <h2>{title}</h2>
      {acts && <div class="section-acts">{acts}</div>}
    </div>
    {children}
  </section>
)
