import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ExamId, PublicationId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { ObjectionId, ObjectionNumber } from './ids.ts'
import { examOfLists, insertObjection, newestHead, objectionsSince, publicationById, readSnapshot } from './records.ts'
import type { PublicityRefusal } from './refusals.ts'
import { judgeObjection } from './rules/hands.ts'
import { objectionDueAt } from './rules/window.ts'

export const RaiseObjection = z.strictObject({
  examId: ExamId,
  publicationId: PublicationId,
  /** The ticket number of the line it is about; without it the whole list is meant. */
  concerns: z.string().trim().min(1).max(24).optional(),
  statement: z.string().trim().min(10).max(4000),
  /** Name and telephone, if the objection is made under a name. */
  contact: z.string().trim().min(2).max(200).optional(),
})
export type RaiseObjection = z.infer<typeof RaiseObjection>

type Raised = { readonly number: ObjectionNumber; readonly dueAt: string }

/**
 * Anyone may object while the list is public. A signed-in person's act is in the log; of an anonymous one only the sealed row remains,
 * since the log holds nothing of people who are nobody here.
 */
export async function raiseObjection(
  deps: Deps,
  command: RaiseObjection,
  caller: Caller | undefined,
): Promise<Result<Raised, PublicityRefusal | 'idempotency_key_reused'>> {
  const { examId, publicationId } = command
  if (!caller) return deps.within('public', (tx) => raise(deps, tx, command, undefined, deps.clock()))
  const role = caller.kind === 'candidate' ? 'candidate' : 'office'
  return act(deps, { event: 'objection_raised', role, by: caller, examId, subject: publicationId, command }, (tx, now) =>
    raise(deps, tx, command, caller, now),
  )
}

async function raise(
  deps: Deps,
  tx: Tx,
  { examId, publicationId, concerns, statement, contact }: RaiseObjection,
  caller: Caller | undefined,
  now: Instant,
): Promise<Result<Raised, PublicityRefusal>> {
  const exam = await examOfLists(tx, examId)
  const published = exam && (await publicationById(tx, examId, publicationId))
  if (!published) return refuse('publication_unknown')
  const newest = await newestHead(tx, examId, published.kind)
  if (newest?.id !== publicationId) return refuse('newer_version_published')
  const may = judgeObjection(published.closesAt, await objectionsSince(tx, publicationId, now.subtract({ hours: 1 })), now)
  if (!may.ok) return may
  if (concerns && !readSnapshot(published.snapshot).rows.some(({ ticket }) => ticket === concerns)) return refuse('ticket_not_on_list')
  const id = ObjectionId.parse(deps.newId())
  const number = objectionNumber(deps.newSecret())
  const dueAt = objectionDueAt(deps.authority.timeZone, now, exam.notice.holidays)
  await insertObjection(tx, {
    id,
    publicationId,
    number,
    statementSealed: deps.keyring.sealField(`objections:statement:${id}`, statement),
    contactSealed: contact ? deps.keyring.sealField(`objections:contact:${id}`, contact) : null,
    concerns: concerns ?? null,
    raisedBy: caller?.accountId ?? null,
    raisedAt: now,
    dueAt,
    state: 'open',
    decidedAt: null,
  })
  return accept({ number, dueAt: dueAt.toString() })
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Sixty bits, in groups that can be read out on the telephone. */
function objectionNumber(secret: Uint8Array): ObjectionNumber {
  const letters = [...secret.slice(0, 12)].map((byte) => alphabet.charAt(byte & 31)).join('')
  return ObjectionNumber.parse(`${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`)
}
