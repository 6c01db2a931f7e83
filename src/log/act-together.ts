import { setImmediate as immediately } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { DatabaseRole, Tx } from '../../db/connect.ts'
import { databaseCrossed, databaseHeld, databaseTrouble } from '../../db/trouble.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { type Attempt, entryOf, outcomeOf } from './entry.ts'
import type { EventDetail } from './event.ts'
import { type Answered, type Claim, claimsOf, keepAnswers } from './idempotency.ts'
import { recordAll } from './record.ts'

/** A kind of act that many do in the same second. No two of a batch are of one person or about one subject. */
export type Crowded<C, T, R extends string, H, K> = {
  readonly event: string
  readonly role: DatabaseRole
  readonly about: (command: C) => Pick<Attempt, 'examId' | 'subject'>
  /**
   * Locks what the commands are about, with its first statement, and reads what stands there. Whoever repeats one of the commands waits at
   * these locks until it is answered.
   */
  readonly hold: (tx: Tx, attempts: readonly CrowdedAttempt<C>[]) => Promise<H>
  /** Judges a batch and sends what is to be written. A throw undoes the batch, and its halves are then tried. */
  readonly work: (deps: Deps, tx: Tx, held: H, attempts: readonly CrowdedAttempt<C>[]) => Promise<Worked<T, R>>
  /** What is kept of an answer for a repeat, and the answer made of it again: what stands elsewhere need not be kept twice. */
  readonly keep: (value: T) => K
  readonly recall: (tx: Tx, command: C, kept: K) => Promise<T>
}

export type CrowdedAttempt<C> = Attempt & { readonly command: C }

/** One outcome for each attempt, in their order; what was sent for them may still be under way. */
export type Worked<T, R extends string> = { readonly outcomes: readonly Outcome<T, R>[]; readonly written: Promise<unknown> }
export type Outcome<T, R extends string> = { readonly result: Result<T, R>; readonly detail: EventDetail }

type CrowdRefusal = 'idempotency_key_reused' | 'in_progress'
/** A request whose key is under way already is told so, or waits for the answer, as a browser must whose person has clicked twice. */
export type Meanwhile = 'refuse' | 'wait'

type Waiting<C, T, R extends string> = CrowdedAttempt<C> & {
  readonly settle: (result: Result<T, R | CrowdRefusal>) => void
  readonly fail: (error: unknown) => void
}
/** `underWay`: how many with this person's key have come and not been answered. */
type Queue<C, T, R extends string> = {
  readonly waiting: Waiting<C, T, R>[]
  readonly underWay: Map<string, number>
  /** Batches under way. */
  running: number
}

/** So many in one transaction: past this a batch gains little and the first in it only waits longer. */
const most = 200

/** While one batch waits for the database, as many as this are worth a second: what it costs the processor is then done meanwhile. */
const worthASecond = 100

/**
 * Group commit: acts that come while a transaction is under way wait for its end and then go together in the next one, each with its own
 * outcome and its own log entry, as if it had come alone. Nobody is answered before the commit.
 */
export function actTogether<C, T, R extends string, H, K>(kind: Crowded<C, T, R, H, K>) {
  // By database and authority: `within` is bound to both.
  const queues = new WeakMap<Deps['within'], Queue<C, T, R>>()
  const queueOf = (within: Deps['within']): Queue<C, T, R> => {
    const found = queues.get(within) ?? { waiting: [], underWay: new Map(), running: 0 }
    queues.set(within, found)
    return found
  }
  return (deps: Deps, by: Caller, command: C, meanwhile: Meanwhile = 'refuse'): Promise<Result<T, R | CrowdRefusal>> => {
    const queue = queueOf(deps.within)
    const place = by.idempotencyKey === undefined ? undefined : `${by.accountId} ${by.idempotencyKey}`
    if (place !== undefined && meanwhile === 'refuse' && queue.underWay.has(place)) return Promise.resolve(refuse('in_progress'))
    const answered = new Promise<Result<T, R | CrowdRefusal>>((settle, fail) => {
      queue.waiting.push({ by, command, now: deps.clock(), ...kind.about(command), settle, fail })
    })
    if (isWorthABatch(queue)) void drain(deps, kind, queue)
    return place === undefined ? answered : counted(queue.underWay, place, answered)
  }
}

async function counted<A>(underWay: Map<string, number>, place: string, answered: Promise<A>): Promise<A> {
  underWay.set(place, (underWay.get(place) ?? 0) + 1)
  try {
    return await answered
  } finally {
    const others = (underWay.get(place) ?? 1) - 1
    if (others > 0) underWay.set(place, others)
    else underWay.delete(place)
  }
}

/**
 * Two go side by side at most. Their locks are taken in one order, so that they never wait for each other in a circle.
 * Gap: an act that goes alone takes its key before it locks anything, and a batch the other way round; somebody who saves a draft under the key
 * of their submission under way makes the two wait for each other, which PostgreSQL ends after a second.
 */
const isWorthABatch = <C, T, R extends string>({ waiting, running }: Queue<C, T, R>): boolean =>
  running === 0 ? waiting.length > 0 : running === 1 && waiting.length >= worthASecond

async function drain<C, T, R extends string, H, K>(deps: Deps, kind: Crowded<C, T, R, H, K>, queue: Queue<C, T, R>): Promise<void> {
  while (isWorthABatch(queue)) {
    queue.running += 1
    // Whoever came with the same turn of the loop goes along.
    await immediately()
    const batch = nextBatch(queue.waiting)
    if (batch.length > 0) {
      deps.meter.batch(kind.event, batch.length, queue.waiting.length)
      await carry(deps, kind, batch)
    }
    queue.running -= 1
  }
}

/** From the front, without a second act of one person or about one subject: that one waits for the next batch. */
function nextBatch<C, T, R extends string>(waiting: Waiting<C, T, R>[]): Waiting<C, T, R>[] {
  const taken = new Set<string | undefined>()
  const batch: Waiting<C, T, R>[] = []
  const later: Waiting<C, T, R>[] = []
  for (const one of waiting.splice(0)) {
    const meets = taken.has(one.by.personId) || taken.has(one.subject)
    if (batch.length >= most || meets) later.push(one)
    else batch.push(one)
    taken.add(one.by.personId)
    if (one.subject !== undefined) taken.add(one.subject)
  }
  waiting.push(...later)
  return batch
}

/** Never throws: whatever happens is told to those who wait. */
async function carry<C, T, R extends string, H, K>(
  deps: Deps,
  kind: Crowded<C, T, R, H, K>,
  batch: readonly Waiting<C, T, R>[],
  impatient = false,
): Promise<void> {
  try {
    const results = await deps.within(kind.role, async (tx) => {
      if (impatient) await tx.execute(sql`select set_config('lock_timeout', '250ms', true)`)
      return carryOut(deps, tx, kind, batch)
    })
    for (const [index, { settle }] of batch.entries()) {
      const result = known(results[index], 'an act of a batch has a result')
      deps.meter.acted(kind.event, outcomeOf(result))
      settle(result)
    }
  } catch (error) {
    // After a lost connection nobody knows what was committed, and a database that is too busy is not helped by more: they come again, by their keys.
    const held = databaseHeld(error)
    const again = databaseTrouble(error) === undefined || databaseCrossed(error) || held
    if (batch.length === 1 || !again)
      for (const { fail } of batch) {
        deps.meter.acted(kind.event, 'failed')
        fail(error)
      }
    else {
      // In halves: one that cannot be done costs its company some sixteen transactions, and not one for each of them. What somebody holds has
      // been waited for long enough: whoever wants just that is told to come again, and the others wait for it no longer.
      const half = Math.ceil(batch.length / 2)
      await carry(deps, kind, batch.slice(0, half), impatient || held)
      await carry(deps, kind, batch.slice(half), impatient || held)
    }
  }
}

/** Locks and keys travel together, and so do rows, log entries and answers: four waits for the database, however many act. */
async function carryOut<C, T, R extends string, H, K>(
  deps: Deps,
  tx: Tx,
  kind: Crowded<C, T, R, H, K>,
  batch: readonly CrowdedAttempt<C>[],
): Promise<Result<T, R | CrowdRefusal>[]> {
  const [held, { claims, hashes }] = await Promise.all([kind.hold(tx, batch), claimsOf<K, R>(tx, deps.keyring, kind.event, batch)])
  const fresh = batch.filter((_, index) => isFresh(claims[index]))
  const { outcomes, written } = fresh.length > 0 ? await kind.work(deps, tx, held, fresh) : { outcomes: [], written: undefined }
  const entries: Parameters<typeof recordAll>[1][number][] = []
  const kept: Answered[] = []
  let next = 0
  const results = batch.map((one, index): Result<T, R | CrowdRefusal> | Promise<Result<T, R>> => {
    const claim = claims[index]
    if (claim?.state === 'answered') return recalled(tx, kind, one.command, claim.answer)
    const { result, detail } = isFresh(claim) ? known(outcomes[next++], 'an act has an outcome') : reused
    entries.push({ id: deps.newId(), entry: entryOf(kind.event, one, result, detail) })
    if (claim?.state === 'new')
      kept.push({
        by: one.by,
        now: one.now,
        hash: hashes[index] ?? '',
        answer: result.ok ? { ok: true, value: kind.keep(result.value) } : result,
      })
    return result
  })
  const [, , , answers] = await Promise.all([
    written,
    entries.length > 0 && recordAll(tx, entries),
    keepAnswers(tx, kind.event, kept),
    Promise.all(results),
  ])
  return answers
}

const isFresh = <T, R extends string>(claim: Claim<T, R> | undefined): boolean => claim === undefined || claim.state === 'new'
const reused = { result: refuse('idempotency_key_reused'), detail: {} }

async function recalled<C, T, R extends string, H, K>(
  tx: Tx,
  kind: Crowded<C, T, R, H, K>,
  command: C,
  answer: Result<K, R>,
): Promise<Result<T, R>> {
  return answer.ok ? { ok: true, value: await kind.recall(tx, command, answer.value) } : answer
}
