import { type Context, Hono } from 'hono'
import { stateWords } from '../custody/words.ts'
import { loadExam } from '../exam/records.ts'
import { ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Balance, KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { type RoomView, readDay, readRoom } from './read-day.ts'
import type { BoardRow } from './records.ts'
import { sittingRefusals } from './refusals.ts'
import { ReportRoomIncident, reportRoomIncident } from './report-room-incident.ts'
import { roomIncidents } from './rules/incident.ts'
import { roomChecks } from './rules/room.ts'
import { StartRoom, startRoom } from './start-room.ts'
import { TakeAttendance, takeAttendance } from './take-attendance.ts'
import { checkWords, incidentKinds, sittingWords as words } from './words.ts'

const roomPath = '/exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId'

export function sittingPages() {
  return new Hono<Env>()
    .get('/exams/:examId/sitting', day)
    .get(roomPath, room)
    .post(`${roomPath}/start`, (c) =>
      answerForm(c, {
        schema: StartRoom,
        from: (form) => ({ ...c.req.param(), checks: form.all('checks') }),
        run: startRoom,
        answers: sittingRefusals,
        to: () => pathOf(c),
        again: () => room(c),
      }),
    )
    .post(`${roomPath}/attendance`, (c) =>
      answerForm(c, {
        schema: TakeAttendance,
        from: (form) => ({ ...c.req.param(), absent: numbers(form.text('absent')), breach: numbers(form.text('breach')) }),
        run: takeAttendance,
        answers: sittingRefusals,
        to: () => pathOf(c),
        again: () => room(c),
      }),
    )
    .post(`${roomPath}/incidents`, (c) =>
      answerForm(c, {
        schema: ReportRoomIncident,
        from: (form) => ({ ...c.req.param(), kind: form.text('kind'), ticket: form.text('ticket'), note: form.text('note') }),
        run: reportRoomIncident,
        answers: sittingRefusals,
        to: () => pathOf(c),
        again: () => room(c),
      }),
    )
}

const numbers = (text: string | undefined) => (text === undefined ? [] : text.split(/[\s,，、]+/).filter((number) => number !== ''))

const pathOf = (c: Context<Env>) =>
  `/exams/${c.req.param('examId')}/sitting/sessions/${c.req.param('examSessionId')}/rooms/${c.req.param('roomId')}`

const stateKinds: Readonly<Record<BoardRow['state'], StateKind>> = { waiting: 'waiting', running: 'attention', closed: 'good' }

async function examOf(c: Context<Env>) {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

async function day(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const result = await readDay(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const rooms = result.ok ? result.value.rooms : []
  const sum = (of: (row: BoardRow) => number) => rooms.reduce((total, row) => total + of(row), 0)
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'sitting' } },
    rooms.length === 0 ? (
      <Empty title={v.t(words.none)} />
    ) : (
      <>
        <KeyFigures
          view={v}
          figures={(['waiting', 'running', 'closed'] as const).map((state) => ({
            label: v.t(words[state]),
            value: rooms.filter((row) => row.state === state).length,
          }))}
        />
        {rooms.every(({ state }) => state === 'closed') && (
          <Balance
            view={v}
            whole={{ label: v.t(words.seated), value: sum((row) => row.seated) }}
            parts={(['present', 'absent', 'breach'] as const).map((status) => ({
              label: v.t(words[status]),
              value: sum((row) => row[status]),
            }))}
          />
        )}
        <Table<BoardRow>
          view={v}
          caption={v.t(words.rooms)}
          rows={rooms}
          columns={[
            {
              key: 'room',
              head: v.t(words.room),
              names: true,
              cell: (row) => (
                <a href={`/exams/${exam.id}/sitting/sessions/${row.examSessionId}/rooms/${row.roomId}`}>{`${row.site} ${row.room}`}</a>
              ),
            },
            { key: 'subject', head: v.t(words.subject), cell: (row) => row.subject },
            { key: 'state', head: v.t(words.state), cell: (row) => <State kind={stateKinds[row.state]}>{v.t(words[row.state])}</State> },
            { key: 'onDuty', head: v.t(words.onDuty), numeric: true, cell: (row) => row.onDuty },
            { key: 'package', head: v.t(words.package), cell: (row) => packageText(c, row.package) },
            { key: 'seated', head: v.t(words.seated), numeric: true, cell: (row) => row.seated },
            { key: 'present', head: v.t(words.present), numeric: true, cell: (row) => row.present },
            { key: 'absent', head: v.t(words.absent), numeric: true, cell: (row) => row.absent },
            { key: 'breach', head: v.t(words.breach), numeric: true, cell: (row) => row.breach },
            { key: 'incidents', head: v.t(words.incidents), numeric: true, cell: (row) => row.incidents },
          ]}
        />
      </>
    ),
  )
}

function packageText(c: Context<Env>, state: string | null): string {
  const text = Object.entries(stateWords).find(([name]) => name === state)?.[1]
  return text ? view(c).t(text) : '–'
}

async function room(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const session = ExamSessionId.safeParse(c.req.param('examSessionId'))
  const roomId = RoomId.safeParse(c.req.param('roomId'))
  const caller = c.get('caller')
  if (!exam || !session.success || !roomId.success || !caller) return problemPage(c)
  const deps = c.get('deps')
  const [found, board] = await Promise.all([
    readRoom(deps, caller, { examId: exam.id, examSessionId: session.data, roomId: roomId.data }),
    readDay(deps, caller, { examId: exam.id }),
  ])
  const row = board.ok ? board.value.rooms.find((one) => one.roomId === roomId.data && one.examSessionId === session.data) : undefined
  if (!found.ok || !row) return problemPage(c)
  const v = view(c)
  const mine = found.value.duties.some(({ accountId }) => accountId === caller.accountId)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `${row.site} ${row.room}`, en: `${row.site} ${row.room}` },
      exam: { id: exam.id, title: exam.title, stage: 'sitting' },
      back: { label: words.back, href: `/exams/${exam.id}/sitting` },
    },
    <>
      <p>
        <State kind={stateKinds[row.state]}>{v.t(words[row.state])}</State>
      </p>
      <Balance
        view={v}
        whole={{ label: v.t(words.seated), value: row.seated }}
        parts={(['present', 'absent', 'breach'] as const).map((status) => ({ label: v.t(words[status]), value: row[status] }))}
      />
      {mine && <InvigilatorForms c={c} state={found.value.state} />}
      <Seats c={c} seats={found.value.seats} />
    </>,
  )
}

/** What an invigilator on duty in this room does now. */
function InvigilatorForms({ c, state }: { c: Context<Env>; state: RoomView['state'] }) {
  const v = view(c)
  const path = pathOf(c)
  if (state === 'closed') return null
  if (state === 'waiting')
    return (
      <Section title={v.t(words.start)}>
        <Form action={`${path}/start`} idempotencyKey={formKey(c)}>
          <Choice
            view={v}
            name="checks"
            many
            label={v.t(words.checks)}
            options={roomChecks.map((value) => ({ value, label: v.t(checkWords[value]) }))}
          />
          <Button>{v.t(words.start)}</Button>
        </Form>
      </Section>
    )
  return (
    <>
      <Section title={v.t(words.attendance)}>
        <Form action={`${path}/attendance`} idempotencyKey={formKey(c)}>
          <Field view={v} name="absent" label={v.t(words.absent)} hint={v.t(words.attendanceHint)} optional width="long" />
          <Field view={v} name="breach" label={v.t(words.breach)} optional width="long" />
          <Button>{v.t(words.attendance)}</Button>
        </Form>
      </Section>
      <Section title={v.t(words.report)}>
        <Form action={`${path}/incidents`} idempotencyKey={formKey(c)}>
          <Select
            view={v}
            name="kind"
            label={v.t(words.kind)}
            options={roomIncidents.map((value) => ({ value, label: v.t(incidentKinds[value]) }))}
          />
          <Field view={v} name="ticket" label={v.t(words.ticket)} optional />
          <TextArea view={v} name="note" label={v.t(words.note)} />
          <Button kind="secondary">{v.t(words.report)}</Button>
        </Form>
      </Section>
    </>
  )
}

function Seats({ c, seats }: { c: Context<Env>; seats: RoomView['seats'] }) {
  const v = view(c)
  const statusText = (status: string | null) =>
    status === 'present' || status === 'absent' || status === 'breach' ? v.t(words[status]) : '–'
  return (
    <Section title={v.t(words.seats)}>
      <Table<RoomView['seats'][number]>
        view={v}
        caption={v.t(words.seats)}
        rows={seats}
        columns={[
          { key: 'seat', head: v.t(words.seat), numeric: true, names: true, cell: (row) => row.seat },
          { key: 'ticket', head: v.t(words.ticket), cell: (row) => <span class="number">{row.ticket}</span> },
          { key: 'state', head: v.t(words.state), cell: (row) => statusText(row.status) },
        ]}
      />
    </Section>
  )
}
