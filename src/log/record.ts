import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { canonicalJson } from './canonical.ts'
import type { LogEvent } from './event.ts'

/**
 * Writes one leaf in the caller's transaction: business row and log entry stand or fall together. It gets its index later (sequence.ts),
 * so that a rush does not queue behind the head of the log.
 */
export async function record(tx: Tx, id: string, entry: LogEvent): Promise<void> {
  // PostgreSQL keeps microseconds; cut, never rounded, as every other column is (db/columns.ts), so that the leaf and its row agree.
  const at = entry.at.toString({ fractionalSecondDigits: 6 })
  const text = canonicalJson({
    v: 1,
    id,
    event: entry.event,
    at,
    actor: entry.actor ?? null,
    exam: entry.examId ?? null,
    subject: entry.subject ?? null,
    outcome: entry.outcome,
    refusal: entry.refusal ?? null,
    detail: entry.detail,
  })
  const leafHash = createHash('sha256')
    .update(Buffer.from([0]))
    .update(text)
    .digest()
  await tx.execute(sql`
    with leaf as (
      insert into log_leaves (id, event, leaf_hash, event_name, actor, exam_id, subject, recorded_at)
      values (${id}, ${text}, ${leafHash}, ${entry.event}, ${entry.actor ?? null}, ${entry.examId ?? null}, ${entry.subject ?? null}, ${at})
      returning id)
    insert into log_pending (leaf_id) select id from leaf`)
}
