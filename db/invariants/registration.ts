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

  '2. every version was received inside the window or answers a supplement': sql`
    select v.application_id, v.version, v.submitted_at from application_versions v join exams e on e.id = v.exam_id
     where v.submitted_at < e.registration_opens_at
        or (v.version = 1 and v.submitted_at >= e.registration_closes_at)`,

  '2. a submitted application has a photograph': sql`
    select id from applications where state = 'submitted' and photo_file is null`,

  '2. every application is in the log': sql`
    select v.application_id, v.version from application_versions v
     where not exists (select from log_leaves l where l.subject = v.application_id::text and l.recorded_at = v.submitted_at)`,
}
