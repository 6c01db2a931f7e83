import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const conductInvariants: Invariants = {
  '1. every ban in force was confirmed by a second person': sql`
    select b.id from bans b
      left join accounts d on d.id = b.decided_by left join accounts c on c.id = b.confirmed_by
     where b.state = 'in_force' and (c.person_id is null or c.person_id = d.person_id)`,

  '1. every decided breach was decided by another person than the one who recorded it': sql`
    select v.id from violations v
      left join accounts r on r.id = v.recorded_by left join accounts d on d.id = v.decided_by
     where v.state <> 'recorded' and (d.person_id is null or d.person_id = r.person_id or d.person_id = v.person_id)`,

  '2. nobody applied while banned': sql`
    select a.id, b.id as ban from applications a
      join exams e on e.id = a.exam_id
      join persons p on p.id = a.person_id
      join application_versions v on v.application_id = a.id
      join bans b on b.id_number_index = p.id_number_index and b.state = 'in_force' and b.confirmed_at <= v.submitted_at
       and (b.scope = 'all' or (b.scope = 'family' and b.family = e.family) or (b.scope = 'exam' and b.exam_id = e.id))
     where (v.submitted_at at time zone (select time_zone from public.authorities where schema = current_schema()))::date
           between b.starts_on and coalesce(b.ends_on, 'infinity')`,
}
