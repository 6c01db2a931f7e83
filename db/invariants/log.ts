import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

/** The Merkle tree itself is verified by `npm run verify-log`; these queries say that its rows hang together. */
export const logInvariants: Invariants = {
  '9. every leaf waits for its place or has it, never both': sql`
    select leaf.id, leaf.event_name, (pending.leaf_id is not null) as waits, entry.index
      from log_leaves leaf
      left join log_pending pending on pending.leaf_id = leaf.id
      left join log_entries entry on entry.leaf_id = leaf.id
     where (pending.leaf_id is null) = (entry.leaf_id is null)`,
  '9. nothing has a place or waits for one without its leaf': sql`
    select leaf_id from (select leaf_id from log_entries union all select leaf_id from log_pending) as one
     where not exists (select from log_leaves leaf where leaf.id = one.leaf_id)`,
  '9. every leaf hash is the hash of its event': sql`
    select id, event_name from log_leaves where leaf_hash <> sha256('\\x00'::bytea || convert_to(event, 'UTF8'))`,
  '9. places are counted from nought without a gap, as far as the head says': sql`
    select size, entries, last from log_head, (select count(*) as entries, max(index) as last from log_entries) as counted
     where size <> entries or size <> coalesce(last + 1, 0)`,
  '9. no checkpoint is ahead of the head, and one of its size has its root': sql`
    select checkpoint.size, head.size as head from log_checkpoints checkpoint, log_head head
     where checkpoint.size > head.size or (checkpoint.size = head.size and checkpoint.root <> head.root)`,
  '9. the columns of every leaf are those of its text': sql`
    select id, event_name from log_leaves
     where (id::text, event_name, actor::text, exam_id::text, subject)
           is distinct from (event::jsonb ->> 'id', event::jsonb ->> 'event', event::jsonb ->> 'actor', event::jsonb ->> 'exam', event::jsonb ->> 'subject')`,
  '9. every complete subtree of 256 leaves and more has its root kept, and no other': sql`
    select levels.level, kept, size / (1::bigint << level) as complete
      from log_head, generate_series(8, 62) as levels (level),
           lateral (select count(*) as kept from log_subtrees s where s.level = levels.level) as counted
     where kept <> size / (1::bigint << level)`,
  '9. there is one head': sql`select count(*) as heads from log_head having count(*) <> 1`,
}
