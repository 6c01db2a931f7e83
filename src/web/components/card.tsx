import type { Child } from 'hono/jsx'

type CardProps = {
  readonly title: string
  readonly href?: string | undefined
  /** A `State`, usually. */
  readonly state?: Child
  readonly foot?: Child
  /** 2 where the cards stand right under the page's title. */
  readonly level?: 2 | 3 | undefined
  readonly children?: Child
}

/** One thing of a list that is looked through on a phone: an exam, a position, an application. */
export const Card = ({ title, href, state, foot, level = 3, children }: CardProps) => (
  <li class="card">
    <div class="card-head">
      <CardTitle level={level}>{href ? <a href={href}>{title}</a> : title}</CardTitle>
      {state}
    </div>
    {children && <div class="card-body">{children}</div>}
    {foot && <div class="card-foot">{foot}</div>}
  </li>
)

const CardTitle = ({ level, children }: { level: 2 | 3; children: Child }) =>
  level === 2 ? <h2 class="card-title">{children}</h2> : <h3 class="card-title">{children}</h3>

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
