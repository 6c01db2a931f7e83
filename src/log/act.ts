import type { DatabaseRole, Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import { type Result, refuse } from '../foundation/result.ts'
import type { EventDetail } from './event.ts'
import { claimKeys, keepAnswers } from './idempotency.ts'
import { recordAll } from './record.ts'

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
  const attempt = { by, examId, subject, command, now }
  const result = deps.within(role, async (tx) => {
    const [outcome] = await carryOut<Attempt, T, R>(deps, tx, event, [attempt], async () => {
      const detail: Detail = {}
      return [{ result: await work(tx, now, (more) => Object.assign(detail, more)), detail }]
    })
    return known(outcome, 'an act has an outcome')
  })
  return result.then(
    (outcome) => {
      deps.meter.acted(event, outcomeOf(outcome))
      return outcome
    },
    (error: unknown) => {
      deps.meter.acted(event, 'failed')
      throw error
    },
  )
}

/** As it is counted: a refusal by its code. */
export const outcomeOf = (result: Result<unknown, string>): string => (result.ok ? 'accepted' : result.refusal)

export type Attempt = Pick<Act, 'by' | 'examId' | 'subject' | 'command'> & { readonly now: Instant }
export type Detail = Record<string, EventDetail[string]>
export type Outcome<T, R extends string> = { readonly result: Result<T, R>; readonly detail: Detail }

/**
 * What `act` and `actTogether` have in common, for any number of attempts at the same kind of act in one transaction: keys, work, log
 * entries, answers kept. `work` gets those that were not answered before and gives an outcome for each, in their order.
 */
export async function carryOut<A extends Attempt, T, R extends string>(
  deps: Pick<Deps, 'keyring' | 'newId'>,
  tx: Tx,
  event: string,
  attempts: readonly A[],
  work: (fresh: readonly A[]) => Promise<readonly Outcome<T, R>[]>,
): Promise<Result<T, R | 'idempotency_key_reused'>[]> {
  const keyed = attempts.flatMap(({ by, command, now }) =>
    command !== undefined && by.idempotencyKey ? { by, key: by.idempotencyKey, command, now } : [],
  )
  const claims = await claimKeys<T, R>(tx, deps.keyring, event, keyed)
  const claimOf = new Map(keyed.map(({ by, key }, index) => [`${by.accountId} ${key}`, claims[index]]))
  const claimed = attempts.map((attempt) => ({ attempt, claim: claimOf.get(`${attempt.by.accountId} ${attempt.by.idempotencyKey}`) }))
  const fresh = claimed.filter(({ claim }) => claim === undefined || claim.state === 'new')
  const outcomes = fresh.length > 0 ? await work(fresh.map(({ attempt }) => attempt)) : []
  const byAttempt = new Map(fresh.map(({ attempt }, index) => [attempt, known(outcomes[index], 'an act has an outcome')]))
  const all = claimed.map(({ attempt, claim }) => ({ attempt, claim, outcome: byAttempt.get(attempt) ?? spared<T, R>(claim) }))
  const said = all.filter(({ claim }) => claim?.state !== 'answered')
  const entries = said.map(({ attempt, outcome }) => ({ id: deps.newId(), entry: entryOf(event, attempt, outcome) }))
  const kept = all.flatMap(({ attempt: { by }, claim, outcome }) =>
    claim?.state === 'new' ? { by, key: by.idempotencyKey ?? '', answer: outcome.result } : [],
  )
  // Sent together: neither waits for the other's answer.
  await Promise.all([entries.length > 0 && recordAll(tx, entries), keepAnswers(tx, event, kept)])
  return all.map(({ outcome }) => outcome.result)
}

type ClaimOf<T, R extends string> = Awaited<ReturnType<typeof claimKeys<T, R>>>[number]

/** What is answered to an attempt that is not worked on: the first answer again, or that its key stands for something else. */
function spared<T, R extends string>(claim: ClaimOf<T, R> | undefined): Outcome<T, R | 'idempotency_key_reused'> {
  return { result: claim?.state === 'answered' ? claim.answer : refuse('idempotency_key_reused'), detail: {} }
}

const entryOf = (event: string, { by, examId, subject, now }: Attempt, { result, detail }: Outcome<unknown, string>) => ({
  event,
  at: now,
  actor: by.accountId,
  examId,
  subject,
  outcome: result.ok ? ('accepted' as const) : ('refused' as const),
  ...(result.ok ? {} : { refusal: result.refusal }),
  detail,
})
