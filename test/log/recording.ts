import { createHash } from 'node:crypto'
import type { Authority } from '../../db/connect.ts'
import type { Deps } from '../../src/deps.ts'
import { temporaryKeyring } from '../../src/keys/keyring.ts'
import type { LogEvent } from '../../src/log/event.ts'
import { record } from '../../src/log/record.ts'
import type { TestDatabase } from '../support/database.ts'

export const noon = Temporal.Instant.from('2026-03-14T04:00:00Z')
export const examId = '6d0c8d64-3b4e-4c6a-9a51-0e2f7b6c1a01'
export const actor = '6d0c8d64-3b4e-4c6a-9a51-0e2f7b6c1a02'

export type LogDeps = Pick<Deps, 'authority' | 'within' | 'clock' | 'keyring' | 'newId'>

const keyring = temporaryKeyring()

/** The dependencies of one authority's log. Ids are a count made a UUID, so that a test knows the order of leaves of one time. */
export function logDeps({ database }: Pick<TestDatabase, 'database'>, authority: Authority): LogDeps {
  let ids = 0
  return {
    authority,
    within: (role, work) => database.inAuthority(authority, role, work),
    clock: () => noon,
    keyring,
    newId: () => {
      ids += 1
      return idOf(ids)
    },
  }
}

export const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** Records leaves, each in a transaction of its own as its act would; answers their ids. */
export async function recordLeaves(deps: LogDeps, count: number, entry: Partial<LogEvent> = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, deps.newId)
  await deps.within('office', async (tx) => {
    for (const id of ids) await record(tx, id, eventOf(entry, id))
  })
  return ids
}

const eventOf = (entry: Partial<LogEvent>, id: string): LogEvent => ({
  event: 'opinion_given',
  at: noon,
  actor,
  examId,
  subject: createHash('sha256').update(id).digest('hex').slice(0, 16),
  outcome: 'accepted',
  detail: { n: 1 },
  ...entry,
})
