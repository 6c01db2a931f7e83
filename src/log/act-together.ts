import type { DatabaseRole, Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import type { Result } from '../foundation/result.ts'
import { type Act, type Attempt, carryOut, type Outcome, outcomeOf } from './act.ts'

/** A kind of act that many do in the same second. */
export type Crowded<C, T, R extends string> = {
  readonly event: string
  readonly role: DatabaseRole
  readonly about: (command: C) => Pick<Act, 'examId' | 'subject'>
  /**
   * Judges and writes a batch; one outcome for each attempt, in their order. No two of a batch are of one person or about one subject. A
   * throw undoes the batch, and each is then tried by itself.
   */
  readonly work: (deps: Deps, tx: Tx, attempts: readonly CrowdedAttempt<C>[]) => Promise<readonly Outcome<T, R>[]>
}

export type CrowdedAttempt<C> = Attempt & { readonly command: C }

type Waiting<C, T, R extends string> = CrowdedAttempt<C> & {
  readonly settle: (result: Result<T, R | 'idempotency_key_reused'>) => void
  readonly fail: (error: unknown) => void
}

/** So many in one transaction: past this a batch gains little and the first in it only waits longer. */
const most = 200

/**
 * Group commit: acts that come while a transaction is under way wait for its end and then go together in the next one, each with its own
 * outcome and its own log entry, as if it had come alone. Nobody is answered before the commit.
 */
export function actTogether<C, T, R extends string>(kind: Crowded<C, T, R>) {
  type Queue = { readonly waiting: Waiting<C, T, R>[]; running: boolean }
  // By database and authority: `within` is bound to both.
  const queues = new WeakMap<Deps['within'], Queue>()
  const queueOf = (within: Deps['within']): Queue => {
    const known = queues.get(within) ?? { waiting: [], running: false }
    queues.set(within, known)
    return known
  }
  return (deps: Deps, by: Caller, command: C): Promise<Result<T, R | 'idempotency_key_reused'>> =>
    new Promise((settle, fail) => {
      const queue = queueOf(deps.within)
      queue.waiting.push({ by, command, now: deps.clock(), ...kind.about(command), settle, fail })
      if (!queue.running) void drain(deps, kind, queue)
    })
}

async function drain<C, T, R extends string>(
  deps: Deps,
  kind: Crowded<C, T, R>,
  queue: { readonly waiting: Waiting<C, T, R>[]; running: boolean },
): Promise<void> {
  queue.running = true
  while (queue.waiting.length > 0) {
    const batch = nextBatch(queue.waiting)
    deps.meter.batch(kind.event, batch.length, queue.waiting.length)
    await carry(deps, kind, batch)
  }
  queue.running = false
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
async function carry<C, T, R extends string>(deps: Deps, kind: Crowded<C, T, R>, batch: readonly Waiting<C, T, R>[]): Promise<void> {
  try {
    const results = await deps.within(kind.role, async (tx) => {
      const carried = await carryOut<Waiting<C, T, R>, T, R>(deps, tx, kind.event, batch, (fresh) => kind.work(deps, tx, fresh))
      return batch.map((one, index) => ({ ...one, result: known(carried[index], 'an act of a batch has a result') }))
    })
    for (const { settle, result } of results) {
      deps.meter.acted(kind.event, outcomeOf(result))
      settle(result)
    }
  } catch (error) {
    if (batch.length === 1 || !isOfOneAct(error))
      for (const { fail } of batch) {
        deps.meter.acted(kind.event, 'failed')
        fail(error)
      }
    else for (const one of batch) await carry(deps, kind, [one])
  }
}

/**
 * Whether the error may be one act's own fault. After a lost connection nobody knows whether the batch was committed, and trying again
 * would judge acts that stand by what they did; whoever sent them asks again under the same key.
 */
function isOfOneAct(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && /^(CONNECTION_|E[A-Z]{4,}|57P|08)/.test(String(one.code))) return false
  }
  return true
}
