import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const markingInvariants: Invariants = {
  '6. names join scores only after two people approved, and every sheet was signed before': sql`
    select r.application_id from written_results r
     where not exists (select from unblindings u where u.exam_id = r.exam_id and u.approved_by is not null and u.approved_at <= r.joined_at)
        or (r.script_id is not null and not exists (
          select from sheet_scripts ss join score_sheets sh on sh.id = ss.sheet_id and sh.signed_at is not null
            join unblindings u on u.exam_id = r.exam_id and sh.signed_at <= u.approved_at
           where ss.script_id = r.script_id))`,
  '6. a published score is the one that was signed, and the one the marks came to': sql`
    select r.application_id from written_results r join sheet_scripts ss on ss.script_id = r.script_id join scripts s on s.id = r.script_id
     where r.status = 'scored' and (r.score <> ss.score or s.settled_score <> ss.score)`,
  '6. a result belongs to the script of its own ticket': sql`
    select r.application_id from written_results r join tickets t on t.id = r.ticket_id
     left join script_codes c on c.ticket_id = r.ticket_id
     where t.application_id <> r.application_id or (r.script_id is not null and r.script_id is distinct from c.script_id)`,
  '6. nobody marks a script twice, and a settled script has two marks by two people': sql`
    select s.code from scripts s where s.state = 'settled'
      and (select count(distinct m.marker) from marks m where m.script_id = s.id) < 2`,
  '6. a signed sheet holds exactly what its signed text says': sql`
    select sh.id from score_sheets sh
     where sh.content_hash <> sha256(convert_to(sh.content, 'UTF8'))
        or (select count(*) from sheet_scripts ss where ss.sheet_id = sh.id) <> jsonb_array_length((sh.content::jsonb)->'scores')
        or exists (select from jsonb_to_recordset((sh.content::jsonb)->'scores') as line(code text, score text)
             where not exists (select from sheet_scripts ss join scripts s on s.id = ss.script_id
               where ss.sheet_id = sh.id and s.code = line.code and ss.score = line.score::numeric))`,
  '6. everyone with a ticket has one result once names have joined': sql`
    select t.id from tickets t join unblindings u on u.exam_id = t.exam_id and u.approved_at is not null
     where not exists (select from written_results r where r.ticket_id = t.id)`,
}
