import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Problem as ShownProblem } from '../web/components/problem-box.tsx'
import { ShownAgain } from '../web/components/sent-form.tsx'
import { type Frame, type NavigationItem, Page } from '../web/layout.tsx'
import { type Text, type View, viewOf } from '../web/locale.ts'
import { roleNames, type Stage, words } from '../web/words.ts'
import type { Problem } from './answer.ts'
import type { Env } from './env.ts'

export type Shown = {
  readonly kind: 'candidate' | 'officer' | 'public'
  readonly title: Text
  readonly lead?: Text
  /** The exam the page belongs to: its name, the twelve stages, and this page's place among them. */
  readonly exam?: { readonly id: string; readonly title: string; readonly stage: Stage }
  readonly back?: { readonly label: Text; readonly href: string }
  readonly navigation?: readonly NavigationItem[]
  readonly acts?: Child
  /** The page's browser code, e.g. 'seating-recompute' for src/seating/browser/recompute.ts. */
  readonly script?: string
  /** How a browser without scripts renews a page whose script does. */
  readonly refresh?: { readonly seconds: number; readonly href: string }
}

/** Language, zone and time of this request, for components. */
export const view = (c: Context<Env>): View => viewOf(c.get('locale'), c.get('deps').authority.timeZone, c.get('arrivedAt'))

/** What the fields of a form shown again need. Each finds its own by name, and the box on top gives it the name the form has for it. */
export const shownProblems = (problem: Problem | undefined): readonly ShownProblem[] =>
  problem === undefined
    ? []
    : [{ text: problem.text, code: problem.code }, ...Object.entries(problem.fields ?? {}).map(([field, text]) => ({ field, text }))]

/** A key for one showing of a form, so that the same form sent twice is done once. */
export const formKey = (c: Context<Env>): string => c.get('deps').newId()

/** Answers a whole page. The status is 200 unless the handler set another (a form shown again keeps its refusal's status). */
export async function show(c: Context<Env>, shown: Shown, content: Child): Promise<Response> {
  const { t } = view(c)
  const problem = c.get('problem')
  const fields = c.get('sent')
  const sent = fields && { path: c.req.path, fields, problems: shownProblems(problem) }
  const body = <ShownAgain value={sent ?? (problem && 'not kept')}>{content}</ShownAgain>
  const wrong = Object.keys(problem?.fields ?? {}).length > 0
  // Only the form knows what it calls its fields: it is written first, and the box above it reads the names there.
  const written = wrong ? String(await body.toString()) : ''
  return c.html(
    <Page
      frame={frameOf(c)}
      kind={shown.kind}
      title={t(shown.title)}
      lead={shown.lead && t(shown.lead)}
      exam={shown.exam && examBar(c, shown.exam)}
      back={shown.back && { label: t(shown.back.label), href: shown.back.href }}
      navigation={shown.navigation ?? navigation(c)}
      problems={named(c, shownProblems(problem), written)}
      script={shown.script}
      refresh={shown.refresh}
      acts={shown.acts}
    >
      {wrong ? raw(written) : body}
    </Page>,
  )
}

function frameOf(c: Context<Env>): Frame {
  const { authority, rehearsal, newId } = c.get('deps')
  const caller = c.get('caller')
  const assets = c.get('assets')
  const shownView = view(c)
  const url = new URL(c.req.url)
  const role = caller?.appointments[0]?.role
  return {
    view: shownView,
    authority: { name: authority.name, adviceLine: authority.adviceLine ?? undefined, complaintLine: authority.complaintLine ?? undefined },
    path: url.pathname + url.search,
    stylesheet: assets.stylesheet.path,
    icon: assets.icon.path,
    script: (name) => assets.scripts.get(name)?.path ?? '',
    signedIn: caller && {
      name: caller.name,
      href: '/my',
      role: role && shownView.t(roleNames[role]),
      signOut: '/sign-out',
      idempotencyKey: newId(),
    },
    signIn: '/sign-in',
    rehearsal,
  }
}

/** A field the form does not show, such as one a program sent, is not called by its name in the code. */
function named(c: Context<Env>, problems: readonly ShownProblem[], form: string): readonly ShownProblem[] {
  const { t } = view(c)
  const labels = new Map(
    [...form.matchAll(/data-names="([^"]*)"[^>]*>\s*([^<]*)/g)].map(([, name = '', label = '']) => [name, label.trim()]),
  )
  const seen = new Set<string>()
  return problems.flatMap((problem) => {
    if (problem.field === undefined) return [problem]
    const label = labels.get(problem.field)
    if (label) return [{ ...problem, label }]
    const text = t(words.somewhere, { text: problem.text })
    if (seen.has(text)) return []
    seen.add(text)
    return [{ text }]
  })
}

/** Officers walk along the stages that are theirs; everybody else finds the notice and what is public of the exam. */
function examBar(c: Context<Env>, exam: NonNullable<Shown['exam']>) {
  const { t } = view(c)
  const name = exam.title
  if (c.get('caller')?.kind !== 'officer') {
    const open = `/public/exams/${exam.id}`
    const links = [
      { label: t(words.posts), href: `${open}/posts` },
      { label: t(words.publicity), href: `${open}/publicity` },
      { label: t(words.draws), href: `${open}/draws` },
    ]
    return { name, nameHref: open, links }
  }
  const opens = c.get('opens')
  const page = (stage: Stage) => (stage === 'exam' ? '' : `/${stage}`)
  return {
    name,
    stage: exam.stage,
    href: (stage: Stage) => (opens(`GET /exams/:examId${page(stage)}`, exam.id) ? `/exams/${exam.id}${page(stage)}` : undefined),
    links: opens('GET /exams/:examId/publicity', exam.id) ? [{ label: t(words.publicity), href: `/exams/${exam.id}/publicity` }] : [],
  }
}

/** The same way home on every page of a person who is signed in. */
function navigation(c: Context<Env>): readonly NavigationItem[] | undefined {
  const caller = c.get('caller')
  if (!caller) return undefined
  const { t } = view(c)
  const items =
    caller.kind === 'officer'
      ? [
          { href: '/', label: words.desk },
          { href: '/my/statements', label: words.toSign },
          { href: '/my/inbox', label: words.messages },
          { href: '/my/keys', label: words.keys },
        ]
      : [
          { href: '/', label: words.start },
          { href: '/my', label: words.mine },
          { href: '/my/exams', label: words.register },
          { href: '/my/inbox', label: words.messages },
        ]
  return items.map(({ href, label }) => ({ href, label: t(label), current: c.req.path === href }))
}
