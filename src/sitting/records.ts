import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { attendances, incidents, roomSessions } from '../../db/schema/sitting.ts'
import { InstantText } from '../foundation/clock.ts'
import { AccountId, type ExamId, ExamSessionId, PersonId, RoomId, TicketId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { Duty } from './rules/room.ts'

export type Place = { readonly examId: ExamId; readonly examSessionId: ExamSessionId; readonly roomId: RoomId }

/** Takes the lock under which everything about a room happens one after the other; false when the room does not serve the session. */
export async function lockPlace(tx: Tx, { examId, examSessionId, roomId }: Place): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from session_rooms sr join rooms r on r.id = sr.room_id
     where sr.exam_id = ${examId} and sr.exam_session_id = ${examSessionId} and sr.room_id = ${roomId} for update of r`)
  return rows.length === 1
}

export async function roomSession(tx: Tx, { examSessionId, roomId }: Place) {
  const [row] = await tx
    .select()
    .from(roomSessions)
    .where(and(eq(roomSessions.examSessionId, examSessionId), eq(roomSessions.roomId, roomId)))
  return row
}

/** Who is on duty in the room, in the order of places; present once the chief examiner has seen them. */
export async function dutiesOf(tx: Tx, { examSessionId, roomId }: Place): Promise<Duty[]> {
  const Row = z.object({ accountId: AccountId, place: z.number(), present: z.boolean() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select account_id as "accountId", place, present_at is not null as present from duties
       where exam_session_id = ${examSessionId} and room_id = ${roomId} and ended_at is null order by place`),
  )
}

/** The package whose papers are sat in this room: the newest one given to it that is not withdrawn. */
export async function packageOfRoom(tx: Tx, { examSessionId, roomId }: Place) {
  const rows = z.array(z.object({ id: z.string(), number: z.string(), state: z.string() })).parse(
    await tx.execute(sql`
      select id, number, state from packages where exam_session_id = ${examSessionId} and room_id = ${roomId}
       order by (state = 'frozen'), made_at desc, number limit 1`),
  )
  return rows[0]
}

export type Seated = { readonly ticketId: TicketId; readonly number: string; readonly seat: number }

export async function seatedIn(tx: Tx, { examSessionId, roomId }: Place): Promise<Seated[]> {
  const Row = z.object({ ticketId: TicketId, number: z.string(), seat: z.number() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select id as "ticketId", number, seat from tickets where exam_session_id = ${examSessionId} and room_id = ${roomId} order by seat`),
  )
}

export const insertRoomSession = (tx: Tx, row: typeof roomSessions.$inferInsert) => tx.insert(roomSessions).values(row)

/** The newest word counts until the room is closed. */
export async function saveAttendance(tx: Tx, rows: readonly (typeof attendances.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(attendances)
    .values([...rows])
    .onConflictDoUpdate({
      target: attendances.ticketId,
      set: { status: sql`excluded.status`, markedBy: sql`excluded.marked_by`, markedAt: sql`excluded.marked_at` },
    })
}

export async function attendanceOf(tx: Tx, { examSessionId, roomId }: Place) {
  const rows = await tx
    .select({ ticketId: attendances.ticketId, status: attendances.status })
    .from(attendances)
    .where(and(eq(attendances.examSessionId, examSessionId), eq(attendances.roomId, roomId)))
  const count = (status: string) => rows.filter((row) => row.status === status).length
  return {
    byTicket: new Map(rows.map((row) => [row.ticketId, row.status])),
    present: count('present'),
    absent: count('absent'),
    breach: count('breach'),
  }
}

export async function returnedFrom(
  tx: Tx,
  { examSessionId, roomId }: Place,
): Promise<{ present: number; absent: number; papers: number; spare: number } | undefined> {
  const Row = z.object({ present: z.number(), absent: z.number(), papers: z.number(), spare: z.number() })
  return z
    .array(Row)
    .parse(
      await tx.execute(
        sql`select present, absent, papers, spare from returned_counts where exam_session_id = ${examSessionId} and room_id = ${roomId}`,
      ),
    )[0]
}

export const insertIncident = (tx: Tx, row: typeof incidents.$inferInsert) => tx.insert(incidents).values(row)

type Record = {
  readonly record: string
  readonly firstInvigilator: AccountId
  readonly secondInvigilator: AccountId
  readonly closedAt: Temporal.Instant
}

export async function closeRoomSession(tx: Tx, { examSessionId, roomId }: Place, record: Record): Promise<void> {
  const closed = await tx
    .update(roomSessions)
    .set({ ...record, state: 'closed' })
    .where(and(eq(roomSessions.examSessionId, examSessionId), eq(roomSessions.roomId, roomId), eq(roomSessions.state, 'running')))
    .returning({ roomId: roomSessions.roomId })
  invariant(closed.length === 1, `room ${roomId} was closed while we held its lock`)
}

const BoardRow = z.object({
  examSessionId: ExamSessionId,
  roomId: RoomId,
  site: z.string(),
  room: z.string(),
  number: z.number(),
  floor: z.number(),
  subject: z.string(),
  seated: z.number(),
  present: z.number(),
  absent: z.number(),
  breach: z.number(),
  onDuty: z.number(),
  package: z.string().nullable(),
  returned: z.boolean(),
  state: z.enum(['waiting', 'running', 'closed']),
  incidents: z.number(),
  capacity: z.number(),
  startsAt: InstantText,
})
export type BoardRow = z.infer<typeof BoardRow>

/** The day at a glance: every room of every session with its people, papers and state. */
export async function dayBoard(tx: Tx, examId: ExamId): Promise<BoardRow[]> {
  return z.array(BoardRow).parse(
    await tx.execute(sql`
      with seats as (select t.exam_session_id, t.room_id, count(*)::int as seated,
                            count(*) filter (where a.status = 'present')::int as present,
                            count(*) filter (where a.status = 'absent')::int as absent,
                            count(*) filter (where a.status = 'breach')::int as breach
                       from tickets t left join attendances a on a.ticket_id = t.id where t.exam_id = ${examId} group by 1, 2)
      select sr.exam_session_id as "examSessionId", sr.room_id as "roomId", s.name as site, r.name as room, r.number, r.floor, r.capacity, es.subject, es.starts_at as "startsAt",
             seats.seated, seats.present, seats.absent, seats.breach,
             (select count(*)::int from duties d where d.exam_session_id = sr.exam_session_id and d.room_id = sr.room_id and d.ended_at is null) as "onDuty",
             (select p.state from packages p where p.exam_session_id = sr.exam_session_id and p.room_id = sr.room_id
               order by (p.state = 'frozen'), p.made_at desc, p.number limit 1) as package,
             exists (select from returned_counts rc where rc.exam_session_id = sr.exam_session_id and rc.room_id = sr.room_id) as returned,
             coalesce(rs.state, 'waiting') as state,
             (select count(*)::int from incidents i where i.exam_session_id = sr.exam_session_id and i.room_id = sr.room_id) as incidents
        from session_rooms sr
        join seats on seats.exam_session_id = sr.exam_session_id and seats.room_id = sr.room_id
        join rooms r on r.id = sr.room_id join sites s on s.id = r.site_id join exam_sessions es on es.id = sr.exam_session_id
        left join room_sessions rs on rs.exam_session_id = sr.exam_session_id and rs.room_id = sr.room_id
       where sr.exam_id = ${examId} order by es.starts_at, es.subject, s.code collate "C", r.number`),
  )
}

const RoomFacts = z.object({
  site: z.string(),
  room: z.string(),
  subject: z.string(),
  startsAt: InstantText,
  endsAt: InstantText,
  rows: z.number(),
  columns: z.number(),
  capacity: z.number(),
})
export type RoomFacts = z.infer<typeof RoomFacts>

/** Which room and paper this is, in words, and how its seats stand; undefined when the room does not serve the session. */
export async function roomFacts(tx: Tx, { examId, examSessionId, roomId }: Place): Promise<RoomFacts | undefined> {
  return z.array(RoomFacts).parse(
    await tx.execute(sql`
      select si.name as site, r.name as room, es.subject, es.starts_at as "startsAt", es.ends_at as "endsAt", r.seat_rows as rows,
             r.seat_columns as columns, r.capacity
        from session_rooms sr join rooms r on r.id = sr.room_id join sites si on si.id = r.site_id join exam_sessions es on es.id = sr.exam_session_id
       where sr.exam_id = ${examId} and sr.exam_session_id = ${examSessionId} and sr.room_id = ${roomId}`),
  )[0]
}

/** The people on duty with their sealed names, by place. */
export async function peopleOnDuty(tx: Tx, { examSessionId, roomId }: Place) {
  const Row = z.object({
    accountId: AccountId,
    personId: PersonId,
    nameSealed: z.instanceof(Uint8Array),
    place: z.number(),
    present: z.boolean(),
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select d.account_id as "accountId", m.person_id as "personId", p.name_sealed as "nameSealed", d.place, d.present_at is not null as present
        from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id join persons p on p.id = m.person_id
       where d.exam_session_id = ${examSessionId} and d.room_id = ${roomId} and d.ended_at is null order by d.place`),
  )
}

/** What was reported in the room, oldest first; the notes stay sealed. */
export async function roomIncidentsOf(tx: Tx, { examSessionId, roomId }: Place) {
  const Row = z.object({
    id: z.string(),
    kind: z.string(),
    article: z.string(),
    ticket: z.string().nullable(),
    noteSealed: z.instanceof(Uint8Array),
    reportedAt: InstantText,
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select i.id, i.kind, i.article, t.number as ticket, i.note_sealed as "noteSealed", i.reported_at as "reportedAt"
        from incidents i left join tickets t on t.id = i.ticket_id
       where i.exam_session_id = ${examSessionId} and i.room_id = ${roomId} order by i.reported_at, i.id`),
  )
}
