import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Problem, ProblemBox } from './components/problem-box.tsx'
import { Seal } from './components/seal.tsx'
import { StageLine } from './components/stage-line.tsx'
import { formatTime } from './format.tsx'
import { inLanguage, languageTag, type View } from './locale.ts'
import { type Stage, words } from './words.ts'

/** What is the same for every page of one request. The app makes it once and hands it to each page. */
export type Frame = {
  readonly view: View
  readonly authority: { readonly name: string; readonly adviceLine?: string | undefined; readonly complaintLine?: string | undefined }
  /** Path and query of this page, for the language switch. */
  readonly path: string
  readonly stylesheet: string
  readonly icon: string
  /** Address of browser code by name (`seating-recompute`); see assets.ts. */
  readonly script: (name: string) => string
  readonly signedIn?:
    | {
        readonly name: string
        /** The person's own page. */
        readonly href?: string | undefined
        readonly role?: string | undefined
        readonly signOut: string
        readonly idempotencyKey?: string | undefined
      }
    | undefined
  /** Where to sign in, for whoever is not. */
  readonly signIn?: string | undefined
  /** Set in a rehearsal database only: a banner on every page. */
  readonly rehearsal?: boolean | undefined
}

export type NavigationItem = {
  readonly label: string
  readonly href: string
  readonly current?: boolean | undefined
  readonly count?: number | undefined
}

type PageProps = {
  readonly frame: Frame
  /** `candidate`: one narrow column, big targets. `officer`: wide and dense. `public`: pages that prove and inform. */
  readonly kind: 'candidate' | 'officer' | 'public'
  readonly title: string
  /** One plain sentence under the title. */
  readonly lead?: Child
  /** The exam this page belongs to: its name, and with a stage the line of twelve stages. */
  readonly exam?:
    | {
        readonly name: string
        readonly nameHref?: string | undefined
        readonly stage?: Stage | undefined
        readonly href?: ((stage: Stage) => string | undefined) | undefined
        readonly done?: readonly Stage[] | undefined
        /** What belongs to the exam and to no stage, such as its public lists. */
        readonly links?: readonly { readonly label: string; readonly href: string }[] | undefined
      }
    | undefined
  readonly navigation?: readonly NavigationItem[] | undefined
  readonly back?: { readonly label: string; readonly href: string } | undefined
  /** What was refused: shown on top; give the same list to the fields. */
  readonly problems?: readonly Problem[] | undefined
  /** Name of the page's browser code, if it has any. */
  readonly script?: string | undefined
  /** A page that renews itself by its script says here how a browser without scripts does. */
  readonly refresh?: { readonly seconds: number; readonly href: string } | undefined
  /** Buttons beside the title. */
  readonly acts?: Child
  readonly children?: Child
}

/** A whole page. No inline script or style: the policy forbids both. */
export function Page(props: PageProps) {
  const { frame, kind, title, problems = [], script, refresh } = props
  const { view } = frame
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={languageTag(view.locale)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${problems.length > 0 ? view.t(words.problemPrefix) : ''}${title} – ${frame.authority.name}`}</title>
          <link rel="icon" type="image/svg+xml" href={frame.icon} />
          <link rel="stylesheet" href={frame.stylesheet} />
          {script && <script type="module" src={frame.script(script)} />}
          {refresh && (
            <noscript>
              <meta http-equiv="refresh" content={`${refresh.seconds};url=${refresh.href}`} />
            </noscript>
          )}
        </head>
        <body class={kind}>
          <a class="skip" href="#content">
            {view.t(words.skip)}
          </a>
          {frame.rehearsal && <Rehearsal view={view} />}
          <Header frame={frame} />
          {props.navigation && <Navigation view={view} items={props.navigation} />}
          {props.exam && <ExamBar view={view} exam={props.exam} />}
          <main id="content" tabindex={-1}>
            <Title {...props} />
            <ProblemBox view={view} problems={problems} />
            {props.children}
          </main>
          <Footer frame={frame} />
        </body>
      </html>
    </>
  )
}

function ExamBar({ view, exam }: { view: View; exam: NonNullable<PageProps['exam']> }) {
  const { name, nameHref, stage, href, done, links = [] } = exam
  return (
    <section class="exam-bar" aria-label={name}>
      <div class="wide">
        <div class="exam-line">
          <p class="exam-name">{nameHref ? <a href={nameHref}>{name}</a> : name}</p>
          {links.length > 0 && (
            <ul class="exam-links">
              {links.map((link) => (
                <li>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
        {stage && <StageLine view={view} current={stage} href={href} done={done} />}
      </div>
    </section>
  )
}

const Title = ({ title, lead, back, acts }: PageProps) => (
  <div class="title">
    {back && (
      <p class="back">
        <a href={back.href}>← {back.label}</a>
      </p>
    )}
    <div class="title-row">
      <h1>{title}</h1>
      {acts && <div class="title-acts">{acts}</div>}
    </div>
    {lead && <p class="lead">{lead}</p>}
  </div>
)

const Rehearsal = ({ view }: { view: View }) => (
  <section class="rehearsal" aria-label={view.t(words.rehearsal)}>
    <strong>{view.t(words.rehearsal)}</strong>{' '}
    <span class="number">
      {view.t(words.rehearsalClock)} {formatTime(view, view.now)}
    </span>
  </section>
)

function Header({ frame }: { frame: Frame }) {
  const { view, signedIn } = frame
  const other = view.locale === 'zh' ? 'en' : 'zh'
  return (
    <header class="top">
      <div class="wide">
        <a class="brand" href="/">
          <Seal />
          <span class="brand-text">
            <span class="brand-name">{frame.authority.name}</span>
            <span class="brand-product">
              {view.t(words.product)} · {view.t(words.subtitle)}
            </span>
          </span>
        </a>
        <div class="who">
          {signedIn && (
            <span class="person">
              <span class="sr-only">{view.t(words.signedInAs)} </span>
              <strong>{signedIn.href ? <a href={signedIn.href}>{signedIn.name}</a> : signedIn.name}</strong>
              {signedIn.role && <span class="person-role">{signedIn.role}</span>}
            </span>
          )}
          <a class="language" href={inLanguage(frame.path, other)} lang={languageTag(other)} hreflang={languageTag(other)}>
            {view.t(words.otherLanguage)}
          </a>
          {signedIn && (
            <form class="sign-out" method="post" action={signedIn.signOut}>
              {signedIn.idempotencyKey && <input type="hidden" name="idempotencyKey" value={signedIn.idempotencyKey} />}
              <button class="button quiet small" type="submit">
                {view.t(words.signOut)}
              </button>
            </form>
          )}
          {!signedIn && frame.signIn && (
            <a class="button secondary small" href={frame.signIn}>
              {view.t(words.signIn)}
            </a>
          )}
        </div>
      </div>
    </header>
  )
}

const Navigation = ({ view, items }: { view: View; items: readonly NavigationItem[] }) => (
  <nav class="main-navigation" aria-label={view.t(words.menu)}>
    <ul class="wide">
      {items.map(({ label, href, current, count }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {label}
            {count !== undefined && <span class="tab-count">{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Regulation: 《事业单位公开招聘工作管理制度》第三十六条 (R-RC-43): both telephone numbers stand on every page. */
const Footer = ({ frame: { view, authority } }: { frame: Frame }) => (
  <footer class="bottom">
    <div class="wide">
      <p>{authority.name}</p>
      {authority.adviceLine && <Telephone label={view.t(words.adviceLine)} number={authority.adviceLine} />}
      {authority.complaintLine && <Telephone label={view.t(words.complaintLine)} number={authority.complaintLine} />}
    </div>
  </footer>
)

const Telephone = ({ label, number }: { label: string; number: string }) => (
  <p>
    {label} <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
  </p>
)
