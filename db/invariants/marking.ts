import { sql } from 'drizzle-orm'
import { signedPayload } from './custody.ts'
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
  '6. what was signed of a sheet, and what the log says of it, is the sheet': sql`
    select sh.id from score_sheets sh, lateral (select ${signedPayload('sh.statement')} as signed) as s
     where sh.statement is not null and ((s.signed->>'sheet', s.signed->>'content') <> (sh.id::text, encode(sh.content_hash, 'hex'))
        or not exists (select from log_leaves l where l.event_name = 'score_sheet_signed' and l.event::jsonb->'detail'->>'sheet' = sh.id::text
             and l.event::jsonb->'detail'->>'content' = encode(sh.content_hash, 'hex')))`,
  '6. a settled score is what its marks come to': sql`
    select s.code from scripts s join exams e on e.id = s.exam_id,
           lateral (select (e.notice->'marking'->>'tolerance')::numeric as tolerance, (e.notice->>'decimals')::int as places) as p,
           lateral (select max(score) filter (where round = 1) as first, max(score) filter (where round = 2) as second,
                           max(score) filter (where round = 3) as third from marks m where m.script_id = s.id) as m
     where s.state = 'settled' and s.settled_score is distinct from round(case
       when abs(m.first - m.second) <= p.tolerance then (m.first + m.second) / 2
       when abs(m.third - m.first) < abs(m.third - m.second) then (m.third + m.first) / 2
       when abs(m.third - m.first) > abs(m.third - m.second) then (m.third + m.second) / 2
       else (m.third + greatest(m.first, m.second)) / 2 end, p.places)`,
  '6. each code belongs to the ticket it was given to': sql`
    select c.exam_id from codings c
     where not exists (select from log_leaves l where l.event_name = 'scripts_coded' and l.exam_id = c.exam_id
         and l.event::jsonb->'detail'->>'mapping' = encode(c.mapping_hash, 'hex'))
        or c.mapping_hash <> (select sha256(c.salt || convert_to(string_agg(sc.ticket_id || ' ' || s.code, e'\n' order by sc.ticket_id), 'UTF8'))
             from script_codes sc join scripts s on s.id = sc.script_id where sc.exam_id = c.exam_id)`,
  '6. everyone with a ticket has one result once names have joined': sql`
    select t.id from tickets t join unblindings u on u.exam_id = t.exam_id and u.approved_at is not null
     where not exists (select from written_results r where r.ticket_id = t.id)`,
}
