import { type Context, Hono } from 'hono'
import { stateText } from '../custody/words.ts'
import { examOf } from '../exam/asked.tsx'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Balance, KeyFigures } from '../web/components/figures.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { formatTime } from '../web/format.tsx'
import { SiteRooms } from '../web/pictures/site-rooms.tsx'
import { CloseRoom, closeRoom, DraftRoomRecord, draftRoomRecord } from './close-room.ts'
import { readDay } from './read-day.ts'
import type { BoardRow } from './records.ts'
import { sittingRefusals } from './refusals.ts'
import { ReportRoomIncident, reportRoomIncident } from './report-room-incident.ts'
import { roomPath } from './room-forms.tsx'
import { roomPage, roomStates } from './room-page.tsx'
import { StartRoom, startRoom } from './start-room.ts'
import { TakeAttendance, takeAttendance } from './take-attendance.ts'
import { sittingWords as words } from './words.ts'

const room = '/exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId'

export function sittingPages() {
  const onRoom = formTargets(sittingRefusals, { to: roomPath, again: roomPage })
  const onRecord = formTargets(sittingRefusals, { to: roomPath, again: roomPage, params: ['examId', 'statementId'] })
  const withStatus = (form: FormFields, status: string) => form.all('ticket').filter((ticket) => form.text(`status-${ticket}`) === status)
  return new Hono<Env>()
    .get('/exams/:examId/sitting', day)
    .get(room, (c) => roomPage(c))
    .post(
      `${room}/start`,
      onRoom(StartRoom, startRoom, (form) => ({ checks: form.all('checks') })),
    )
    .post(
      `${room}/attendance`,
      onRoom(TakeAttendance, takeAttendance, (form) => ({ absent: withStatus(form, 'absent'), breach: withStatus(form, 'breach') })),
    )
    .post(
      `${room}/incidents`,
      onRoom(ReportRoomIncident, reportRoomIncident, (form) => ({
        kind: form.text('kind'),
        ticket: form.text('concerned'),
        note: form.text('note'),
      })),
    )
    .post(
      `${room}/record`,
      onRoom(
        DraftRoomRecord,
        draftRoomRecord,
        (form) => ({ other: form.text('other') }),
        () => '/my/statements',
      ),
    )
    .post(`${room}/record/:statementId`, onRecord(CloseRoom, closeRoom))
}

async function day(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const result = await readDay(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const rooms = result.ok ? result.value.rooms : []
  const sum = (of: (row: BoardRow) => number) => rooms.reduce((total, row) => total + of(row), 0)
  const href = (row: BoardRow) => `/exams/${exam.id}/sitting/sessions/${row.examSessionId}/rooms/${row.roomId}`
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
        {bySite(rooms).map((here) => (
          <SiteRooms
            view={v}
            title={here[0] ? `${here[0].site} · ${formatTime(v, here[0].startsAt)} ${here[0].subject}` : ''}
            rooms={here.map((row) => ({
              name: row.room,
              seated: row.seated,
              capacity: row.capacity,
              state: roomStates[row.state],
              stateWord: v.t(words[row.state]),
              href: href(row),
            }))}
          />
        ))}
        <Board c={c} rooms={rooms} href={href} />
      </>
    ),
  )
}

/** The rooms of one site in one session, in the order of the board. */
const bySite = (rooms: readonly BoardRow[]): readonly (readonly BoardRow[])[] => [
  ...Map.groupBy(rooms, ({ examSessionId, site }) => `${examSessionId} ${site}`).values(),
]

function Board({ c, rooms, href }: { c: Context<Env>; rooms: readonly BoardRow[]; href: (row: BoardRow) => string }) {
  const v = view(c)
  return (
    <Table<BoardRow>
      view={v}
      stacked
      caption={v.t(words.rooms)}
      rows={rooms}
      columns={[
        { key: 'room', head: v.t(words.room), names: true, cell: (row) => <a href={href(row)}>{`${row.site} ${row.room}`}</a> },
        { key: 'subject', head: v.t(words.subject), cell: (row) => row.subject },
        { key: 'state', head: v.t(words.state), cell: (row) => <State kind={roomStates[row.state]}>{v.t(words[row.state])}</State> },
        { key: 'onDuty', head: v.t(words.onDuty), numeric: true, cell: (row) => row.onDuty },
        { key: 'package', head: v.t(words.package), cell: (row) => (row.package ? v.t(stateText(row.package)) : '–') },
        { key: 'seated', head: v.t(words.seated), numeric: true, cell: (row) => row.seated },
        { key: 'present', head: v.t(words.present), numeric: true, cell: (row) => row.present },
        { key: 'absent', head: v.t(words.absent), numeric: true, cell: (row) => row.absent },
        { key: 'breach', head: v.t(words.breach), numeric: true, cell: (row) => row.breach },
        { key: 'incidents', head: v.t(words.incidents), numeric: true, cell: (row) => row.incidents },
      ]}
    />
  )
}
