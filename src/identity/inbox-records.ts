import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { inboxMessages } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import type { MessageId } from './ids.ts'

export type MessageRow = typeof inboxMessages.$inferSelect

export const insertMessage = (tx: Tx, row: MessageRow) => tx.insert(inboxMessages).values(row)

/** Thousands in one statement: a row of its own for each of fifty thousand candidates would take half a minute to build. */
export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  const sent = rows.map((row) => ({ ...row, bodySealed: `\\x${Buffer.from(row.bodySealed).toString('hex')}` }))
  await tx.execute(sql`
    insert into inbox_messages (id, account_id, exam_id, subject_zh, subject_en, body_sealed, sent_at, read_at)
    select id, "accountId", "examId", "subjectZh", "subjectEn", "bodySealed", "sentAt", "readAt"
      from json_to_recordset(${JSON.stringify(sent)}::json)
        as one (id uuid, "accountId" uuid, "examId" uuid, "subjectZh" text, "subjectEn" text, "bodySealed" bytea, "sentAt" timestamptz, "readAt" timestamptz)`)
}

/** Newest first. */
export const messagesOf = (tx: Tx, accountId: AccountId): Promise<MessageRow[]> =>
  tx
    .select()
    .from(inboxMessages)
    .where(eq(inboxMessages.accountId, accountId))
    .orderBy(desc(inboxMessages.sentAt), desc(inboxMessages.id))
    .limit(200)

export async function unreadOf(tx: Tx, accountId: AccountId): Promise<number> {
  const [row] = await tx
    .select({ unread: count() })
    .from(inboxMessages)
    .where(and(eq(inboxMessages.accountId, accountId), isNull(inboxMessages.readAt)))
  return row?.unread ?? 0
}

export async function markRead(tx: Tx, accountId: AccountId, id: MessageId, at: Instant): Promise<boolean> {
  const read = await tx
    .update(inboxMessages)
    .set({ readAt: at })
    .where(and(eq(inboxMessages.id, id), eq(inboxMessages.accountId, accountId), isNull(inboxMessages.readAt)))
    .returning({ id: inboxMessages.id })
  return read.length === 1
}
