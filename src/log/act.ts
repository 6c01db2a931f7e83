import type { DatabaseRole, Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { entryOf, outcomeOf } from './entry.ts'
import type { EventDetail } from './event.ts'
import { claimKey, keepAnswer } from './idempotency.ts'
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

type Work<T, R extends string> = (tx: Tx, now: Instant, note: Note) => Promise<Result<T, R>>

/**
 * Runs a use case: one transaction under one database role, the time read once, one log entry whether the rules accept or refuse.
 * A repeated idempotency key with the same command gets the first answer again and does nothing; with another it is refused.
 * The value must be JSON without personal data, since it may be kept for the repeat.
 */
export function act<T, R extends string>(deps: Deps, act: Act & { readonly command?: undefined }, work: Work<T, R>): Promise<Result<T, R>>
export function act<T, R extends string>(deps: Deps, act: Act, work: Work<T, R>): Promise<Result<T, R | 'idempotency_key_reused'>>
export async function act<T, R extends string>(
  deps: Deps,
  { event, role, by, examId, subject, command }: Act,
  work: Work<T, R>,
): Promise<Result<T, R | 'idempotency_key_reused'>> {
  const now = deps.clock()
  const key = command === undefined ? undefined : by.idempotencyKey
  const acted = deps.within(role, async (tx) => {
    const claim = key === undefined ? undefined : await claimKey<T, R>(tx, deps.keyring, event, { by, key, command, now })
    if (claim?.state === 'answered') return claim.answer
    const detail: Record<string, EventDetail[string]> = {}
    const reused = claim?.state === 'reused'
    const result = reused ? refuse('idempotency_key_reused') : await work(tx, now, (more) => Object.assign(detail, more))
    const recorded = record(tx, deps.newId(), entryOf(event, { by, examId, subject, now }, result, detail))
    // Sent together: neither waits for the other's answer.
    await Promise.all([recorded, key !== undefined && !reused && keepAnswer(tx, by, key, result)])
    return result
  })
  return acted.then(
    (result) => {
      deps.meter.acted(event, outcomeOf(result))
      return result
    },
    (error: unknown) => {
      deps.meter.acted(event, 'failed')
      throw error
    },
  )
}
