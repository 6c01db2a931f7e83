import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Result } from '../foundation/result.ts'
import type { Keyring } from '../keys/keyring.ts'
import { comparableJson } from './canonical.ts'

type Claim<T, R extends string> = { state: 'new' } | { state: 'reused' } | { state: 'answered'; answer: Result<T, R> }

const Kept = z.object({ event: z.string(), hash: z.string(), answer: z.unknown() })

/**
 * Takes the key for this act, or finds what was answered to it. A second request with the same key waits here on the first one's row
 * until that commits, so two clicks make one act.
 */
export async function claimIdempotencyKey<T, R extends string>(
  tx: Tx,
  keyring: Pick<Keyring, 'digest'>,
  by: Caller,
  event: string,
  command: unknown,
  now: Instant,
): Promise<Claim<T, R>> {
  const key = by.idempotencyKey ?? ''
  // Keyed: a command may hold a resident ID number, and a bare hash of one is found by trying them all.
  const hash = Buffer.from(keyring.digest(`idempotency:${event}`, comparableJson(command)))
  const claimed = await tx.execute(sql`
    insert into idempotent_answers (actor, key, event, command_hash, claimed_at)
    values (${by.accountId}, ${key}, ${event}, ${hash}, ${now.toString()})
    on conflict (actor, key) do nothing returning key`)
  if (claimed.length > 0) return { state: 'new' }
  const [kept] = z.array(Kept).parse(
    await tx.execute(sql`
    select event, encode(command_hash, 'hex') as hash, answer from idempotent_answers where actor = ${by.accountId} and key = ${key}`),
  )
  if (kept?.event !== event || kept.hash !== hash.toString('hex')) return { state: 'reused' }
  return { state: 'answered', answer: kept.answer as Result<T, R> }
}

/** Keeps the answer for a repeat, in the act's own transaction. */
export async function keepAnswer(tx: Tx, by: Caller, event: string, answer: Result<unknown, string>): Promise<void> {
  await tx.execute(sql`
    update idempotent_answers set answer = ${JSON.stringify(answer)}::jsonb
     where actor = ${by.accountId} and key = ${by.idempotencyKey ?? ''} and event = ${event}`)
}
