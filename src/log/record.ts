import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { storedText } from '../foundation/clock.ts'
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
      select id, event, decode(hash, 'base64'), name, actor, exam, subject, at
        from json_to_recordset(${JSON.stringify(entries.map(leafOf))}::json)
          as r(id uuid, event text, hash text, name text, actor uuid, exam uuid, subject text, at timestamptz)
      returning id)
    insert into log_pending (leaf_id) select id from leaf`)
}

function leafOf({ id, entry }: { readonly id: string; readonly entry: LogEvent }) {
  // So that the leaf and its row agree.
  const at = storedText(entry.at)
  const { event: name, actor = null, examId: exam = null, subject = null } = entry
  const { outcome, refusal = null, detail } = entry
  // In its order already.
  const event = canonicalJson({ actor, at, detail, event: name, exam, id, outcome, refusal, subject, v: 1 })
  return { id, event, hash: hash('sha256', `\0${event}`, 'base64'), name, actor, exam, subject, at }
}
