import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const qualificationInvariants: Invariants = {
  '1. a decided case stands on two opinions by two persons on the version that was judged': sql`
    select c.application_id, c.phase, c.state from review_cases c
     where c.state in ('qualified', 'returned') and not exists (
       select from qualifications q
         join opinions a on a.id = q.first_opinion and a.version = c.version and a.voided_at is null
         join opinions b on b.id = q.second_opinion and b.version = c.version and b.voided_at is null
        where q.application_id = c.application_id and q.phase = c.phase and q.version = c.version and q.outcome = c.state
          and q.superseded_at is null and q.reversed_at is null and a.reviewer_person_id <> b.reviewer_person_id)`,
  '1. a standing qualification belongs to a case in that state': sql`
    select q.application_id, q.phase from qualifications q
     where q.superseded_at is null and q.reversed_at is null
       and not exists (select from review_cases c where c.application_id = q.application_id and c.phase = q.phase and c.version = q.version and c.state = q.outcome)`,
  '1. opinions on an earlier version are void': sql`
    select o.id from opinions o join review_cases c on c.application_id = o.application_id and c.phase = o.phase
     where o.version < c.version and o.voided_at is null`,
  '1. two opinions that agree close a case, two that differ make it disputed, and there is no third': sql`
    select c.application_id, c.phase, c.state, count(o.id) as opinions from review_cases c
      join opinions o on o.application_id = c.application_id and o.phase = c.phase and o.version = c.version and o.voided_at is null
     where c.state in ('open', 'supplement_asked', 'referred', 'disputed', 'qualified', 'returned')
     group by c.application_id, c.phase, c.state
    having count(o.id) > 2 or (c.state in ('open', 'supplement_asked', 'referred') and count(o.id) = 2)
        or (c.state = 'disputed' and (count(o.id) <> 2 or count(distinct o.verdict) <> 2))`,
  '1. a decision against one reviewer was taken by the section or the deputy director': sql`
    select q.application_id from qualifications q
      left join dispute_decisions d on d.application_id = q.application_id and d.phase = q.phase and d.version = q.version
     where q.by_dispute and coalesce(d.deputy_outcome, d.section_outcome) is distinct from q.outcome`,
  '1. nobody judged their own application, or decided on a dispute they were a part of': sql`
    select o.id from opinions o join applications a on a.id = o.application_id where a.person_id = o.reviewer_person_id
    union all
    select o.id from opinions o join dispute_decisions d on d.application_id = o.application_id and d.phase = o.phase and d.version = o.version
     where o.reviewer_person_id in (d.section_person_id, d.deputy_person_id)`,
  '1. a decision was taken back by two people': sql`
    select q.id from qualifications q where q.reversed_at is not null
       and not exists (select from reversals r where r.qualification_id = q.id and r.confirmed_at is not null and r.confirmer_person_id <> r.proposer_person_id)`,
  '1. an application waits for completion exactly while its one notice is open': sql`
    select c.application_id from review_cases c left join supplements s on s.application_id = c.application_id and s.phase = c.phase
     where c.state = 'supplement_asked' and (s.id is null or s.answered_at is not null)`,
  '1. a day is closed on the number that were submitted on it, each counted by name': sql`
    select r.exam_id, r.day from daily_reconciliations r
     where r.submitted <> r.confirmed + r.returned + jsonb_array_length(r.pending_names)
        or r.submitted <> (select count(*) from reconciled_applications k where k.exam_id = r.exam_id and k.day = r.day)
        or exists (select from jsonb_array_elements_text(r.pending_names) as pending(id)
                    where not exists (select from reconciled_applications k where k.application_id = pending.id::uuid and k.day = r.day))`,
  '1. nobody was counted before they applied, or is on the frozen list of a reviewed exam and was never counted': sql`
    select k.application_id from reconciled_applications k join application_versions v on v.application_id = k.application_id and v.version = 1
     where (v.submitted_at at time zone (select time_zone from public.authorities where schema = current_schema()))::date > k.day
    union all
    select l.application_id from listed_candidates l join exams e on e.id = l.exam_id
     where e.notice ->> 'reviewMode' = 'before'
       and not exists (select from reconciled_applications k where k.application_id = l.application_id)`,
  '9. every opinion is in the log': sql`
    select o.id from opinions o
     where not exists (select from log_leaves l where l.event_name = 'opinion_given' and l.subject = o.application_id::text and l.actor = o.reviewer
       and l.event like '%' || o.id::text || '%')`,
}
