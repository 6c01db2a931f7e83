import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { listedCandidates } from '../../db/schema/seating.ts'
import { ApplicationId, DrawId, type ExamId } from '../foundation/ids.ts'
import type { ListedCandidate, Ticket } from './records.ts'

/** The draw of seats and its supplements that were held, oldest first. */
export async function drawnSeatDraws(tx: Tx, examId: ExamId) {
  const rows = await tx.execute(sql`
    select id as "drawId", encode(transcript_hash, 'hex') as "transcriptHash" from draws
     where exam_id = ${examId} and kind in ('seats', 'seat_supplement') and state = 'drawn' order by drawn_at, id`)
  return z.array(z.object({ drawId: DrawId, transcriptHash: z.string() })).parse(rows)
}

export async function takenSeats(tx: Tx, examId: ExamId) {
  const rows = await tx.execute(sql`
    select es.subject, s.code as site, r.number, t.seat, t.label
      from tickets t join exam_sessions es on es.id = t.exam_session_id join rooms r on r.id = t.room_id join sites s on s.id = r.site_id
     where t.exam_id = ${examId}`)
  return z.array(z.object({ subject: z.string(), site: z.string(), number: z.number(), seat: z.number(), label: z.string() })).parse(rows)
}

/** Late candidates enter the list with the draw that seats them; the frozen list stays what it was. */
export async function insertLate(tx: Tx, drawId: DrawId, late: readonly ListedCandidate[]): Promise<void> {
  if (late.length > 0) await tx.insert(listedCandidates).values(late.map((one) => ({ ...one, lateIn: drawId })))
}

/** Rooms that only a supplement opens. */
export async function keepSessionRooms(tx: Tx, seated: readonly Ticket[]): Promise<void> {
  await tx.execute(sql`
    insert into session_rooms (exam_session_id, exam_id, room_id, family_limit)
    select distinct "examSessionId", "examId", "roomId", "familyLimit" from json_to_recordset(${JSON.stringify(seated)}::json)
        as one ("examSessionId" uuid, "examId" uuid, "roomId" uuid, "familyLimit" integer)
    on conflict do nothing`)
}

/** Another seat on the ticket of whoever has one for that session; answers who had. */
export async function moveTickets(tx: Tx, seated: readonly Ticket[]): Promise<ApplicationId[]> {
  const rows = await tx.execute(sql`
    update tickets t set number = one.number, room_id = one."roomId", family_limit = one."familyLimit", seat = one.seat, draw_id = one."drawId", issued_at = one."issuedAt"
      from json_to_recordset(${JSON.stringify(seated)}::json)
        as one ("applicationId" uuid, number text, "examSessionId" uuid, "roomId" uuid, "familyLimit" integer, seat integer, "drawId" uuid, "issuedAt" timestamptz)
     where t.application_id = one."applicationId" and t.exam_session_id = one."examSessionId"
    returning t.application_id as "applicationId"`)
  return z
    .array(z.object({ applicationId: ApplicationId }))
    .parse(rows)
    .map(({ applicationId }) => applicationId)
}
