import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const registrationInvariants: Invariants = {
  '2. nobody has two applications in one exam': sql`
    select exam_id, person_id, count(*) from applications group by exam_id, person_id having count(*) > 1`,

  '2. every application has all its versions, each with a receipt': sql`
    select a.id, a.version from applications a
     where a.version <> (select count(*) from application_versions v where v.application_id = a.id)
        or a.version <> coalesce((select max(v.version) from application_versions v where v.application_id = a.id), 0)`,

  '2. the newest version is for the post the application counts for': sql`
    select a.id from applications a join application_versions v on v.application_id = a.id and v.version = a.version
     where v.position_id <> a.position_id or v.exam_id <> a.exam_id or (a.state = 'submitted' and v.submitted_at <> a.submitted_at)`,

  '2. every version was submitted by somebody who has an account': sql`
    select v.application_id, v.version, v.submitted_by from application_versions v
     where not exists (select from accounts c where c.id = v.submitted_by)`,

  '2. every version was received inside the window or answers a supplement': sql`
    select v.application_id, v.version, v.submitted_at from application_versions v join exams e on e.id = v.exam_id
     where v.submitted_at < e.registration_opens_at
        or (v.version = 1 and v.submitted_at >= e.registration_closes_at)`,

  '2. a submitted application has a photograph': sql`
    select id from applications where state = 'submitted' and photo_file is null`,

  '2. every application is in the log': sql`
    select v.application_id, v.version from application_versions v
     where not exists (select from log_leaves l where l.subject = v.application_id::text and l.recorded_at = v.submitted_at)`,

  '2. of what runs out, taken and free make what was announced, and as many are taken as hold a place': sql`
    select c.id, c.places, c.taken, count(t.serial) as held from place_counters c
      left join places_taken t on t.counter_id = c.id and t.released_at is null
      left join positions p on p.id = c.id and c.kind = 'post'
      left join exam_slots s on s.id = c.id and c.kind = 'slot'
     group by c.id, c.places, c.taken, p.places, s.places
    having count(t.serial) <> c.taken or c.taken > c.places or c.places is distinct from coalesce(p.places, s.places)`,

  '2. numbers in the order of registration run from one, without gap or double': sql`
    select c.id, c.last_serial, count(t.serial) as given, max(t.serial) as last from place_counters c
      left join places_taken t on t.counter_id = c.id
     group by c.id, c.last_serial having count(t.serial) <> c.last_serial or coalesce(max(t.serial), 0) <> c.last_serial`,

  '2. whoever holds a place has submitted for it': sql`
    select t.counter_id, t.serial from places_taken t join applications a on a.id = t.application_id
     where t.released_at is null and (a.state <> 'submitted' or (t.kind = 'post' and a.position_id <> t.counter_id))`,

  '2. whoever has submitted for what runs out holds a place': sql`
    select a.id, a.position_id from applications a join positions p on p.id = a.position_id
     where a.state = 'submitted' and p.places is not null and not exists (
       select from places_taken t where t.application_id = a.id and t.kind = 'post' and t.counter_id = p.id and t.released_at is null)
    union all
    select a.id, null from applications a
     where a.state = 'submitted' and exists (select from exam_slots s where s.exam_id = a.exam_id) and not exists (
       select from places_taken t where t.application_id = a.id and t.kind = 'slot' and t.released_at is null)`,
  '2. an upload on its way holds what its pieces add up to, without a gap': sql`
    select u.id, u.received, count(p.upload_id) as pieces from uploads u
      left join (select *, coalesce(sum(bytes) over (partition by upload_id order by starts_at rows between unbounded preceding and 1 preceding), 0) as before
                   from upload_parts) p on p.upload_id = u.id
     where u.document_id is null
     group by u.id, u.received having coalesce(sum(p.bytes), 0) <> u.received or count(*) filter (where p.starts_at <> p.before) > 0`,
}
