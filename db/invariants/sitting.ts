import { sql } from 'drizzle-orm'
import { signedPayload } from './custody.ts'
import type { Invariants } from './invariants.ts'

export const sittingInvariants: Invariants = {
  '5. in a closed room attendance and what came back agree': sql`
    select rs.room_id from room_sessions rs
     left join returned_counts rc on rc.exam_session_id = rs.exam_session_id and rc.room_id = rs.room_id
     where rs.state = 'closed' and (rc.room_id is null
       or rc.present <> (select count(*) from attendances a where a.exam_session_id = rs.exam_session_id and a.room_id = rs.room_id and a.status <> 'absent')
       or rc.absent <> (select count(*) from attendances a where a.exam_session_id = rs.exam_session_id and a.room_id = rs.room_id and a.status = 'absent'))`,
  '5. attendance stands for tickets of the room it was taken in': sql`
    select a.ticket_id from attendances a join tickets t on t.id = a.ticket_id
     where (t.exam_session_id, t.room_id) <> (a.exam_session_id, a.room_id)`,
  '5. a room record says of everybody what attendance says': sql`
    select rs.room_id from room_sessions rs, lateral (select ${signedPayload('rs.record')} as signed) as s,
           lateral unnest(array['absent', 'breach']) as kind
     where rs.state = 'closed' and s.signed->kind is distinct from (
       select coalesce(jsonb_agg(t.number order by t.seat), '[]') from attendances a join tickets t on t.id = a.ticket_id
        where a.exam_session_id = rs.exam_session_id and a.room_id = rs.room_id and a.status = kind)`,
  '3. the two who signed a room record were drawn for that room': sql`
    select rs.room_id from room_sessions rs, lateral unnest(array[rs.first_invigilator, rs.second_invigilator]) as signer
     where rs.state = 'closed' and not exists (select from duties d
       where d.exam_session_id = rs.exam_session_id and d.room_id = rs.room_id and d.account_id = signer)`,
}
