import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const certificateInvariants: Invariants = {
  '8. a certificate exists only for a pass that was approved before it was printed': sql`
    select c.number from certificates c
      left join pass_approvals pa on pa.application_id = c.application_id and pa.exam_id = c.exam_id
     where pa.application_id is null or pa.approved_at > c.printed_at
        or (pa.revoked_at is not null and c.state in ('printed', 'stamped', 'registered', 'issued', 'mailed', 'delivered') and c.printed_at > pa.revoked_at)`,
  '8. an approved pass reached the pass mark of the frozen notice in the score that names joined': sql`
    select pa.application_id from pass_approvals pa join exams e on e.id = pa.exam_id
      left join written_results w on w.application_id = pa.application_id and w.exam_id = pa.exam_id
     where w.status is distinct from 'scored' or w.score is distinct from pa.score or w.joined_at > pa.approved_at
        or pa.pass_mark is distinct from (e.notice->>'writtenPassMark')::numeric or e.family not in ('WK', 'SK', 'PT')`,
  '8. an approved pass has the confirmed practical score its post asks for': sql`
    select pa.application_id from pass_approvals pa join applications a on a.id = pa.application_id join positions p on p.id = a.position_id
      left join practical_results m on m.application_id = pa.application_id and m.confirmed_at <= pa.approved_at
     where pa.practice is distinct from m.score and (p.practical_weight > 0 or pa.practice is not null)
        or p.practical_weight > 0 and pa.practice is null`,
  '8. nobody approves passes or prints certificates who entered or joined the scores': sql`
    with scorers as (
      select exam_id, prepared_by as account_id from score_sheets
      union select exam_id, entered_by from practical_results union select exam_id, confirmed_by from practical_results where confirmed_by is not null
      union select exam_id, requested_by from unblindings union select exam_id, approved_by from unblindings),
    acts as (
      select exam_id, approved_by as account_id, application_id from pass_approvals
      union select exam_id, printed_by, application_id from certificates)
    select acts.application_id from acts join scorers using (exam_id, account_id)`,
  '8. received = issued + spoiled + printed + stock, by kind': sql`
    with received as (select kind, sum(last_number - first_number + 1) as many from blank_receipts where witnessed_by is not null group by kind),
    held as (select kind, count(*) as many from blanks group by kind)
    select kind, received.many as received, held.many as held from received full join held using (kind)
     where received.many is distinct from held.many`,
  '8. no blank is stock before two people have counted it': sql`
    select b.kind, b.number from blanks b join blank_receipts r on r.id = b.receipt_id where r.witnessed_by is null`,
  '8. every blank that left the stock carries a certificate or was spoiled before two people': sql`
    select b.kind, b.number, b.state from blanks b
      left join certificates c on c.kind = b.kind and c.blank_number = b.number
      left join blank_spoilings s on s.kind = b.kind and s.number = b.number and s.witnessed_by is not null
     where (b.state in ('spoiled', 'voided')) <> (s.id is not null)
        or (b.state in ('printed', 'issued', 'voided') and c.id is null)
        or (b.state = 'stock' and c.id is not null)`,
  '8. a certificate left the house only after it stood in a frozen register': sql`
    select c.number from certificates c
     where c.issued_at is not null and not exists (
       select from issue_registers r where r.id = c.register_id and c.number = any (r.certificates) and r.made_at <= c.issued_at)`,
  '8. a certificate that was called back or revoked was so by two people, and a revoked pass stays revoked': sql`
    select c.number from certificates c
      left join certificate_withdrawals w on w.certificate_id = c.id and w.approved_by is not null
      left join pass_approvals pa on pa.application_id = c.application_id
     where (c.state in ('recalled', 'voided', 'revoked')) <> (w.id is not null)
        or (c.state = 'revoked' and (w.kind <> 'revoked' or pa.revoked_at is null))`,
  '8. a certificate that replaces another follows one of the same person that no longer holds': sql`
    select c.number from certificates c join certificates former on former.id = c.replaces
     where former.application_id <> c.application_id or former.state not in ('spoiled', 'recalled', 'voided', 'revoked')`,
  '8. a proxy collects only what another person permitted': sql`
    select c.number from certificates c left join proxy_permits p on p.certificate_id = c.id
     where c.collected = 'by_proxy' and (p.permitted_by is null or p.permitted_by = c.issued_by or p.permitted_at > c.issued_at)`,
  '8. the printing of every certificate stands in the log with the hash of its content': sql`
    with told as (
      select (event::jsonb)->'detail' as detail from log_leaves where event_name = 'certificates_printed')
    select c.number from certificates c
     where not exists (
       select from told where told.detail->'numbers' ? c.number and told.detail->'contents' ? encode(c.content_hash, 'hex'))`,
  '8. every row of a published pass list is a pass that was approved before': sql`
    with newest as (
      select distinct on (exam_id) exam_id, snapshot, opened_at from publications where kind = 'pass_list' order by exam_id, version desc)
    select newest.exam_id, line.ticket from newest, jsonb_to_recordset((newest.snapshot::jsonb)->'rows') as line(ticket text)
     where not exists (
       select from tickets t join pass_approvals pa on pa.application_id = t.application_id
        where t.exam_id = newest.exam_id and t.number = line.ticket and pa.approved_at <= newest.opened_at
          and (pa.revoked_at is null or pa.revoked_at > newest.opened_at))`,
}
