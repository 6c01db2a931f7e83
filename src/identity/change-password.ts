import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { tell } from './inbox.ts'
import { hashingLane } from './lane.ts'
import { hashPassword, passwordMatches } from './password-hash.ts'
import { personById } from './people-records.ts'
import { openPerson } from './person.ts'
import { judgePassword, normalisePassword, type PasswordRefusal } from './rules/password.ts'
import { deleteSessionsOf } from './session-records.ts'
import { openSession } from './sessions.ts'
import { countFailure, lockPasswordHash, setPassword } from './sign-in-records.ts'
import { PasswordText } from './sign-up.ts'
import { messages } from './words.ts'

export const ChangePassword = z.strictObject({ current: PasswordText, next: PasswordText })
export type ChangePassword = z.infer<typeof ChangePassword>

export type PasswordChangeRefusal = PasswordRefusal | 'password_wrong' | 'candidates_only' | 'too_busy'

/** A new password ends every session and opens one: whoever sat in the account with the old one is out. */
export async function changePassword(
  deps: Deps,
  caller: Caller,
  { current, next }: ChangePassword,
): Promise<Result<{ sessionToken: string }, PasswordChangeRefusal>> {
  const { accountId, personId } = caller
  if (caller.kind !== 'candidate') return refuse('candidates_only')
  const now = deps.clock()
  const before = await deps.within('gate', async (tx) => ({
    hash: known(await lockPasswordHash(tx, accountId), `candidate ${accountId} has no password`),
    person: openPerson(deps, known(await personById(tx, personId), `person ${personId} is gone`)),
  }))
  const judged = judgePassword(next, before.person)
  if (!judged.ok) return judged
  const matches = await passwordMatches(hashingLane, normalisePassword(current), before.hash)
  const hash = matches === true ? await hashPassword(hashingLane, judged.value, deps.newSecret().subarray(0, 16)) : 'none'
  if (matches === 'busy' || hash === 'busy') return refuse('too_busy')
  return deps.within('gate', async (tx) => {
    const entry = { event: 'password_changed', at: now, actor: accountId, examId: undefined, subject: accountId, detail: {} }
    if (!matches || (await lockPasswordHash(tx, accountId)) !== before.hash) {
      await countFailure(tx, accountId, now)
      await record(tx, deps.newId(), { ...entry, outcome: 'refused', refusal: 'password_wrong' })
      return refuse('password_wrong')
    }
    await setPassword(tx, accountId, hash, now)
    await deleteSessionsOf(tx, accountId)
    const sessionToken = await openSession(deps, tx, accountId, now)
    await tell(tx, deps, { accountId, examId: undefined, ...messages.passwordChanged, now })
    await record(tx, deps.newId(), { ...entry, outcome: 'accepted' })
    return accept({ sessionToken })
  })
}
