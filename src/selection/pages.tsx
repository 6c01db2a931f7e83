import { type Context, Hono } from 'hono'
import { loadExam } from '../exam/records.ts'
import { appointmentFor } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Role } from '../foundation/roles.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { appointeePages, stateKinds } from './appointee-pages.tsx'
import { ChooseAppointees, chooseAppointees } from './choose-appointees.ts'
import { ComputeTotals, computeTotals } from './compute-totals.ts'
import { GiveUpAppointment, giveUpAppointment } from './give-up.ts'
import { HireAppointees, hireAppointees } from './hire.ts'
import {
  ConfirmMedicalResults,
  confirmMedicalResults,
  EnterMedicalResults,
  enterMedicalResults,
  readHospitalList,
} from './medical-results.ts'
import { ProposeAppointees, proposeAppointees } from './propose-appointees.ts'
import { PublishTotals, publishTotals } from './publish-totals.ts'
import { readMyTotal, readSelection, type SelectionLine, type SelectionView } from './read-selection.ts'
import { selectionRefusals as answers } from './refusals.ts'
import { componentNames } from './rules/explain.ts'
import { causeNames, stateNames, selectionWords as words } from './words.ts'

const home = '/exams/:examId/selection'
const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/selection`
const examParam = (c: Context<Env>) => ({ examId: c.req.param('examId') })

export function selectionPages() {
  return new Hono<Env>()
    .get(home, (c) => overview(c))
    .post(`${home}/totals`, (c) =>
      answerForm(c, {
        schema: ComputeTotals,
        from: () => examParam(c),
        run: computeTotals,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/totals-list`, (c) =>
      answerForm(c, {
        schema: PublishTotals,
        from: () => examParam(c),
        run: publishTotals,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/choice`, (c) =>
      answerForm(c, {
        schema: ChooseAppointees,
        from: () => examParam(c),
        run: chooseAppointees,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/proposal`, (c) =>
      answerForm(c, {
        schema: ProposeAppointees,
        from: () => examParam(c),
        run: proposeAppointees,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/hires`, (c) =>
      answerForm(c, {
        schema: HireAppointees,
        from: (form) => ({ ...examParam(c), hiredOn: form.text('hiredOn'), probationEndsOn: form.text('probationEndsOn') }),
        run: hireAppointees,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .get(`${home}/medicals/:drawId`, (c) => medical(c))
    .post(`${home}/medicals/:drawId/results`, (c) =>
      answerForm(c, {
        schema: EnterMedicalResults,
        from: (form) => ({ ...c.req.param(), results: resultsIn(form.text('results') ?? '') }),
        run: enterMedicalResults,
        answers,
        to: () => `${homeOf(c)}/medicals/${c.req.param('drawId')}`,
        again: () => medical(c),
      }),
    )
    .post(`${home}/medicals/:drawId/confirmation`, (c) =>
      answerForm(c, {
        schema: ConfirmMedicalResults,
        from: () => c.req.param(),
        run: confirmMedicalResults,
        answers,
        to: () => homeOf(c),
        again: () => medical(c),
      }),
    )
    .route('/', appointeePages())
    .get('/my/exams/:examId/total', (c) => mine(c))
    .post('/my/exams/:examId/total/giving-up', (c) =>
      answerForm(c, {
        schema: GiveUpAppointment,
        from: (form) => ({ ...examParam(c), sure: form.checked('sure') }),
        run: giveUpAppointment,
        answers,
        to: () => `/my/exams/${c.req.param('examId')}/total`,
        again: () => mine(c),
      }),
    )
}

const outcomes: Readonly<Record<string, string>> = { 合格: 'fit', 不合格: 'unfit', 缺检: 'absent' }

/** '001 合格' a line. */
const resultsIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().split(/[\s,，]+/))
    .filter(([number]) => number !== undefined && number !== '')
    .map(([number, outcome = '']) => ({ number, outcome: outcomes[outcome] ?? outcome }))

async function examOf(c: Context<Env>) {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

const may = (c: Context<Env>, ...roles: Role[]) =>
  appointmentFor(known(c.get('caller'), 'an officer'), roles, c.req.param('examId')) !== undefined

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
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'selection' } },
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
      <Ledger c={c} ledger={selection.ledger} />
    </>,
  )
}

function NextStep({ c, selection }: { c: Context<Env>; selection: SelectionView }) {
  const v = view(c)
  const step = (path: string, label: string, kind: 'primary' | 'secondary' = 'primary') => (
    <Form action={`${homeOf(c)}/${path}`} idempotencyKey={formKey(c)} inline>
      <Button kind={kind}>{label}</Button>
    </Form>
  )
  if (selection.list === 'published')
    return may(c, 'section_head') ? (
      <Section title={v.t(words.hire)}>
        <Form action={`${homeOf(c)}/hires`} idempotencyKey={formKey(c)}>
          <Field view={v} name="hiredOn" label={v.t(words.hiredOn)} type="date" width="medium" />
          <Field view={v} name="probationEndsOn" label={v.t(words.probationEndsOn)} type="date" width="medium" />
          <Button>{v.t(words.hire)}</Button>
        </Form>
      </Section>
    ) : null
  if (!may(c, 'exam_office', 'section_head')) return null
  return (
    <Section title={v.t(words.next)}>
      <p>
        {v.t(words.computeLead)} <a href={`/exams/${c.req.param('examId')}/publicity`}>{v.t(words.toPublicity)}</a>
      </p>
      <Buttons>
        {!selection.chosen && step('totals', v.t(words.compute), selection.lines.length === 0 ? 'primary' : 'secondary')}
        {!selection.chosen && selection.lines.length > 0 && step('totals-list', v.t(words.publishTotals), 'secondary')}
        {!selection.chosen && selection.lines.length > 0 && step('choice', v.t(words.choose))}
        {selection.chosen && step('proposal', v.t(words.propose))}
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
          { key: 'day', head: v.t(words.day), names: true, cell: (row) => row.day },
          {
            key: 'step',
            head: v.t(words.state),
            cell: (row) => <State kind={row.step === 'done' ? 'good' : 'waiting'}>{v.t(words[row.step])}</State>,
          },
          {
            key: 'list',
            head: v.t(words.hospitalList),
            cell: (row) =>
              row.step !== 'waiting' &&
              may(c, 'exam_office', 'section_head', 'discipline_inspector') && (
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

async function medical(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const drawId = DrawId.safeParse(c.req.param('drawId'))
  const caller = c.get('caller')
  if (!exam || !drawId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readHospitalList(c.get('deps'), caller, { examId: exam.id, drawId: drawId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { day, people } = result.value
  const base = `${homeOf(c)}/medicals/${drawId.data}`
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `体检 ${day}`, en: `Medical of ${day}` },
      exam: { id: exam.id, title: exam.title, stage: 'selection' },
      back: { label: words.title, href: homeOf(c) },
    },
    <>
      <Table
        view={v}
        caption={v.t(words.hospitalList)}
        rows={people}
        columns={[
          { key: 'number', head: v.t(words.numbers), names: true, cell: (row) => row.number },
          { key: 'sex', head: v.t(words.sex), cell: (row) => v.t(row.sex === 'female' ? words.female : words.male) },
          { key: 'group', head: v.t(words.group), numeric: true, cell: (row) => row.group },
        ]}
      />
      <Section title={v.t(words.results)}>
        <Form action={`${base}/results`} idempotencyKey={formKey(c)}>
          <TextArea view={v} name="results" label={v.t(words.results)} hint={v.t(words.resultsHint)} rows={6} />
          <Button>{v.t(words.enter)}</Button>
        </Form>
        <Form action={`${base}/confirmation`} idempotencyKey={formKey(c)}>
          <Button kind="secondary">{v.t(words.confirm)}</Button>
        </Form>
      </Section>
    </>,
  )
}

async function mine(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const caller = c.get('caller')
  if (!examId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readMyTotal(c.get('deps'), caller, { examId: examId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { exam, number, total, rank, state, reasons } = result.value
  return show(
    c,
    {
      kind: 'candidate',
      title: words.mine,
      exam: { id: examId.data, title: exam, stage: 'selection' },
      back: { label: words.back, href: '/my/exams' },
    },
    total === null ? (
      <Empty title={v.t(words.notYet)} />
    ) : (
      <>
        <Facts
          facts={[
            [v.t(words.number), number],
            [v.t(words.total), total],
            [v.t(words.rank), rank ?? '–'],
            ...(state ? [[v.t(words.state), <State kind={stateKinds[state]}>{v.t(stateNames[state])}</State>] as const] : []),
          ]}
        />
        <Section title={v.t(words.why)}>
          {reasons.map((reason) => (
            <p>{v.t(reason)}</p>
          ))}
          <ButtonLink href={`/public/exams/${examId.data}/publicity`} kind="quiet">
            {v.t(words.totals)}
          </ButtonLink>
        </Section>
        {(state === 'medical' || state === 'inspection') && (
          <Section title={v.t(words.giveUp)}>
            <p>{v.t(words.giveUpLead)}</p>
            <Form action={`/my/exams/${examId.data}/total/giving-up`} idempotencyKey={formKey(c)}>
              <Tick view={v} name="sure" label={v.t(words.sure)} />
              <Button kind="danger">{v.t(words.giveUp)}</Button>
            </Form>
          </Section>
        )}
      </>
    ),
  )
}
