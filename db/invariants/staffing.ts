import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

const seated = sql`
  select t.exam_id, t.exam_session_id, t.room_id, count(*) as candidates from tickets t group by t.exam_id, t.exam_session_id, t.room_id`

export const staffingInvariants: Invariants = {
  '3. a room has as many invigilators as its candidates need': sql`
    select s.room_id, s.candidates, count(d.id) as on_duty from (${seated}) as s
      join duties d on d.exam_session_id = s.exam_session_id and d.room_id = s.room_id and d.ended_at is null
     group by s.exam_session_id, s.room_id, s.candidates having count(d.id) <> greatest(2, ceil(s.candidates / 15.0))
    union all select s.room_id, s.candidates, 0 from (${seated}) as s
     where exists (select from duties d where d.exam_session_id = s.exam_session_id)
       and not exists (select from duties d where d.exam_session_id = s.exam_session_id and d.room_id = s.room_id and d.ended_at is null)`,
  '3. nobody untrained, withdrawn before, or barred is on duty': sql`
    select d.id from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id
     where m.withdrawn_at < d.assigned_at
        or not exists (select from trainings t where t.exam_id = d.exam_id and t.account_id = d.account_id and t.kind = 'invigilation')
        or exists (select from service_bars b where b.account_id = d.account_id and (b.exam_id = d.exam_id or b.exam_id is null) and b.barred_at <= d.assigned_at)`,
  '3. nobody watches a room in which a declared relation sits, and no applicant watches at all': sql`
    select d.id from duties d join recusals rc on rc.exam_id = d.exam_id and rc.account_id = d.account_id and rc.declared_at <= d.assigned_at
     where (rc.relative_id_index is null and rc.unit is null) or exists (
       select from tickets t join applications a on a.id = t.application_id join persons p on p.id = a.person_id join positions po on po.id = a.position_id
        where t.exam_session_id = d.exam_session_id and t.room_id = d.room_id
          and (p.id_number_index = rc.relative_id_index or rc.unit in (po.unit, po.department)))
    union select d.id from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id
      join listed_candidates l on l.exam_id = d.exam_id join applications a on a.id = l.application_id and a.person_id = m.person_id`,
  '3. where a third party supplies them, invigilators are on its establishment': sql`
    select d.id from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id join exams e on e.id = d.exam_id
     where e.notice->>'invigilatorSource' = 'third_party' and (not m.on_establishment or m.unit = e.organiser
       or exists (select from positions p where p.exam_id = e.id and m.unit in (p.unit, p.department)))`,
  '3. nobody is on duty in two rooms at the same time': sql`
    select a.id from duties a join duties b on b.account_id = a.account_id and b.id <> a.id and b.ended_at is null
      join exam_sessions sa on sa.id = a.exam_session_id join exam_sessions sb on sb.id = b.exam_session_id
     where a.ended_at is null and sa.starts_at < sb.ends_at and sb.starts_at < sa.ends_at`,
  '4. whoever is on duty was drawn for the place, or replaced the one who was': sql`
    select d.id from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id join rooms r on r.id = d.room_id
      join sites si on si.id = r.site_id join draws w on w.id = d.draw_id
     where case when d.replaces is null then not exists (
         select from jsonb_array_elements(w.transcript::jsonb->'result'->'rooms') as room
          where room->>'site' = si.code and (room->>'number')::int = r.number and room->'people'->(d.place - 1)->>'label' = m.label)
       else not exists (select from duties old where old.id = d.replaces and old.ended_at = d.assigned_at
              and (old.exam_session_id, old.room_id, old.place) = (d.exam_session_id, d.room_id, d.place))
            or not exists (select from duty_reserves v where v.draw_id = d.draw_id and v.account_id = d.account_id) end`,
}
