import type { DatabaseRole, Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type Refused, type Result, refuse } from '../foundation/result.ts'
import type { EventDetail } from './event.ts'
import { claimIdempotencyKey, keepAnswer } from './idempotency.ts'
import { record } from './record.ts'

/** One act of one person: what it is called in the log, and what it is about. */
export type Act = {
  /** A fact in snake_case, e.g. 'opinion_given'. A refused attempt carries the same name with outcome 'refused'. */
  readonly event: string
  readonly role: DatabaseRole
  readonly by: Caller
  readonly examId?: string | undefined
  /** The id of what was acted upon. Never a name, number or other personal data. */
  readonly subject?: string | undefined
  /** The command as sent, for telling a repeated submission from a changed one; only needed where a client may repeat. */
  readonly command?: unknown
}

/** Adds to the log entry. Numbers, ids, codes and hashes only: the log is public. */
export type Note = (detail: EventDetail) => void

/**
 * Runs a use case: one transaction under one database role, the time read once, one log entry whether the rules accept or refuse.
 * A repeated idempotency key with the same command gets the first answer again and does nothing; with another it is refused.
 * The value must be JSON without personal data, since it may be kept for the repeat.
 */
export async function act<T, R extends string>(
  deps: Deps,
  { event, role, by, examId, subject, command }: Act,
  work: (tx: Tx, now: Instant, note: Note) => Promise<Result<T, R>>,
): Promise<Result<T, R | 'idempotency_key_reused'>> {
  const now = deps.clock()
  return deps.within(role, async (tx): Promise<Result<T, R | 'idempotency_key_reused'>> => {
    const claim =
      command !== undefined && by.idempotencyKey ? await claimIdempotencyKey<T, R>(tx, deps.keyring, by, event, command, now) : undefined
    if (claim?.state === 'answered') return claim.answer
    if (claim?.state === 'reused') return refused(await recordRefusal(deps, tx, { event, by, examId, subject }, now))
    const details: Record<string, EventDetail[string]> = {}
    const result = await work(tx, now, (detail) => Object.assign(details, detail))
    await record(tx, deps.newId(), {
      event,
      at: now,
      actor: by.accountId,
      examId,
      subject,
      outcome: result.ok ? 'accepted' : 'refused',
      ...(result.ok ? {} : { refusal: result.refusal }),
      detail: details,
    })
    if (claim) await keepAnswer(tx, by, event, result)
    return result
  })
}

type Attempt = Pick<Act, 'event' | 'by' | 'examId' | 'subject'>

async function recordRefusal(deps: Deps, tx: Tx, { event, by, examId, subject }: Attempt, now: Instant): Promise<'idempotency_key_reused'> {
  const refusal = 'idempotency_key_reused'
  await record(tx, deps.newId(), { event, at: now, actor: by.accountId, examId, subject, outcome: 'refused', refusal, detail: {} })
  return refusal
}

const refused = <R extends string>(refusal: R): Refused<R> => refuse(refusal)
