import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const publicityInvariants: Invariants = {
  '7. a published list is the text whose hash was shown': sql`
    select id, kind, version from publications where sha256(convert_to(snapshot, 'UTF8')) <> snapshot_hash`,
  '7. what was published is what was drafted and approved by another person': sql`
    select p.id from publications p
     where p.prepared_by = p.approved_by
        or not exists (select from publication_drafts d where d.published_as = p.id and d.snapshot_hash = p.snapshot_hash and d.prepared_by = p.prepared_by)`,
  '7. each version corrects the one before it': sql`
    select p.id from publications p left join publications before on before.id = p.corrects
     where p.version > 1 and (before.exam_id, before.kind, before.version + 1) is distinct from (p.exam_id, p.kind, p.version)`,
  '7. an objection was raised while its list was public': sql`
    select o.id from objections o join publications p on p.id = o.publication_id
     where o.raised_at < p.opened_at or o.raised_at >= p.closes_at`,
  '7. an objection has the state of its newest finding, by one who did not prepare the list': sql`
    select o.id from objections o join publications p on p.id = o.publication_id
      left join objection_findings f on f.objection_id = o.id
       and f.sequence = (select max(sequence) from objection_findings n where n.objection_id = o.id)
     where o.state <> coalesce(f.finding, 'open')
        or exists (select from objection_findings a where a.objection_id = o.id and a.decided_by = p.prepared_by)`,
  '9. every publication is in the log': sql`
    select p.id from publications p
     where not exists (select from log_leaves l where l.event_name = 'list_published' and l.exam_id = p.exam_id and l.event like '%' || p.id::text || '%')`,
}
