import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { loadExam } from '../exam/records.ts'
import { ApplicationId, ExamId, PanelId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { ownInterview, type PanelRow, type PanelView, panelBoard, readPanel } from './read-interview.ts'
import { MarkArrival, receiveInterviewee } from './receive-interviewees.ts'
import { interviewRefusals } from './refusals.ts'
import { AnnounceScore, announceScore, ConfirmScore, confirmScore, MarkInterview, markInterview } from './score-interview.ts'
import { interviewWords as words } from './words.ts'

const panelRoute = '/exams/:examId/interview/panels/:panelId'

export function interviewPages() {
  const back = (c: Context<Env>) => `/exams/${c.req.param('examId')}/interview/panels/${c.req.param('panelId')}`
  return new Hono<Env>()
    .get('/exams/:examId/interview', board)
    .get(panelRoute, panel)
    .post(`${panelRoute}/arrivals`, (c) =>
      answerForm(c, {
        schema: MarkArrival,
        from: (form) => ({ ...c.req.param(), applicationId: form.text('applicationId'), arrived: form.text('arrived') === 'yes' }),
        run: receiveInterviewee,
        answers: interviewRefusals,
        to: () => back(c),
        again: () => panel(c),
      }),
    )
    .post(`${panelRoute}/marks`, (c) =>
      answerForm(c, {
        schema: MarkInterview,
        from: (form) => ({ ...c.req.param(), lot: asNumber(form.text('lot')), score: form.text('score') }),
        run: markInterview,
        answers: interviewRefusals,
        to: () => back(c),
        again: () => panel(c),
      }),
    )
    .post(`${panelRoute}/announcements`, (c) =>
      answerForm(c, {
        schema: AnnounceScore,
        from: (form) => ({ ...c.req.param(), lot: asNumber(form.text('lot')) }),
        run: announceScore,
        answers: interviewRefusals,
        to: () => back(c),
        again: () => panel(c),
      }),
    )
    .get('/my/applications/:applicationId/interview', mine)
    .post('/my/applications/:applicationId/interview/confirmation', (c) =>
      answerForm(c, {
        schema: ConfirmScore,
        from: (form) => ({ ...c.req.param(), confirmed: form.text('confirmed') === 'yes', reason: form.text('reason') }),
        run: confirmScore,
        answers: interviewRefusals,
        to: () => `/my/applications/${c.req.param('applicationId')}/interview`,
        again: () => mine(c),
      }),
    )
}

async function examOf(c: Context<Env>) {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

async function board(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const found = await panelBoard(c.get('deps'), caller, { examId: exam.id })
  const panels = found.ok ? found.value.panels : []
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'interview' } },
    panels.length === 0 ? (
      <Empty title={v.t(words.none)} />
    ) : (
      <>
        <Table<PanelRow>
          view={v}
          caption={v.t(words.panels)}
          rows={panels}
          columns={[
            {
              key: 'panel',
              head: v.t(words.panels),
              names: true,
              cell: (row) => <a href={`/exams/${exam.id}/interview/panels/${row.id}`}>{v.t(words.panel, { n: row.number })}</a>,
            },
            { key: 'speciality', head: v.t(words.speciality), cell: (row) => row.speciality ?? v.t(words.general) },
            { key: 'rooms', head: v.t(words.rooms), cell: (row) => `${row.interviewRoom} / ${row.waitingRoom}` },
            { key: 'floor', head: v.t(words.floor), numeric: true, cell: (row) => row.floor },
            { key: 'posts', head: v.t(words.posts), numeric: true, cell: (row) => row.positions.length },
            { key: 'people', head: v.t(words.people), numeric: true, cell: (row) => row.interviewees },
            { key: 'announced', head: v.t(words.announced), numeric: true, cell: (row) => row.announced },
            { key: 'state', head: v.t(words.state), cell: (row) => <PanelState c={c} row={row} /> },
          ]}
        />
        <p>
          <a href={`/public/exams/${exam.id}/draws`}>{v.t(words.draws)}</a>
        </p>
      </>
    ),
  )
}

function PanelState({ c, row }: { c: Context<Env>; row: PanelRow }) {
  const { t } = view(c)
  if (row.signed) return <State kind="good">{t(words.signed)}</State>
  return row.drawn ? <State kind="info">{t(words.drawn)}</State> : <State kind="waiting">{t(words.planned)}</State>
}

async function panel(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const panelId = PanelId.safeParse(c.req.param('panelId'))
  const caller = c.get('caller')
  if (!exam || !panelId.success || !caller) return problemPage(c)
  const found = await readPanel(c.get('deps'), caller, { examId: exam.id, panelId: panelId.data })
  if (!found.ok) return problemPage(c)
  const v = view(c)
  const { number, orders, members, clerk } = found.value
  const path = `/exams/${exam.id}/interview/panels/${panelId.data}`
  const examines = members.some(({ accountId }) => accountId === caller.accountId)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `第 ${number} 组`, en: `Panel ${number}` },
      exam: { id: exam.id, title: exam.title, stage: 'interview' },
      back: { label: words.back, href: `/exams/${exam.id}/interview` },
    },
    <>
      <Table<PanelView['orders'][number]>
        view={v}
        caption={v.t(words.order)}
        rows={orders}
        columns={[
          { key: 'lot', head: v.t(words.lot), names: true, numeric: true, cell: (row) => row.lot ?? '–' },
          {
            key: 'state',
            head: v.t(words.state),
            cell: (row) => <Arrival c={c} row={row} path={path} clerk={clerk === caller.accountId} />,
          },
          { key: 'score', head: v.t(words.score), numeric: true, cell: (row) => row.score ?? '–' },
          { key: 'confirmation', head: v.t(words.confirmation), cell: (row) => confirmationText(c, row.confirmation) },
        ]}
      />
      {examines && <LotForm c={c} action={`${path}/marks`} withMark />}
      {clerk === caller.accountId && <LotForm c={c} action={`${path}/announcements`} />}
    </>,
  )
}

function confirmationText(c: Context<Env>, confirmation: string | null): string {
  const { t } = view(c)
  return confirmation === 'awaited' || confirmation === 'confirmed' || confirmation === 'refused' ? t(words[confirmation]) : '–'
}

function Arrival({ c, row, path, clerk }: { c: Context<Env>; row: PanelView['orders'][number]; path: string; clerk: boolean }) {
  const { t } = view(c)
  if (row.arrived) return <State kind="good">{t(words.arrived)}</State>
  if (row.absent) return <State kind="bad">{t(words.absent)}</State>
  if (!clerk) return <State kind="waiting">{t(words.waiting)}</State>
  return (
    <Form
      action={`${path}/arrivals`}
      idempotencyKey={formKey(c)}
      hidden={{ applicationId: row.applicationId }}
      inline
      label={t(words.waiting)}
    >
      <Button name="arrived" value="yes">
        {t(words.markArrived)}
      </Button>
      <Button kind="quiet" name="arrived" value="no">
        {t(words.markAbsent)}
      </Button>
    </Form>
  )
}

function LotForm({ c, action, withMark }: { c: Context<Env>; action: string; withMark?: boolean }) {
  const v = view(c)
  const title = v.t(withMark ? words.mark : words.announce)
  return (
    <Section title={title}>
      <Form action={action} idempotencyKey={formKey(c)} inline label={title}>
        <Field view={v} name="lot" label={v.t(words.lot)} type="number" width="short" />
        {withMark && <Field view={v} name="score" label={v.t(words.mark)} inputmode="decimal" width="short" />}
        <Button>{v.t(withMark ? words.give : words.announce)}</Button>
      </Form>
    </Section>
  )
}

const Working = z.object({ kept: z.array(z.string()), dropped: z.array(z.string()) })

async function mine(c: Context<Env>): Promise<Response> {
  const applicationId = ApplicationId.safeParse(c.req.param('applicationId'))
  const caller = c.get('caller')
  if (!applicationId.success || !caller) return problemPage(c)
  const found = await ownInterview(c.get('deps'), caller, { applicationId: applicationId.data })
  if (!found.ok) return problemPage(c)
  const v = view(c)
  const { panel, waitingRoom, lot, score, confirmation, working } = found.value
  const marks = working === null ? undefined : Working.parse(JSON.parse(working))
  return show(
    c,
    { kind: 'candidate', title: words.myTitle, lead: words.myLead },
    <>
      <Facts
        facts={[
          [v.t(words.panels), v.t(words.panel, { n: panel })],
          [v.t(words.room), waitingRoom],
          [v.t(words.lot), lot ?? '–'],
          [v.t(words.score), score ?? v.t(words.notYet)],
          ...(marks
            ? ([
                [v.t(words.kept), marks.kept.join(' / ')],
                [v.t(words.dropped), marks.dropped.join(' / ') || '–'],
              ] as const)
            : []),
          [v.t(words.confirmation), confirmationText(c, confirmation)],
        ]}
      />
      {confirmation === 'awaited' && (
        <Form action={`/my/applications/${applicationId.data}/interview/confirmation`} idempotencyKey={formKey(c)}>
          <Choice
            view={v}
            name="confirmed"
            label={v.t(words.confirmation)}
            problems={shownProblems(c.get('problem'))}
            options={[
              { value: 'yes', label: v.t(words.yes) },
              { value: 'no', label: v.t(words.no) },
            ]}
          />
          <TextArea view={v} name="reason" label={v.t(words.reason)} optional />
          <Button>{v.t(words.answer)}</Button>
        </Form>
      )}
    </>,
  )
}
