import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { officerOptions } from '../exam/named-officers.ts'
import { type ExamId, PanelId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { OpenStatement } from '../identity/open-statement.tsx'
import { officerNames } from '../identity/read-people.ts'
import { TermsFields } from '../seating/draw-parts.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { ScoreFigure } from '../web/format.tsx'
import { type PanelView, readPanel, type Waiting, waitingRoom } from './read-interview.ts'
import { readPlanning } from './read-planning.ts'
import { replacementReasons } from './rules/replacement.ts'
import { replacementWords, interviewWords as words } from './words.ts'

type Order = PanelView['orders'][number]
type Member = PanelView['members'][number]
type Room = {
  readonly c: Context<Env>
  readonly examId: ExamId
  readonly path: string
  readonly panel: PanelView
  readonly names: ReadonlyMap<string, string>
}

/** One room, as each of its people needs it: the clerk receives and announces, examiners mark, the inspector fills empty places. */
export async function panelPage(c: Context<Env>): Promise<Response> {
  const panelId = PanelId.safeParse(c.req.param('panelId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !panelId.success || !caller) return problemPage(c)
  const asked = { examId: exam.id, panelId: panelId.data }
  const found = await readPanel(deps, caller, asked)
  if (!found.ok) return problemPage(c)
  const panel = found.value
  const names = await officerNames(
    deps,
    caller,
    panel.members.map(({ accountId }) => accountId),
    asked.examId,
  )
  const waiting = await waitingRoom(deps, caller, asked)
  const v = view(c)
  const room = { c, examId: exam.id, path: `/exams/${exam.id}/interview/panels/${panelId.data}`, panel, names }
  const examines = panel.members.some(({ accountId }) => accountId === caller.accountId)
  const isClerk = panel.clerk === caller.accountId
  const draws = c.get('opens')('POST /exams/:examId/interview/panels/:panelId/order-draw', exam.id)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `第 ${panel.number} 组`, en: `Panel ${panel.number}` },
      exam: { id: exam.id, title: exam.title, stage: 'interview' },
      back: { label: words.back, href: `/exams/${exam.id}/interview` },
    },
    <>
      {panel.signed && <Notice kind="good" title={v.t(words.signed)} />}
      {examines && !panel.signed && <MarkForm {...room} />}
      {isClerk && !panel.signed && <AnnounceForm {...room} />}
      <Orders {...room} clerk={isClerk} examines={examines} waiting={waiting} />
      {draws && <OrderDraw {...room} />}
      <Members {...room} />
      {panel.inspector === caller.accountId && panel.members.length > 0 && !panel.signed && <Replace {...room} />}
      {isClerk && !panel.signed && <Sheet {...room} />}
    </>,
  )
}

function Orders({
  c,
  panel,
  path,
  clerk,
  examines,
  waiting,
}: Room & { clerk: boolean; examines: boolean; waiting: ReadonlyMap<string, Waiting> }) {
  const v = view(c)
  const own = new Map(panel.ownMarks.map(({ lot, score }) => [lot, score]))
  return (
    <Table<Order>
      view={v}
      caption={v.t(words.order)}
      rows={panel.orders}
      columns={[
        { key: 'lot', head: v.t(words.lot), names: true, numeric: true, cell: (row) => row.lot ?? '–' },
        ...(waiting.size > 0
          ? [
              { key: 'number', head: v.t(words.number), cell: (row: Order) => waiting.get(row.applicationId)?.number },
              { key: 'name', head: v.t(words.name), cell: (row: Order) => waiting.get(row.applicationId)?.name },
            ]
          : []),
        {
          key: 'state',
          head: v.t(words.state),
          cell: (row) => (
            <Arrival c={c} row={row} path={path} clerk={clerk && row.lot === null} who={waiting.get(row.applicationId)?.number ?? ''} />
          ),
        },
        ...(examines ? [{ key: 'own', head: v.t(words.given), numeric: true, cell: (row: Order) => own.get(row.lot) ?? '–' }] : []),
        { key: 'marks', head: v.t(words.marks), numeric: true, cell: (row) => `${row.marks} / ${panel.members.length}` },
        {
          key: 'score',
          head: v.t(words.score),
          numeric: true,
          cell: (row) => (row.score === null ? '–' : <ScoreFigure score={row.score} />),
        },
        { key: 'confirmation', head: v.t(words.confirmation), cell: (row) => confirmationText(c, row.confirmation) },
      ]}
    />
  )
}

export function confirmationText(c: Context<Env>, confirmation: string | null): string {
  const { t } = view(c)
  return confirmation === 'awaited' || confirmation === 'confirmed' || confirmation === 'refused' ? t(words[confirmation]) : '–'
}

function Arrival({ c, row, path, clerk, who }: { c: Context<Env>; row: Order; path: string; clerk: boolean; who: string }) {
  const { t } = view(c)
  const state = row.arrived ? (
    <State kind="good">{t(words.arrived)}</State>
  ) : row.absent ? (
    <State kind="bad">{t(words.absent)}</State>
  ) : (
    <State kind="waiting">{t(words.waiting)}</State>
  )
  if (!clerk || row.arrived) return state
  return (
    <>
      {state}
      <Form
        action={`${path}/arrivals`}
        idempotencyKey={formKey(c)}
        hidden={{ applicationId: row.applicationId }}
        inline
        label={`${t(words.waiting)} ${who}`}
      >
        <Button kind="secondary" name="arrived" value="yes">
          {t(words.markArrived)}
        </Button>
        {!row.absent && (
          <Button kind="quiet" name="arrived" value="no">
            {t(words.markAbsent)}
          </Button>
        )}
      </Form>
    </>
  )
}

/** Numbers that wait for something, to choose from. */
const lots = (orders: readonly Order[], open: (order: Order) => boolean) =>
  orders.flatMap((order) => (order.lot !== null && open(order) ? [{ value: String(order.lot), label: String(order.lot) }] : []))

function MarkForm({ c, path, panel }: Room) {
  const v = view(c)
  const marked = new Set(panel.ownMarks.map(({ lot }) => lot))
  const options = lots(panel.orders, ({ lot, score }) => !marked.has(lot) && score === null)
  if (options.length === 0) return null
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.mark)}>
      <Form action={`${path}/marks`} idempotencyKey={formKey(c)} inline label={v.t(words.mark)}>
        <Select view={v} name="lot" label={v.t(words.lot)} value={options[0]?.value} options={options} problems={problems} />
        <Field view={v} name="score" label={v.t(words.mark)} inputmode="decimal" width="short" problems={problems} />
        <Button>{v.t(words.give)}</Button>
      </Form>
    </Section>
  )
}

function AnnounceForm({ c, path, panel }: Room) {
  const v = view(c)
  const options = lots(panel.orders, ({ score, marks }) => score === null && marks === panel.members.length)
  if (options.length === 0) return null
  return (
    <Section title={v.t(words.announce)}>
      <Form action={`${path}/announcements`} idempotencyKey={formKey(c)} inline label={v.t(words.announce)}>
        <Select view={v} name="announced" label={v.t(words.lot)} value={options[0]?.value} options={options} />
        <Button>{v.t(words.announce)}</Button>
      </Form>
    </Section>
  )
}

function OrderDraw({ c, examId, path, panel }: Room) {
  const v = view(c)
  if (panel.orderDraw)
    return panel.orderDraw.drawn ? null : (
      <Section title={v.t(words.orderDraw)}>
        <p>
          <a href={`/exams/${examId}/draws/${panel.orderDraw.drawId}`}>{v.t(words.toDraw)}</a>
        </p>
      </Section>
    )
  return (
    <Section title={v.t(words.orderDraw)}>
      <p>{v.t(panel.members.length === 0 ? words.notDrawn : words.orderDrawLead)}</p>
      {panel.members.length > 0 && (
        <Form action={`${path}/order-draw`} idempotencyKey={formKey(c)}>
          <TermsFields c={c} />
          <Button>{v.t(words.freezeDraw)}</Button>
        </Form>
      )}
    </Section>
  )
}

function Members({ c, panel, names }: Room) {
  const v = view(c)
  return (
    <Table<Member>
      view={v}
      caption={v.t(words.members)}
      rows={panel.members}
      empty={v.t(words.notDrawn)}
      columns={[
        { key: 'place', head: v.t(words.place), numeric: true, cell: ({ place }) => place },
        { key: 'member', head: v.t(words.name), names: true, cell: ({ accountId }) => names.get(accountId) ?? '–' },
        { key: 'as', head: v.t(words.member), cell: ({ place }) => v.t(place === 1 ? words.head : words.member) },
        {
          key: 'replaces',
          head: v.t(words.state),
          cell: ({ replaces }) => (replaces === null ? v.t(words.drawn) : <State kind="attention">{v.t(words.tookOver)}</State>),
        },
      ]}
    />
  )
}

async function Replace({ c, examId, path, panel, names }: Room) {
  const v = view(c)
  const caller = c.get('caller')
  const reserves = caller ? (await readPlanning(c.get('deps'), caller, examId)).pool.filter(({ seated }) => !seated) : []
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.replace)}>
      <p>{v.t(words.replaceLead)}</p>
      <Form action={`${path}/replacement`} idempotencyKey={formKey(c)}>
        <Select
          view={v}
          name="accountId"
          label={v.t(words.leaving)}
          options={panel.members.map(({ accountId, place }) => ({ value: accountId, label: `${place} · ${names.get(accountId) ?? '–'}` }))}
          problems={problems}
        />
        <Choice
          view={v}
          name="reason"
          label={v.t(words.why)}
          options={replacementReasons.map((value) => ({ value, label: v.t(replacementWords[value]) }))}
          problems={problems}
        />
        {reserves.length > 0 && (
          <Choice view={v} name="absent" many optional label={v.t(words.notHere)} options={officerOptions(reserves)} />
        )}
        <Button kind="danger">{v.t(words.fill)}</Button>
      </Form>
    </Section>
  )
}

function Sheet({ c, examId, path, panel }: Room) {
  const v = view(c)
  const answered =
    panel.orders.some(({ lot }) => lot !== null) &&
    panel.orders.every(({ lot, confirmation }) => lot === null || (confirmation ?? 'awaited') !== 'awaited')
  return (
    <Section title={v.t(words.sheet)}>
      <p>{v.t(words.sheetLead)}</p>
      {answered && panel.openSheets.length === 0 && (
        <Form action={`${path}/sheet`} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.draftSheet)}</Button>
        </Form>
      )}
      {panel.openSheets.map(({ statementId, missing }) => (
        <OpenStatement c={c} missing={missing} action={`/exams/${examId}/interview/sheets/${statementId}`} label={v.t(words.lockSheet)} />
      ))}
    </Section>
  )
}
