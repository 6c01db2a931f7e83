import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const shortlistingInvariants: Invariants = {
  '7. rank is one more than the number of higher scores of the post': sql`
    select w.application_id from written_ranks w
     where w.status = 'scored' and w.rank <> 1 + (select count(*) from written_ranks o
       where o.position_id = w.position_id and o.status = 'scored' and o.score > w.score)`,
  '7. a ranked score is the one that was joined': sql`
    select w.application_id from written_ranks w left join written_results r on r.application_id = w.application_id
     where w.status = 'scored' and (r.status is distinct from 'scored' or r.score <> w.score)`,
  '7. the line is the score at place ratio × headcount': sql`
    select l.position_id from shortlists l
     where l.basis = 'ratio' and l.cut_score is distinct from (select w.score from written_ranks w
       where w.position_id = l.position_id and w.status = 'scored' and (l.pass_mark is null or w.score >= l.pass_mark)
       order by w.score desc offset l.ratio * l.headcount - 1 limit 1)`,
  '7. 1:3 takes everyone at the line and nobody below it': sql`
    select w.application_id from written_ranks w join shortlists l on l.position_id = w.position_id
     left join shortlist_places p on p.application_id = w.application_id and p.entered_by <> 'backfill'
     where (p.application_id is not null) is distinct from (w.status = 'scored'
       and coalesce(w.score >= l.pass_mark, true) and coalesce(w.score >= l.cut_score, true))`,
  '7. a place stands for the frozen rank and score of its holder, in its own post': sql`
    select p.application_id from shortlist_places p join shortlists l on l.position_id = p.position_id
      join applications a on a.id = p.application_id left join written_ranks w on w.application_id = p.application_id
     where a.position_id <> p.position_id or (p.entered_by = 'exempt') <> (l.basis = 'exempt')
        or (l.basis = 'ratio' and (w.rank is distinct from p.rank or w.score is distinct from p.score))`,
  '7. whoever was called into a vacancy stands in the ledger, and the ledger names vacated places only': sql`
    select p.application_id from shortlist_places p
     where (p.entered_by = 'backfill') <> exists (select from shortlist_backfills b where b.filled_by = p.application_id)
     union all
    select b.vacated_by from shortlist_backfills b join shortlist_places p on p.application_id = b.vacated_by
     where p.state not in ('failed', 'gave_up')`,
  '7. nobody is called while somebody with a higher score who could be called is not': sql`
    select b.filled_by from shortlist_backfills b join shortlist_places p on p.application_id = b.filled_by
      join written_ranks w on w.position_id = b.position_id and w.status = 'scored' and w.score > p.score
      join shortlists l on l.position_id = b.position_id
     where not exists (select from shortlist_places o where o.application_id = w.application_id and o.entered_at <= b.at)
       and not exists (select from applications a where a.id = w.application_id and a.state = 'withdrawn')
       and not exists (select from review_cases c where c.application_id = w.application_id and c.phase = 'before' and c.state in ('reversed', 'withdrawn'))
       and not exists (select from violations v join applications a on a.id = w.application_id where v.exam_id = a.exam_id
         and v.person_id = a.person_id and v.account_id is null and v.state = 'confirmed' and v.consequence = 'exam_cancelled')`,
  '7. no backfill after the re-review was closed': sql`
    select b.id from shortlist_backfills b join shortlists l on l.position_id = b.position_id where b.at > l.closed_at`,
  '7. no shortlist before its scores were public': sql`
    select l.position_id from shortlists l where l.basis = 'ratio' and not exists (select from publications p
      where p.exam_id = l.exam_id and p.kind = 'written_scores' and p.closes_at <= l.made_at)`,
  '7. who passed the re-review stands qualified in it, or did until it was closed': sql`
    select p.application_id from shortlist_places p
     where p.state = 'passed' and not exists (select from qualifications q
       where q.application_id = p.application_id and q.phase = 're_review' and q.outcome = 'qualified')`,
}
