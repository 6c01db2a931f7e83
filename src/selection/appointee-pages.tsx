import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { BackfillAppointee, backfillAppointee } from './backfill-appointee.ts'
import { EndProbation, endProbation, RevokeAppointment, revokeAppointment } from './hire.ts'
import { ConfirmInspection, confirmInspection, FileInspection, fileInspection } from './inspection.ts'
import { readSelection, type SelectionLine } from './read-selection.ts'
import { selectionRefusals as answers } from './refusals.ts'
import type { AppointeeState } from './rules/appointee.ts'
import { causeNames, stateNames, selectionWords as words } from './words.ts'

export const stateKinds: Readonly<Record<AppointeeState, StateKind>> = {
  medical: 'waiting',
  medical_failed: 'bad',
  gave_up: 'quiet',
  inspection: 'waiting',
  inspection_failed: 'bad',
  proposed: 'info',
  suspended: 'attention',
  cancelled: 'bad',
  hired: 'good',
  confirmed: 'good',
  revoked: 'bad',
}

const page = '/exams/:examId/selection/appointees/:applicationId'
const pathOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/selection/appointees/${c.req.param('applicationId')}`

/** One person chosen for a post, and what each role may do now. */
export function appointeePages() {
  const onPage = formTargets(answers, { to: pathOf, again: appointee })
  return new Hono<Env>()
    .get(page, appointee)
    .post(
      `${page}/backfill`,
      onPage(
        BackfillAppointee,
        backfillAppointee,
        (form) => ({ reason: form.text('reason') }),
        (_, c) => `/exams/${c.req.param('examId')}/selection`,
      ),
    )
    .post(
      `${page}/inspection`,
      onPage(FileInspection, fileInspection, (form) => ({ outcome: form.text('outcome'), report: form.text('report') })),
    )
    .post(`${page}/inspection-confirmation`, onPage(ConfirmInspection, confirmInspection))
    .post(
      `${page}/probation`,
      onPage(EndProbation, endProbation, (form) => ({ passed: form.text('outcome') === 'fit' })),
    )
    .post(`${page}/revocation`, onPage(RevokeAppointment, revokeAppointment))
}

async function appointee(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const result = await readSelection(c.get('deps'), caller, { examId: exam.id })
  const line = result.ok ? result.value.lines.find(({ applicationId }) => applicationId === c.req.param('applicationId')) : undefined
  if (!line?.state) return problemPage(c)
  const v = view(c)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: line.number, en: line.number },
      exam: { id: exam.id, title: exam.title, stage: 'selection' },
      back: { label: words.title, href: `/exams/${exam.id}/selection` },
    },
    <>
      <Facts
        facts={[
          [v.t(words.post), line.post],
          [v.t(words.total), line.total],
          [v.t(words.rank), line.rank],
          [v.t(words.state), <State kind={stateKinds[line.state]}>{v.t(stateNames[line.state])}</State>],
        ]}
      />
      <Acts c={c} line={line} open={result.ok && result.value.list === 'none'} />
      <Revoke c={c} line={line} />
    </>,
  )
}

function Acts({ c, line, open }: { c: Context<Env>; line: SelectionLine; open: boolean }) {
  const v = view(c)
  const opens = (route: string) => c.get('opens')(route, c.req.param('examId'))
  const outcome = (
    <Choice
      view={v}
      name="outcome"
      label={v.t(words.outcome)}
      options={(['fit', 'unfit'] as const).map((value) => ({ value, label: v.t(words[value]) }))}
    />
  )
  if (open && line.vacancy !== null && opens('POST /exams/:examId/selection/appointees/:applicationId/backfill'))
    return (
      <Section title={v.t(words.backfill)}>
        <p>{v.t(causeNames[line.vacancy])}</p>
        <Form action={`${pathOf(c)}/backfill`} idempotencyKey={formKey(c)}>
          {line.vacancy === 'after_medical' && (
            <TextArea view={v} name="reason" label={v.t(words.reason)} hint={v.t(words.reasonHint)} rows={3} maxlength={1000} />
          )}
          <Button>{v.t(words.backfill)}</Button>
        </Form>
      </Section>
    )
  if (line.state === 'inspection' && line.report === 'none' && opens('POST /exams/:examId/selection/appointees/:applicationId/inspection'))
    return (
      <Section title={v.t(words.inspection)}>
        <Form action={`${pathOf(c)}/inspection`} idempotencyKey={formKey(c)}>
          {outcome}
          <TextArea view={v} name="report" label={v.t(words.report)} rows={8} maxlength={10_000} />
          <Button>{v.t(words.file)}</Button>
        </Form>
      </Section>
    )
  if (
    line.state === 'inspection' &&
    line.report === 'filed' &&
    opens('POST /exams/:examId/selection/appointees/:applicationId/inspection-confirmation')
  )
    return (
      <Section title={v.t(words.inspection)}>
        <Form action={`${pathOf(c)}/inspection-confirmation`} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.confirm)}</Button>
        </Form>
      </Section>
    )
  if (line.state === 'hired' && opens('POST /exams/:examId/selection/appointees/:applicationId/probation'))
    return (
      <Section title={v.t(words.probationEndsOn)}>
        <Form action={`${pathOf(c)}/probation`} idempotencyKey={formKey(c)}>
          {outcome}
          <Button>{v.t(words.confirm)}</Button>
        </Form>
      </Section>
    )
  return null
}

/** R-RC-45: from any state that still stands, also after hiring. */
const standing: readonly (AppointeeState | null)[] = ['medical', 'inspection', 'proposed', 'suspended', 'hired', 'confirmed']

function Revoke({ c, line }: { c: Context<Env>; line: SelectionLine }) {
  const v = view(c)
  const opens = c.get('opens')('POST /exams/:examId/selection/appointees/:applicationId/revocation', c.req.param('examId'))
  if (!standing.includes(line.state) || !opens) return null
  return (
    <Section title={v.t(words.revoke)}>
      <p>{v.t(words.revokeLead)}</p>
      <Form action={`${pathOf(c)}/revocation`} idempotencyKey={formKey(c)}>
        <Button kind="danger">{v.t(words.revoke)}</Button>
      </Form>
    </Section>
  )
}
