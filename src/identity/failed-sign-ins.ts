import type { Deps } from '../deps.ts'
import { record } from '../log/record.ts'
import { deleteExpiredChallenges } from './key-records.ts'
import { deleteExpiredSessions } from './session-records.ts'
import { takeFailures } from './sign-in-records.ts'

/** Failed sign-ins go into the log once a minute per account, with their number: guessing is seen, and cannot flood the log. */
export async function logFailedSignIns(deps: Pick<Deps, 'within' | 'clock'> & { readonly newId: Deps['newId'] }): Promise<void> {
  const now = deps.clock()
  await deps.within('gate', async (tx) => {
    for (const { accountId, minute, failures } of await takeFailures(tx, now))
      await record(tx, deps.newId(), {
        event: 'sign_in_failed',
        at: now,
        actor: undefined,
        examId: undefined,
        subject: accountId,
        outcome: 'refused',
        refusal: 'sign_in_refused',
        detail: { minute: minute.toString(), failures },
      })
  })
}

/** Sessions and challenges that are over are of no use to anybody but a thief of the database. */
export async function forgetExpired(deps: Pick<Deps, 'within' | 'clock'>): Promise<void> {
  const now = deps.clock()
  await deps.within('gate', async (tx) => {
    await deleteExpiredSessions(tx, now)
    await deleteExpiredChallenges(tx, now)
  })
}
