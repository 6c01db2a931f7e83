import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import type { Result } from '../foundation/result.ts'
import type { Keyring } from '../keys/keyring.ts'
import { comparableJson } from './canonical.ts'

/** A command that its sender may repeat under the same key. */
export type Repeatable = { readonly by: Caller; readonly key: string; readonly command: unknown; readonly now: Instant }

export type Claim<T, R extends string> =
  | { readonly state: 'new' }
  | { readonly state: 'reused' }
  | { readonly state: 'answered'; readonly answer: Result<T, R> }

const Claimed = z.object({ actor: z.string(), key: z.string() })
const Kept = Claimed.extend({ event: z.string(), hash: z.string(), answer: z.unknown() })

const placeOf = ({ actor, key }: z.infer<typeof Claimed>) => `${actor} ${key}`

/**
 * Takes the keys for these acts, or finds what was answered to them; one claim for each, in their order. A second request with the same
 * key waits here on the first one's row until that commits, so two clicks make one act. No two of one call bear the same key of one
 * person.
 */
export async function claimKeys<T, R extends string>(
  tx: Tx,
  keyring: Pick<Keyring, 'digest'>,
  event: string,
  acts: readonly Repeatable[],
): Promise<Claim<T, R>[]> {
  if (acts.length === 0) return []
  const wanted = acts.map(({ by, key, command, now }) => ({
    actor: by.accountId,
    key,
    // Keyed: a command may hold a resident ID number, and a bare hash of one is found by trying them all.
    hash: Buffer.from(keyring.digest(`idempotency:${event}`, comparableJson(command))).toString('hex'),
    at: now.toString({ fractionalSecondDigits: 6 }),
  }))
  const list = JSON.stringify(wanted)
  // In one order everywhere: two processes that want the same keys wait for each other and never in a circle.
  const claimed = z.array(Claimed).parse(
    await tx.execute(sql`
      insert into idempotent_answers (actor, key, event, command_hash, claimed_at)
      select actor, key, ${event}, decode(hash, 'hex'), at
        from jsonb_to_recordset(${list}::jsonb) as r(actor uuid, key text, hash text, at timestamptz)
       order by actor, key
      on conflict (actor, key) do nothing returning actor, key`),
  )
  if (claimed.length === acts.length) return acts.map(() => ({ state: 'new' }))
  const kept = z.array(Kept).parse(
    await tx.execute(sql`
      select k.actor, k.key, k.event, encode(k.command_hash, 'hex') as hash, k.answer
        from idempotent_answers k join jsonb_to_recordset(${list}::jsonb) as r(actor uuid, key text) on r.actor = k.actor and r.key = k.key`),
  )
  const fresh = new Set(claimed.map(placeOf))
  const former = new Map(kept.map((one) => [placeOf(one), one]))
  return wanted.map((one) => {
    const place = placeOf(one)
    if (fresh.has(place)) return { state: 'new' }
    const { event: said, hash, answer } = known(former.get(place), 'a key that is taken has a row')
    return said === event && hash === one.hash ? { state: 'answered', answer: answer as Result<T, R> } : { state: 'reused' }
  })
}

/** Keeps the answers for repeats, in the transaction of their acts. */
export async function keepAnswers(
  tx: Tx,
  event: string,
  answers: readonly { readonly by: Caller; readonly key: string; readonly answer: Result<unknown, string> }[],
): Promise<void> {
  if (answers.length === 0) return
  const list = JSON.stringify(answers.map(({ by, key, answer }) => ({ actor: by.accountId, key, answer })))
  await tx.execute(sql`
    update idempotent_answers k set answer = r.answer
      from jsonb_to_recordset(${list}::jsonb) as r(actor uuid, key text, answer jsonb)
     where k.actor = r.actor and k.key = r.key and k.event = ${event}`)
}
