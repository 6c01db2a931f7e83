import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const selectionInvariants: Invariants = {
  '7. a total is the weighted sum of its marks, rounded once to the places of the notice': sql`
    select t.application_id from totals t join positions p on p.id = t.position_id join exams e on e.id = t.exam_id
     where t.total <> round(coalesce(t.written, 0) * p.written_weight + t.interview * p.interview_weight
       + coalesce(t.practical, 0) * p.practical_weight, (e.notice->>'decimals')::int)`,
  '7. a total rests on the marks that were joined, confirmed and entered by two': sql`
    select t.application_id from totals t left join written_ranks w on w.application_id = t.application_id
      left join interview_results i on i.application_id = t.application_id left join practical_results m on m.application_id = t.application_id
     where t.written is distinct from w.score or t.interview is distinct from i.score or coalesce(i.confirmation, 'awaited') = 'awaited'
        or (t.practical is not null and (m.score is distinct from t.practical or m.confirmed_at is null))`,
  '7. rank by total is one more than the number of higher totals of the post': sql`
    select t.application_id from totals t
     where t.rank <> 1 + (select count(*) from totals o where o.position_id = t.position_id and o.total > t.total)`,
  '7. no more people are chosen 1:1 than the post has places': sql`
    select c.position_id from appointee_cases a join one_to_one_choices c on c.position_id = a.position_id
     where a.entered_by = 'one_to_one' group by c.position_id, c.headcount having count(*) > c.headcount`,
  '7. no post has more people in it than places': sql`
    select c.position_id from appointee_cases a join one_to_one_choices c on c.position_id = a.position_id
     where a.state in ('medical', 'inspection', 'proposed', 'suspended', 'hired', 'confirmed')
     group by c.position_id, c.headcount having count(*) > c.headcount`,
  '7. whoever follows stands in the ledger, and the ledger names people who left': sql`
    select a.application_id from appointee_cases a
     where (a.entered_by = 'backfill') <> exists (select from appointee_backfills b where b.filled_by = a.application_id)
     union all
    select b.vacated_by from appointee_backfills b join appointee_cases a on a.application_id = b.vacated_by
     where a.state not in ('medical_failed', 'gave_up', 'inspection_failed', 'cancelled')`,
  '7. equals are never parted but by the notice or by two people': sql`
    select a.application_id from appointee_cases a join totals t on t.application_id = a.application_id
      join totals o on o.position_id = t.position_id and o.order_no = t.order_no and o.application_id <> t.application_id and not o.below_minimum
     where not exists (select from appointee_cases b where b.application_id = o.application_id)
       and not exists (select from tie_decisions d where d.position_id = t.position_id and d.confirmed_at is not null
         and d.stage in ('one_to_one', 'medical_backfill') and d.ordered @> array[t.application_id, o.application_id])
       and exists (select from shortlist_places p where p.application_id = o.application_id and p.state = 'passed')
       and not exists (select from violations v join applications x on x.person_id = v.person_id and x.exam_id = v.exam_id
         where x.id = o.application_id and v.account_id is null and v.state = 'confirmed')`,
  '7. nobody is called after the proposed appointees were public': sql`
    select a.application_id from appointee_cases a join publications p on p.exam_id = a.exam_id and p.kind = 'proposed_appointees' and p.version = 1
     where a.entered_at > p.opened_at`,
  '7. nobody is chosen before the totals were public for their time': sql`
    select c.position_id from one_to_one_choices c where not exists (select from publications p
      where p.exam_id = c.exam_id and p.kind = 'total_scores' and p.closes_at <= c.chosen_at)`,
  '7. whoever is proposed or hired passed a medical and has a report of two people': sql`
    select a.application_id from appointee_cases a
     where a.state in ('proposed', 'suspended', 'hired', 'confirmed') and (
       not exists (select from medical_numbers n join medical_days d on d.draw_id = n.draw_id
         where n.application_id = a.application_id and n.outcome = 'fit' and d.results_confirmed_at is not null)
       or not exists (select from inspection_reports r where r.application_id = a.application_id and r.outcome = 'fit' and r.confirmed_at is not null))`,
  '7. nobody is hired before the proposed appointees were public for their time': sql`
    select h.application_id from appointments_to_post h join appointee_cases a on a.application_id = h.application_id
     where not exists (select from publications p where p.exam_id = a.exam_id and p.kind = 'proposed_appointees' and p.closes_at <= h.decided_at)`,
  '4. medical numbers were drawn, on the day of the medical': sql`
    select n.number from medical_numbers n join medical_days m on m.draw_id = n.draw_id join draws d on d.id = n.draw_id
     where d.kind <> 'medical_numbers' or d.state <> 'drawn' or abs(extract(epoch from d.drawn_at) - extract(epoch from m.day::timestamptz)) > 86400`,
}
