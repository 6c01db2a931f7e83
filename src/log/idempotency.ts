import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../foundation/caller.ts'
import { type Instant, storedText } from '../foundation/clock.ts'
import type { Result } from '../foundation/result.ts'
import type { Keyring } from '../keys/keyring.ts'
import { comparableJson } from './canonical.ts'

/** A command that its sender may repeat under the same key. */
type Repeatable = { readonly by: Caller; readonly key: string; readonly command: unknown; readonly now: Instant }

export type Claim<T, R extends string> =
  | { readonly state: 'new' }
  | { readonly state: 'reused' }
  | { readonly state: 'answered'; readonly answer: Result<T, R> }

type Hashing = Pick<Keyring, 'digest'>

/** Keyed: a command may hold a resident ID number, and a bare hash of one is found by trying them all. */
const hashOf = (keyring: Hashing, event: string, command: unknown): string =>
  Buffer.from(keyring.digest(`idempotency:${event}`, comparableJson(command))).toString('base64')

const Kept = z.object({ event: z.string(), hash: z.string(), answer: z.unknown() })

const judged = <T, R extends string>(kept: z.infer<typeof Kept>, event: string, hash: string): Claim<T, R> =>
  kept.event === event && kept.hash === hash ? { state: 'answered', answer: kept.answer as Result<T, R> } : { state: 'reused' }

/**
 * Takes the key for this act, or finds what was answered to it. A second request with the same key waits here on the first one's row until
 * that commits, so two clicks make one act.
 */
export async function claimKey<T, R extends string>(
  tx: Tx,
  keyring: Hashing,
  event: string,
  { by, key, command, now }: Repeatable,
): Promise<Claim<T, R>> {
  const hash = hashOf(keyring, event, command)
  const claimed = await tx.execute(sql`
    insert into idempotent_answers (actor, key, event, command_hash, claimed_at)
    values (${by.accountId}, ${key}, ${event}, decode(${hash}, 'base64'), ${storedText(now)})
    on conflict (actor, key) do nothing returning actor`)
  if (claimed.length === 1) return { state: 'new' }
  const [former] = await tx.execute(sql`
    select event, encode(command_hash, 'base64') as hash, answer from idempotent_answers where actor = ${by.accountId} and key = ${key}`)
  return judged(Kept.parse(former), event, hash)
}

/** Keeps the answer under the key that was claimed, in the transaction of its act. */
export async function keepAnswer(tx: Tx, { accountId }: Caller, key: string, answer: Result<unknown, string>): Promise<void> {
  await tx.execute(sql`update idempotent_answers set answer = ${JSON.stringify(answer)}::jsonb where actor = ${accountId} and key = ${key}`)
}

/** What a crowd asks of its keys: the claims, and a place for each new answer, in the order of the acts; nothing for an act without a key. */
export type Keyed<T, R extends string> = {
  readonly claims: readonly (Claim<T, R> | undefined)[]
  readonly hashes: readonly string[]
}

type Asked = Pick<Repeatable, 'by' | 'command' | 'now'>

/**
 * The same for acts that are done together under locks that their repeats would wait for: the keys are only looked up, and taken with
 * their answers at the end (`keepAnswers`), one row written for each and not two.
 */
export async function claimsOf<T, R extends string>(tx: Tx, keyring: Hashing, event: string, acts: readonly Asked[]): Promise<Keyed<T, R>> {
  const hashes = acts.map(({ by, command }) => (by.idempotencyKey === undefined ? '' : hashOf(keyring, event, command)))
  const keyed = acts.filter(({ by }) => by.idempotencyKey !== undefined)
  if (keyed.length === 0) return { claims: acts.map(() => undefined), hashes }
  const list = JSON.stringify(keyed.map(({ by }) => ({ a: by.accountId, k: by.idempotencyKey })))
  // One look into the index for each: asked as a join, a plan made while the table was small reads all of it.
  const rows = await tx.execute(sql`
    select r.a as actor, r.k as key, kept.event, encode(kept.command_hash, 'base64') as hash, kept.answer
      from json_to_recordset(${list}::json) as r(a uuid, k text)
     cross join lateral (select event, command_hash, answer from idempotent_answers where actor = r.a and key = r.k limit 1) kept`)
  const former = new Map(
    z
      .array(Kept.extend({ actor: z.string(), key: z.string() }))
      .parse([...rows])
      .map((row) => [`${row.actor} ${row.key}`, row]),
  )
  const claims = acts.map(({ by }, index): Claim<T, R> | undefined => {
    if (by.idempotencyKey === undefined) return undefined
    const kept = former.size > 0 ? former.get(`${by.accountId} ${by.idempotencyKey}`) : undefined
    return kept ? judged(kept, event, hashes[index] ?? '') : { state: 'new' }
  })
  return { claims, hashes }
}

export type Answered = { readonly by: Caller; readonly now: Instant; readonly hash: string; readonly answer: Result<unknown, string> }

/** Takes the keys with their answers. Where somebody took one meanwhile for something else PostgreSQL refuses all, and the halves are tried. */
export async function keepAnswers(tx: Tx, event: string, answers: readonly Answered[]): Promise<void> {
  if (answers.length === 0) return
  const list = JSON.stringify(
    answers.map(({ by, now, hash, answer }) => ({ a: by.accountId, k: by.idempotencyKey, h: hash, t: storedText(now), r: answer })),
  )
  await tx.execute(sql`
    insert into idempotent_answers (actor, key, event, command_hash, answer, claimed_at)
    select a, k, ${event}, decode(h, 'base64'), r, t from json_to_recordset(${list}::json) as r(a uuid, k text, h text, t timestamptz, r jsonb)
     order by a, k`)
}
