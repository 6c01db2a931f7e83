import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { MessageId } from './ids.ts'
import { insertMessage, insertMessages, type MessageRow, markRead, messagesOf, unreadOf } from './inbox-records.ts'

/** One text in both languages, as src/web/locale.ts has it; the reader's language is chosen when it is read. */
const Text = z.strictObject({ zh: z.string(), en: z.string() })
type Text = z.infer<typeof Text>

type Telling = {
  readonly accountId: AccountId
  readonly examId: ExamId | undefined
  /** Stands in the database in clear: no personal data, no decision. */
  readonly subject: Text
  /** Sealed. */
  readonly body: Text
  readonly now: Instant
}

/** A message to a person, in the transaction of what it tells about: told if and only if it happened. */
export const tell = async (tx: Tx, deps: Pick<Deps, 'newId' | 'keyring'>, telling: Telling): Promise<void> => {
  await insertMessage(tx, sealMessage(deps, telling))
}

/** The same for thousands at once. */
export const tellMany = (tx: Tx, deps: Pick<Deps, 'newId' | 'keyring'>, tellings: readonly Telling[]): Promise<void> =>
  insertMessages(
    tx,
    tellings.map((telling) => sealMessage(deps, telling)),
  )

function sealMessage(deps: Pick<Deps, 'newId' | 'keyring'>, { accountId, examId, subject, body, now }: Telling): MessageRow {
  const id = MessageId.parse(deps.newId())
  return {
    id,
    accountId,
    examId: examId ?? null,
    subjectZh: subject.zh,
    subjectEn: subject.en,
    bodySealed: deps.keyring.sealField(placeOf(id), JSON.stringify(body)),
    sentAt: now,
    readAt: null,
  }
}

const placeOf = (id: MessageId) => `inbox_messages:body:${id}`

export type Message = {
  readonly messageId: string
  readonly examId: string | undefined
  readonly subject: Text
  readonly body: Text
  readonly sentAt: Instant
  readonly readAt: Instant | undefined
}

export const ReadInbox = z.strictObject({})

/** The caller's own messages, newest first. */
export async function readInbox(deps: Deps, caller: Caller): Promise<Result<{ messages: Message[]; unread: number }, never>> {
  const rows = await deps.within('gate', (tx) => messagesOf(tx, caller.accountId))
  const messages = rows.map((row) => ({
    messageId: row.id,
    examId: row.examId ?? undefined,
    subject: { zh: row.subjectZh, en: row.subjectEn },
    body: Text.parse(JSON.parse(deps.keyring.openField(placeOf(row.id), row.bodySealed))),
    sentAt: row.sentAt,
    readAt: row.readAt ?? undefined,
  }))
  return accept({ messages, unread: messages.filter(({ readAt }) => readAt === undefined).length })
}

export const unreadCount = (deps: Deps, caller: Caller): Promise<number> => deps.within('gate', (tx) => unreadOf(tx, caller.accountId))

export const ReadMessage = z.strictObject({ messageId: MessageId })

/** Reading one's own mail is no act of the examination: the row says when, the log is not written to. */
export async function readMessage(
  deps: Deps,
  caller: Caller,
  { messageId }: z.infer<typeof ReadMessage>,
): Promise<Result<{ messageId: string }, 'message_unknown'>> {
  const read = await deps.within('gate', (tx) => markRead(tx, caller.accountId, messageId, deps.clock()))
  return read ? accept({ messageId }) : refuse('message_unknown')
}
