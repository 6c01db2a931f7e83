import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { inboxMessages } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { MessageId } from './ids.ts'

export type MessageRow = typeof inboxMessages.$inferSelect

export const insertMessage = (tx: Tx, row: MessageRow) => tx.insert(inboxMessages).values(row)

/** Thousands in one statement for each subject: what they have in common travels once, the rest as columns, which no value here breaks. */
export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  const alike = Map.groupBy(rows, ({ examId, subjectZh, subjectEn, sentAt }) => [examId, subjectZh, subjectEn, sentAt].join('\n'))
  for (const some of alike.values()) {
    const { examId, subjectZh, subjectEn, sentAt } = known(some[0], 'a group has a first row')
    const column = (of: (row: MessageRow) => string) => `{${some.map(of).join(',')}}`
    await tx.execute(sql`
      insert into inbox_messages (id, account_id, exam_id, subject_zh, subject_en, body_sealed, sent_at)
      select one.id, one.account_id, ${examId}::uuid, ${subjectZh}, ${subjectEn}, decode(one.body, 'base64'), ${sentAt.toString()}::timestamptz
        from unnest(${column(({ id }) => id)}::uuid[], ${column(({ accountId }) => accountId)}::uuid[],
          ${column(({ bodySealed }) => Buffer.from(bodySealed).toString('base64'))}::text[]) as one (id, account_id, body)`)
  }
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
