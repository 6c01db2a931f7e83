import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { familyRules } from '../exam/rules/families.ts'
import type { Env } from '../http/env.ts'
import { asNumber, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { TermsFields } from '../seating/draw-parts.tsx'
import { officersDraw, termsField, termsOf } from '../seating/pages.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { FreezePanelDraw, freezePanelDraw, RunPanelDraw, runPanelDraw } from './draw-panels.ts'
import { myInterviewPage } from './my-interview-page.tsx'
import { panelPage } from './panel-page.tsx'
import { EnterExaminers, enterExaminers, PlanPanels, planPanels } from './plan-panels.ts'
import { examinersIn, panelsIn, planningField, planningPage } from './planning-page.tsx'
import { type PanelBoard, type PanelRow, panelBoard, panelOfOrderDraw } from './read-interview.ts'
import { FreezeOrderDraw, freezeOrderDraw, MarkArrival, RunOrderDraw, receiveInterviewee, runOrderDraw } from './receive-interviewees.ts'
import { interviewRefusals } from './refusals.ts'
import { ReplaceExaminer, replaceExaminer } from './replace-examiner.ts'
import { AnnounceScore, announceScore, ConfirmScore, confirmScore, MarkInterview, markInterview } from './score-interview.ts'
import { DraftPanelSheet, draftPanelSheet, SignPanelSheet, signPanelSheet } from './sign-panel-sheet.ts'
import { interviewWords as words } from './words.ts'

const home = '/exams/:examId/interview'
const panel = `${home}/panels/:panelId`
const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/interview`
const panelOf = (c: Context<Env>) => `${homeOf(c)}/panels/${c.req.param('panelId')}`
const drawOf = (c: Context<Env>, drawId: string) => `/exams/${c.req.param('examId')}/draws/${drawId}`

export function interviewPages() {
  const onBoard = formTargets(interviewRefusals, { to: homeOf, again: board, fieldOf: termsField })
  const onPlanning = formTargets(interviewRefusals, { to: (c) => `${homeOf(c)}/planning`, again: planningPage, fieldOf: planningField })
  const onPanel = formTargets(interviewRefusals, { to: panelOf, again: panelPage, fieldOf: termsField })
  const onDraw = formTargets(interviewRefusals, { to: homeOf, again: officersDraw })
  const onMine = formTargets(interviewRefusals, {
    to: (c) => `/my/applications/${c.req.param('applicationId')}/interview`,
    again: myInterviewPage,
  })
  return new Hono<Env>()
    .get(home, board)
    .get(`${home}/planning`, (c) => planningPage(c))
    .get(panel, panelPage)
    .get('/my/applications/:applicationId/interview', myInterviewPage)
    .post(`${home}/examiners`, onPlanning(EnterExaminers, enterExaminers, examinersIn))
    .post(
      `${home}/panels`,
      onPlanning(PlanPanels, planPanels, panelsIn, (_, c) => homeOf(c)),
    )
    .post(
      `${home}/panel-draw`,
      onBoard(
        FreezePanelDraw,
        freezePanelDraw,
        (form, c) => termsOf(c, form),
        ({ drawId }, c) => drawOf(c, drawId),
      ),
    )
    .post('/exams/:examId/draws/:drawId/panels', onDraw(RunPanelDraw, runPanelDraw, publicValue))
    .post(
      `${panel}/order-draw`,
      onPanel(
        FreezeOrderDraw,
        freezeOrderDraw,
        (form, c) => termsOf(c, form),
        ({ drawId }, c) => drawOf(c, drawId),
      ),
    )
    .post('/exams/:examId/draws/:drawId/interview-order', async (c) => {
      // The page of a draw knows no panel; its scope does.
      const panelId = await panelOfOrderDraw(c.get('deps'), c.req.param('examId'), c.req.param('drawId'))
      if (panelId === undefined) return problemPage(c)
      const withPanel = (form: FormFields) => ({ ...publicValue(form), panelId })
      return onDraw(RunOrderDraw, runOrderDraw, withPanel, () => `${homeOf(c)}/panels/${panelId}`)(c)
    })
    .post(
      `${panel}/arrivals`,
      onPanel(MarkArrival, receiveInterviewee, (form) => ({
        applicationId: form.text('applicationId'),
        arrived: form.text('arrived') === 'yes',
      })),
    )
    .post(
      `${panel}/marks`,
      onPanel(MarkInterview, markInterview, (form) => ({ lot: asNumber(form.text('lot')), score: form.text('score') })),
    )
    .post(
      `${panel}/announcements`,
      onPanel(AnnounceScore, announceScore, (form) => ({ lot: asNumber(form.text('announced')) })),
    )
    .post(
      `${panel}/replacement`,
      onPanel(ReplaceExaminer, replaceExaminer, (form) => ({
        accountId: form.text('accountId'),
        reason: form.text('reason'),
        absent: form.all('absent'),
      })),
    )
    .post(`${panel}/sheet`, onPanel(DraftPanelSheet, draftPanelSheet))
    .post(`${home}/sheets/:statementId`, onBoard(SignPanelSheet, signPanelSheet))
    .post(
      '/my/applications/:applicationId/interview/confirmation',
      onMine(ConfirmScore, confirmScore, (form) => ({ confirmed: form.text('confirmed') === 'yes', reason: form.text('reason') })),
    )
}

const publicValue = (form: FormFields) => ({ publicValue: form.text('publicValue') })

async function board(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  const found = exam && caller && (await panelBoard(deps, caller, { examId: exam.id }))
  if (!exam || !caller || !found?.ok) return problemPage(c)
  const v = view(c)
  const { panels, draw } = found.value
  const opens = (route: string) => c.get('opens')(route, exam.id)
  const held = familyRules[exam.family].positions === 'table'
  return show(
    c,
    {
      kind: 'officer',
      title: words.title,
      lead: words.lead,
      exam: { id: exam.id, title: exam.title, stage: 'interview' },
      acts: held && opens('GET /exams/:examId/interview/planning') && (
        <ButtonLink href={`/exams/${exam.id}/interview/planning`}>{v.t(words.plan)}</ButtonLink>
      ),
    },
    panels.length === 0 ? (
      <Empty title={v.t(held ? words.none : words.notHeld)} />
    ) : (
      <>
        {opens('POST /exams/:examId/interview/panel-draw') && <PanelDraw c={c} draw={draw} />}
        <Panels c={c} examId={exam.id} panels={panels} />
        <p>
          <a href={`/public/exams/${exam.id}/draws`}>{v.t(words.draws)}</a>
        </p>
      </>
    ),
  )
}

function PanelDraw({ c, draw }: { c: Context<Env>; draw: PanelBoard['draw'] }) {
  const v = view(c)
  if (draw?.drawn) return null
  return (
    <Section title={v.t(words.panelDraw)}>
      {draw ? (
        <p>
          <a href={drawOf(c, draw.drawId)}>{v.t(words.toDraw)}</a>
        </p>
      ) : (
        <>
          <p>{v.t(words.panelDrawLead)}</p>
          <Form action={`${homeOf(c)}/panel-draw`} idempotencyKey={formKey(c)}>
            <TermsFields c={c} />
            <Button>{v.t(words.freezeDraw)}</Button>
          </Form>
        </>
      )}
    </Section>
  )
}

function Panels({ c, examId, panels }: { c: Context<Env>; examId: string; panels: readonly PanelRow[] }) {
  const v = view(c)
  return (
    <Table<PanelRow>
      view={v}
      caption={v.t(words.panels)}
      rows={panels}
      columns={[
        {
          key: 'panel',
          head: v.t(words.panels),
          names: true,
          cell: (row) => <a href={`/exams/${examId}/interview/panels/${row.id}`}>{v.t(words.panel, { n: row.number })}</a>,
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
  )
}

function PanelState({ c, row }: { c: Context<Env>; row: PanelRow }) {
  const { t } = view(c)
  if (row.signed) return <State kind="good">{t(words.signed)}</State>
  return row.drawn ? <State kind="info">{t(words.drawn)}</State> : <State kind="waiting">{t(words.planned)}</State>
}
