import type { Context } from 'hono'
import { stateText } from '../custody/words.ts'
import { examOf } from '../exam/asked.tsx'
import { ExamSessionId, RoomId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { emptyForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { seatsIn } from '../seating/room-grid.ts'
import { placeWords } from '../staffing/words.ts'
import { ButtonLink } from '../web/components/button.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Balance } from '../web/components/figures.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { formatTime, Time } from '../web/format.tsx'
import { type PlannedSeat, SeatPlan } from '../web/pictures/seat-plan.tsx'
import { type IncidentOfRoom, type OnDuty, type RoomOfDay, readRoomOfDay, type SeatOfDay } from './read-room.ts'
import { InvigilatorForms } from './room-forms.tsx'
import { RoomRecord } from './room-record.tsx'
import { incidentText, sittingWords as words } from './words.ts'

export const roomStates: Readonly<Record<RoomOfDay['state'], StateKind>> = { waiting: 'waiting', running: 'attention', closed: 'good' }

/** One room of one session: its people, papers and seats, and for its own invigilators what they do now. */
export async function roomPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const examSessionId = ExamSessionId.safeParse(c.req.param('examSessionId'))
  const roomId = RoomId.safeParse(c.req.param('roomId'))
  const caller = c.get('caller')
  const exam = await examOf(c)
  if (!exam || !examSessionId.success || !roomId.success || !caller) return problemPage(c)
  const room = await readRoomOfDay(c.get('deps'), caller, { examId: exam.id, examSessionId: examSessionId.data, roomId: roomId.data })
  if (!room) return problemPage(c)
  const v = view(c)
  const count = (status: SeatOfDay['status']) => room.seats.filter((seat) => seat.status === status).length
  const title = `${room.site} ${room.room}`
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: title, en: title },
      exam: { id: exam.id, title: exam.title, stage: 'sitting' },
      back: { label: words.back, href: `/exams/${exam.id}/sitting` },
    },
    <>
      <Facts
        facts={[
          [v.t(words.state), <State kind={roomStates[room.state]}>{v.t(words[room.state])}</State>],
          [v.t(words.subject), room.subject],
          [v.t(words.time), `${formatTime(v, room.startsAt)} – ${formatTime(v, room.endsAt)}`],
          [v.t(words.package), <Papers c={c} room={room} examId={exam.id} />],
        ]}
      />
      {room.mine && <NextLeg c={c} room={room} examId={exam.id} />}
      {room.mine && <InvigilatorForms c={c} room={room} form={form} />}
      {room.seats.some(({ status }) => status !== null) && (
        <Balance
          view={v}
          whole={{ label: v.t(words.seated), value: room.seats.length }}
          parts={(['present', 'absent', 'breach'] as const).map((status) => ({ label: v.t(words[status]), value: count(status) }))}
        />
      )}
      {room.mine && room.state === 'running' && <RoomRecord c={c} room={room} />}
      <Duties c={c} duties={room.duties} />
      <SeatPlan
        view={v}
        title={title}
        rows={Math.ceil(room.capacity / room.columns)}
        columns={room.columns}
        seats={plannedSeats(c, room)}
      />
      {room.incidents.length > 0 && <Incidents c={c} incidents={room.incidents} />}
      <Seats c={c} seats={room.seats} />
    </>,
  )
}

const Papers = ({ c, room, examId }: { c: Context<Env>; room: RoomOfDay; examId: string }) =>
  room.package ? (
    <>
      <a href={`/exams/${examId}/custody/packages/${room.package.id}`}>{room.package.number}</a> {view(c).t(stateText(room.package.state))}
    </>
  ) : (
    view(c).t(words.noPackage)
  )

/** The papers come before the start: the room's own invigilator receives and opens them on the custody page. */
function NextLeg({ c, room, examId }: { c: Context<Env>; room: RoomOfDay; examId: string }) {
  const v = view(c)
  const leg = room.package?.state === 'at_site' ? 'to_room' : room.package?.state === 'with_invigilators' ? 'open' : undefined
  if (leg)
    return (
      <ButtonLink kind="primary" href={`/exams/${examId}/custody/handoff?leg=${leg}`}>
        {v.t(words[leg])}
      </ButtonLink>
    )
  if (room.state !== 'running' || room.returned) return null
  return <Notice kind="info" title={v.t(words.returnFirst)} />
}

function plannedSeats(c: Context<Env>, room: RoomOfDay): PlannedSeat[] {
  const v = view(c)
  const bySeat = new Map(room.seats.map((seat) => [seat.seat, seat]))
  return seatsIn(room).map((place): PlannedSeat => {
    const held = bySeat.get(place.number)
    if (!held) return { ...place, state: 'empty', stateWord: v.t(words.emptySeat) }
    const state = held.status === 'absent' ? 'absent' : held.status === 'breach' ? 'attention' : 'taken'
    const label = held.status === null ? held.ticket.slice(-4) : undefined
    return { ...place, state, label, stateWord: held.status === null ? undefined : v.t(words[held.status]) }
  })
}

const Duties = ({ c, duties }: { c: Context<Env>; duties: readonly OnDuty[] }) => {
  const v = view(c)
  return (
    <Table<OnDuty>
      view={v}
      stacked
      caption={v.t(words.onDuty)}
      rows={duties}
      empty={v.t(words.nobodyOnDuty)}
      columns={[
        { key: 'place', head: v.t(words.place), names: true, cell: ({ place }) => v.t(placeWords(place)) },
        { key: 'name', head: v.t(words.name), cell: ({ name }) => name },
        {
          key: 'there',
          head: v.t(words.state),
          cell: ({ present }) => <State kind={present ? 'good' : 'waiting'}>{v.t(present ? words.there : words.notThere)}</State>,
        },
      ]}
    />
  )
}

const Incidents = ({ c, incidents }: { c: Context<Env>; incidents: readonly IncidentOfRoom[] }) => {
  const v = view(c)
  return (
    <Table<IncidentOfRoom>
      view={v}
      stacked
      caption={v.t(words.incidents)}
      rows={incidents}
      columns={[
        { key: 'at', head: v.t(words.reportedAt), names: true, cell: ({ reportedAt }) => <Time view={v} at={reportedAt} /> },
        { key: 'kind', head: v.t(words.kind), cell: ({ kind }) => v.t(incidentText(kind)) },
        { key: 'article', head: v.t(words.article), cell: ({ article }) => <code>{article}</code> },
        { key: 'who', head: v.t(words.ticketNumber), cell: ({ ticket }) => ticket ?? '–' },
        { key: 'note', head: v.t(words.note), cell: ({ note }) => note ?? '–' },
      ]}
    />
  )
}

function Seats({ c, seats }: { c: Context<Env>; seats: readonly SeatOfDay[] }) {
  const v = view(c)
  return (
    <Table<SeatOfDay>
      view={v}
      caption={v.t(words.seats)}
      rows={seats}
      columns={[
        { key: 'seat', head: v.t(words.seat), numeric: true, names: true, cell: ({ seat }) => seat },
        { key: 'ticket', head: v.t(words.ticketNumber), cell: ({ ticket }) => <span class="number">{ticket}</span> },
        { key: 'status', head: v.t(words.state), cell: ({ status }) => (status ? v.t(words[status]) : '–') },
      ]}
    />
  )
}
