import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

/** The seats a published transcript gives, as rows: what the tickets must say. */
const drawnSeats = sql`
  select d.id as draw_id, d.exam_id, room->>'site' as site, (room->>'number')::int as number, room->>'subject' as subject,
         case jsonb_typeof(seat.sitter) when 'string' then seat.sitter #>> '{}' else seat.sitter->>'label' end as label,
         case jsonb_typeof(seat.sitter) when 'string' then seat.place else (seat.sitter->>'seat')::int end as seat
    from draws d, lateral jsonb_array_elements(d.transcript::jsonb->'result'->'rooms') as room,
         lateral jsonb_array_elements(room->'seats') with ordinality as seat (sitter, place)
   where d.kind in ('seats', 'seat_supplement') and d.state = 'drawn' and not exists (
     select from draws later, lateral jsonb_array_elements(later.input::jsonb->'lost') as lost
      where later.exam_id = d.exam_id and later.kind = 'seat_supplement' and later.state = 'drawn' and later.drawn_at > d.drawn_at
        and (lost->'session', lost->'site', lost->'number') = (room->'session', room->'site', room->'number'))`

export const seatingInvariants: Invariants = {
  '3. no room of a session holds more than its family allows, or than it has seats': sql`
    select sr.room_id, count(*) as seated from session_rooms sr join rooms r on r.id = sr.room_id join exams e on e.id = sr.exam_id
      join tickets t on t.exam_session_id = sr.exam_session_id and t.room_id = sr.room_id
     group by sr.room_id, sr.exam_session_id, r.kind, r.capacity, e.family
    having count(*) > r.capacity
        or count(*) > case r.kind when 'written' then 30 when 'computer' then 100 else case when e.family in ('WK', 'SK') then 500 else 30 end end`,
  '3. nobody sits in two rooms, in a room of another subject, or twice at the same time': sql`
    select t.id from tickets t join listed_candidates l on l.application_id = t.application_id join exam_sessions s on s.id = t.exam_session_id
     where l.subject is distinct from s.subject
    union select a.id from tickets a join tickets b on b.application_id = a.application_id and b.id <> a.id
      join exam_sessions sa on sa.id = a.exam_session_id join exam_sessions sb on sb.id = b.exam_session_id
     where sa.starts_at < sb.ends_at and sb.starts_at < sa.ends_at`,
  '3. whoever holds a place in a sitting or test city sits at its time, and by the first draw in the city': sql`
    select t.id from tickets t join draws d on d.id = t.draw_id
      join places_taken p on p.application_id = t.application_id and p.kind = 'slot' and p.released_at is null join exam_slots x on x.id = p.counter_id
      join exam_sessions s on s.id = t.exam_session_id join rooms r on r.id = t.room_id join sites si on si.id = r.site_id
     where (x.starts_at is not null and (x.starts_at, x.ends_at) <> (s.starts_at, s.ends_at))
        or (x.city is not null and d.kind = 'seats' and x.city is distinct from si.city)`,
  '4. every ticket is what its draw says, and every drawn seat has its ticket': sql`
    select coalesce(drawn.label, t.label) as label, drawn.seat as drawn, t.seat as ticket from (${drawnSeats}) as drawn
      full join (select t.*, r.number as room, si.code as site, es.subject from tickets t join rooms r on r.id = t.room_id join sites si on si.id = r.site_id
                   join exam_sessions es on es.id = t.exam_session_id) as t
        on t.draw_id = drawn.draw_id and t.label = drawn.label
     where drawn.label is null or t.label is null or (drawn.site, drawn.number, drawn.subject, drawn.seat) <> (t.site, t.room, t.subject, t.seat)`,
  '4. a transcript is the one whose hash was written down when it was drawn': sql`
    select id from draws where transcript is not null and (sha256(convert_to(transcript, 'UTF8')) <> transcript_hash
      or encode(freeze_hash, 'hex') <> transcript::jsonb->>'freezeHash' or transcript::jsonb->'input' <> input::jsonb
      or transcript::jsonb->>'publicValue' <> public_value)
    union select d.id from draws d where d.state = 'drawn' and not exists (
      select from log_leaves l where l.event_name = 'draw_run' and l.subject = d.id::text
        and l.event::jsonb->'detail'->>'transcriptHash' = encode(d.transcript_hash, 'hex'))`,
  '4. commitments and values in a transcript are those that were given, in their order of time': sql`
    select d.id from draws d where d.state = 'drawn' and (
      d.transcript::jsonb->'commitments' <> (select jsonb_agg(jsonb_build_object('party', party, 'commitment', encode(commitment, 'hex')) order by party collate "C")
        from draw_contributions c where c.draw_id = d.id)
      or d.transcript::jsonb->'reveals' <> (select jsonb_agg(jsonb_build_object('party', party, 'value', encode(value, 'hex')) order by party collate "C")
        from draw_contributions c where c.draw_id = d.id))
    union select draw_id from draw_contributions c join draws d on d.id = c.draw_id
     where c.committed_at < d.frozen_at or c.revealed_at < (select max(committed_at) from draw_contributions o where o.draw_id = c.draw_id)
        or c.revealed_at >= d.reveal_by or d.drawn_at < c.revealed_at`,
  '4. a draw has as many different people as parties, or is not drawn': sql`
    select d.id from draws d where d.state = 'drawn' and (
      (select count(distinct a.person_id) from draw_contributions c join accounts a on a.id = c.account_id where c.draw_id = d.id) <> cardinality(d.parties)
      or not exists (select from draw_contributions c where c.draw_id = d.id and c.party = 'discipline_inspector'))`,
  '4. the list of candidates is as it was frozen': sql`
    select f.exam_id from list_freezes f
     where f.candidates <> (select count(*) from listed_candidates l where l.exam_id = f.exam_id and l.late_in is null)
        or not exists (select from log_leaves l where l.event_name = 'list_frozen' and l.exam_id = f.exam_id
             and l.event::jsonb->>'outcome' = 'accepted' and l.event::jsonb->'detail'->>'listHash' = encode(f.list_hash, 'hex'))`,
  '1. nobody is on the list without the qualification the notice asks for': sql`
    select l.application_id, l.version from listed_candidates l join exams e on e.id = l.exam_id where e.notice->>'reviewMode' = 'before'
    except select q.application_id, q.version from qualifications q where q.phase = 'before' and q.outcome = 'qualified'`,
}
