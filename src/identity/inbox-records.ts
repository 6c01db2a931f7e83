import { and, count, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { inboxMessages } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import type { MessageId } from './ids.ts'

export type MessageRow = typeof inboxMessages.$inferSelect

export const insertMessage = (tx: Tx, row: MessageRow) => tx.insert(inboxMessages).values(row)

export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 2000) await tx.insert(inboxMessages).values(rows.slice(from, from + 2000))
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
