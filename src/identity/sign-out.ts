import type { Deps } from '../deps.ts'
import { record } from '../log/record.ts'
import { closeSession } from './sessions.ts'

/** Ends one session. A token that opens nothing ends nothing, and is no event. */
export async function signOut(deps: Deps, token: string): Promise<void> {
  await deps.within('gate', async (tx) => {
    const accountId = await closeSession(tx, token)
    if (!accountId) return
    const entry = { event: 'signed_out', at: deps.clock(), actor: accountId, examId: undefined, subject: accountId, detail: {} }
    await record(tx, deps.newId(), { ...entry, outcome: 'accepted' })
  })
}
