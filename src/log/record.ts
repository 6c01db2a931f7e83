import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { canonicalJson } from './canonical.ts'
import type { LogEvent } from './event.ts'

/**
 * Writes one leaf in the caller's transaction: business row and log entry stand or fall together. It gets its index later (sequence.ts),
 * so that a rush does not queue behind the head of the log.
 */
export const record = (tx: Tx, id: string, entry: LogEvent): Promise<void> => recordAll(tx, [{ id, entry }])

/** The same for acts that are done together, in one statement. */
export async function recordAll(tx: Tx, entries: readonly { readonly id: string; readonly entry: LogEvent }[]): Promise<void> {
  await tx.execute(sql`
    with leaf as (
      insert into log_leaves (id, event, leaf_hash, event_name, actor, exam_id, subject, recorded_at)
      select id, event, decode(leaf_hash, 'hex'), event_name, actor, exam_id, subject, recorded_at
        from jsonb_to_recordset(${JSON.stringify(entries.map(leafOf))}::jsonb)
          as r(id uuid, event text, leaf_hash text, event_name text, actor uuid, exam_id uuid, subject text, recorded_at timestamptz)
      returning id)
    insert into log_pending (leaf_id) select id from leaf`)
}

function leafOf({ id, entry }: { readonly id: string; readonly entry: LogEvent }) {
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
    .digest('hex')
  return {
    id,
    event: text,
    leaf_hash: leafHash,
    event_name: entry.event,
    actor: entry.actor ?? null,
    exam_id: entry.examId ?? null,
    subject: entry.subject ?? null,
    recorded_at: at,
  }
}
