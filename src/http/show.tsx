import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Caller } from '../foundation/caller.ts'
import type { Problem as ShownProblem } from '../web/components/problem-box.tsx'
import { type Frame, type NavigationItem, Page } from '../web/layout.tsx'
import { type Text, type View, viewOf } from '../web/locale.ts'
import { roleNames, type Stage } from '../web/words.ts'
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
}

/** Language, zone and time of this request, for components. */
export const view = (c: Context<Env>): View => viewOf(c.get('locale'), c.get('deps').authority.timeZone, c.get('arrivedAt'))

/** What the fields of a form shown again need: the problem on top first, then one for each field. */
export const shownProblems = (problem: Problem | undefined): readonly ShownProblem[] =>
  problem === undefined
    ? []
    : [
        { text: problem.text, code: problem.code },
        ...Object.entries(problem.fields ?? {}).map(([field, text]) => ({ field, text: `${field}: ${text}` })),
      ]

/** A key for one showing of a form, so that the same form sent twice is done once. */
export const formKey = (c: Context<Env>): string => c.get('deps').newId()

/** Answers a whole page. The status is 200 unless the handler set another (a form shown again keeps its refusal's status). */
export function show(c: Context<Env>, shown: Shown, body: Child): Response | Promise<Response> {
  const { t } = view(c)
  const problem = c.get('problem')
  return c.html(
    <Page
      frame={frameOf(c)}
      kind={shown.kind}
      title={t(shown.title)}
      lead={shown.lead && t(shown.lead)}
      exam={shown.exam && { name: shown.exam.title, stage: shown.exam.stage, href: stageLinks(c.get('caller'), shown.exam.id) }}
      back={shown.back && { label: t(shown.back.label), href: shown.back.href }}
      navigation={shown.navigation}
      problems={shownProblems(problem)}
      script={shown.script}
      acts={shown.acts}
    >
      {body}
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
    signedIn: caller && { name: caller.name, role: role && shownView.t(roleNames[role]), signOut: '/sign-out', idempotencyKey: newId() },
    signIn: '/sign-in',
    rehearsal,
  }
}

/** Officers walk along the stages; for others the line only shows where the examination stands. */
const stageLinks =
  (caller: Caller | undefined, examId: string) =>
  (stage: Stage): string | undefined =>
    caller?.kind !== 'officer' ? undefined : stage === 'exam' ? `/exams/${examId}` : `/exams/${examId}/${stage}`
