import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { officersDraw, termsField, termsOf } from '../seating/pages.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { formatDate, Time } from '../web/format.tsx'
import type { Text } from '../web/locale.ts'
import { appointeePages, stateKinds } from './appointee-pages.tsx'
import { ChooseAppointees, chooseAppointees } from './choose-appointees.ts'
import { ComputeTotals, computeTotals } from './compute-totals.ts'
import { GiveUpAppointment, giveUpAppointment } from './give-up.ts'
import { HireAppointees, hireAppointees } from './hire.ts'
import { DrawMedicalNumbers, drawMedicalNumbers, FreezeMedicalDraw, freezeMedicalDraw } from './medical-draw.ts'
import { keeperField, MedicalDraw, medicalDrawIn, medicalPage, openMappingPage, outcomesIn } from './medical-page.tsx'
import { ConfirmMedicalResults, confirmMedicalResults, EnterMedicalResults, enterMedicalResults } from './medical-results.ts'
import { myTotalPage } from './my-total-page.tsx'
import { ConfirmPractical, confirmPracticalMarks, EnterPractical, enterPracticalMarks } from './practical.ts'
import { practicalIn, practicalPage } from './practical-page.tsx'
import { ProposeAppointees, proposeAppointees } from './propose-appointees.ts'
import { PublishTotals, publishTotals } from './publish-totals.ts'
import { readSelection, type SelectionLine, type SelectionView } from './read-selection.ts'
import { selectionRefusals as answers, medicalDrawRefusals } from './refusals.ts'
import { componentNames } from './rules/explain.ts'
import { causeNames, stateNames, selectionWords as words } from './words.ts'

const home = '/exams/:examId/selection'
const medicalDrawField = (path: string) => keeperField(path) ?? termsField(path)
const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/selection`
const medicalOf = (c: Context<Env>) => `${homeOf(c)}/medicals/${c.req.param('drawId')}`

export function selectionPages() {
  const onOverview = formTargets(answers, { to: homeOf, again: overview })
  const onMedical = formTargets(answers, { to: medicalOf, again: medicalPage })
  const onPractical = formTargets(answers, { to: (c) => `${homeOf(c)}/practical`, again: practicalPage })
  const onDraw = formTargets(medicalDrawRefusals, { to: homeOf, again: overview, fieldOf: medicalDrawField })
  const onMine = formTargets(answers, { to: (c) => `/my/exams/${c.req.param('examId')}/total`, again: myTotalPage })
  return new Hono<Env>()
    .get(home, overview)
    .get(`${home}/practical`, (c) => practicalPage(c))
    .get(`${home}/medicals/:drawId`, (c) => medicalPage(c))
    .get('/my/exams/:examId/total', myTotalPage)
    .post(`${home}/totals`, onOverview(ComputeTotals, computeTotals))
    .post(`${home}/totals-list`, onOverview(PublishTotals, publishTotals))
    .post(`${home}/choice`, onOverview(ChooseAppointees, chooseAppointees))
    .post(`${home}/proposal`, onOverview(ProposeAppointees, proposeAppointees))
    .post(
      `${home}/hires`,
      onOverview(HireAppointees, hireAppointees, (form) => ({
        hiredOn: form.text('hiredOn'),
        probationEndsOn: form.text('probationEndsOn'),
      })),
    )
    .post(`${home}/practical`, onPractical(EnterPractical, enterPracticalMarks, practicalIn))
    .post(`${home}/practical/confirmation`, onPractical(ConfirmPractical, confirmPracticalMarks))
    .post(
      `${home}/medicals`,
      onDraw(
        FreezeMedicalDraw,
        freezeMedicalDraw,
        (form, c) => ({ ...medicalDrawIn(form), ...termsOf(c, form) }),
        ({ drawId }, c) => `/exams/${c.req.param('examId')}/draws/${drawId}`,
      ),
    )
    .post(
      '/exams/:examId/draws/:drawId/medical-numbers',
      formTargets(medicalDrawRefusals, { to: medicalOf, again: officersDraw })(DrawMedicalNumbers, drawMedicalNumbers, (form) => ({
        publicValue: form.text('publicValue'),
      })),
    )
    .post(`${home}/medicals/:drawId/results`, onMedical(EnterMedicalResults, enterMedicalResults, outcomesIn))
    .post(
      `${home}/medicals/:drawId/confirmation`,
      onMedical(ConfirmMedicalResults, confirmMedicalResults, (form) => ({ listHash: form.text('listHash') })),
    )
    .post(`${home}/medicals/:drawId/mapping`, openMappingPage)
    .route('/', appointeePages())
    .post(
      '/my/exams/:examId/total/giving-up',
      onMine(GiveUpAppointment, giveUpAppointment, (form) => ({ sure: form.checked('sure') })),
    )
}

const opens = (c: Context<Env>, route: string) => c.get('opens')(route, c.req.param('examId'))

async function overview(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const result = await readSelection(c.get('deps'), caller, { examId: exam.id })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const selection = result.value
  return show(
    c,
    {
      kind: 'officer',
      title: words.title,
      lead: words.lead,
      exam: { id: exam.id, title: exam.title, stage: 'selection' },
      acts: opens(c, 'GET /exams/:examId/selection/practical') && (
        <ButtonLink href={`${homeOf(c)}/practical`}>{v.t(words.practicalTitle)}</ButtonLink>
      ),
    },
    <>
      {selection.list === 'published' && <Notice kind="attention" title={v.t(words.closedForever)} />}
      <NextStep c={c} selection={selection} />
      {selection.lines.length === 0 ? (
        <Empty title={v.t(words.none)}>
          <p>{v.t(words.noneLead)}</p>
        </Empty>
      ) : (
        <Lines c={c} lines={selection.lines} />
      )}
      <Days c={c} days={selection.days} />
      {waitsForMedical(selection) && opens(c, 'POST /exams/:examId/selection/medicals') && <MedicalDraw c={c} examId={exam.id} />}
      <Ledger c={c} ledger={selection.ledger} />
    </>,
  )
}

/** Somebody is to be examined and no day is under way. */
const waitsForMedical = ({ lines, days }: SelectionView) =>
  lines.some(({ state }) => state === 'medical') && days.every(({ step }) => step === 'done')

type Step = { readonly path: string; readonly route: string; readonly label: Text; readonly kind: 'primary' | 'secondary' }
const stepsOnTotals: readonly Step[] = [
  { path: 'totals-list', route: 'POST /exams/:examId/selection/totals-list', label: words.publishTotals, kind: 'secondary' },
  { path: 'choice', route: 'POST /exams/:examId/selection/choice', label: words.choose, kind: 'primary' },
]

function NextStep({ c, selection }: { c: Context<Env>; selection: SelectionView }) {
  const v = view(c)
  if (selection.list === 'published')
    return opens(c, 'POST /exams/:examId/selection/hires') ? (
      <Section title={v.t(words.hire)}>
        <Form action={`${homeOf(c)}/hires`} idempotencyKey={formKey(c)}>
          <Field view={v} name="hiredOn" label={v.t(words.hiredOn)} type="date" width="medium" />
          <Field view={v} name="probationEndsOn" label={v.t(words.probationEndsOn)} type="date" width="medium" />
          <Button>{v.t(words.hire)}</Button>
        </Form>
      </Section>
    ) : null
  const computed = selection.lines.length > 0
  const steps: readonly Step[] = selection.chosen
    ? [{ path: 'proposal', route: 'POST /exams/:examId/selection/proposal', label: words.propose, kind: 'primary' }]
    : [
        { path: 'totals', route: 'POST /exams/:examId/selection/totals', label: words.compute, kind: computed ? 'secondary' : 'primary' },
        ...(computed ? stepsOnTotals : []),
      ]
  const open = steps.filter(({ route }) => opens(c, route))
  if (open.length === 0) return null
  return (
    <Section title={v.t(words.next)}>
      <p>
        {v.t(words.computeLead)} <a href={`/exams/${c.req.param('examId')}/publicity`}>{v.t(words.toPublicity)}</a>
      </p>
      <Buttons>
        {open.map(({ path, label, kind }) => (
          <Form action={`${homeOf(c)}/${path}`} idempotencyKey={formKey(c)} inline>
            <Button kind={kind}>{v.t(label)}</Button>
          </Form>
        ))}
      </Buttons>
    </Section>
  )
}

function Lines({ c, lines }: { c: Context<Env>; lines: readonly SelectionLine[] }) {
  const v = view(c)
  return (
    <Table<SelectionLine>
      view={v}
      caption={v.t(words.totals)}
      rows={lines}
      columns={[
        { key: 'post', head: v.t(words.post), cell: (row) => row.post },
        { key: 'rank', head: v.t(words.rank), numeric: true, cell: (row) => row.rank },
        {
          key: 'number',
          head: v.t(words.number),
          names: true,
          cell: (row) => (row.state === null ? row.number : <a href={`${homeOf(c)}/appointees/${row.applicationId}`}>{row.number}</a>),
        },
        { key: 'written', head: v.t(words.written), numeric: true, cell: (row) => row.written ?? '–' },
        { key: 'interview', head: v.t(words.interview), numeric: true, cell: (row) => row.interview },
        { key: 'practical', head: v.t(words.practical), numeric: true, cell: (row) => row.practical ?? '–' },
        { key: 'total', head: v.t(words.total), numeric: true, cell: (row) => row.total },
        {
          key: 'entered',
          head: v.t(words.entered),
          cell: (row) =>
            [
              row.enteredBy === 'backfill' ? v.t(words.backfilled) : row.enteredBy === 'one_to_one' ? v.t(words.oneToOne) : undefined,
              row.belowMinimum ? v.t(words.belowMinimum) : undefined,
              row.tieSettledBy ? v.t(words.tied, { rule: v.t(componentNames[row.tieSettledBy]) }) : undefined,
            ]
              .filter(Boolean)
              .join(' · '),
        },
        {
          key: 'state',
          head: v.t(words.state),
          cell: (row) => row.state && <State kind={stateKinds[row.state]}>{v.t(stateNames[row.state])}</State>,
        },
      ]}
    />
  )
}

function Days({ c, days }: { c: Context<Env>; days: SelectionView['days'] }) {
  const v = view(c)
  if (days.length === 0) return null
  return (
    <Section title={v.t(words.medical)}>
      <Table
        view={v}
        caption={v.t(words.medical)}
        rows={days}
        columns={[
          { key: 'day', head: v.t(words.day), names: true, cell: (row) => formatDate(v, Temporal.PlainDate.from(row.day)) },
          {
            key: 'step',
            head: v.t(words.state),
            cell: (row) => <State kind={row.step === 'done' ? 'good' : 'waiting'}>{v.t(words[row.step])}</State>,
          },
          {
            key: 'list',
            head: v.t(words.hospitalList),
            cell: (row) =>
              opens(c, 'GET /exams/:examId/selection/medicals/:drawId') && (
                <a href={`${homeOf(c)}/medicals/${row.drawId}`}>{v.t(words.hospitalList)}</a>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Ledger({ c, ledger }: { c: Context<Env>; ledger: SelectionView['ledger'] }) {
  const v = view(c)
  if (ledger.length === 0) return null
  return (
    <Section title={v.t(words.ledger)}>
      <Table
        view={v}
        caption={v.t(words.ledger)}
        rows={ledger}
        columns={[
          { key: 'vacated', head: v.t(words.vacatedBy), names: true, cell: (row) => row.vacatedBy },
          { key: 'cause', head: v.t(words.cause), cell: (row) => [v.t(causeNames[row.cause]), row.reason].filter(Boolean).join(': ') },
          { key: 'filled', head: v.t(words.filledBy), cell: (row) => row.filledBy ?? v.t(words.nobodyLeft) },
          { key: 'at', head: v.t(words.at), cell: (row) => <Time view={v} at={Temporal.Instant.from(row.at)} /> },
        ]}
      />
    </Section>
  )
}
