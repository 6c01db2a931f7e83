import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { hashingLane } from './lane.ts'
import { nobodysHash, passwordMatches } from './password-hash.ts'
import { idNumberIndex } from './person.ts'
import { normalisePassword } from './rules/password.ts'
import { parseResidentId } from './rules/resident-id.ts'
import { openSession } from './sessions.ts'
import { candidateCredentials, countFailure, lockPasswordHash } from './sign-in-records.ts'
import { IdNumberText, PasswordText } from './sign-up.ts'

export const SignIn = z.strictObject({ idNumber: IdNumberText, password: PasswordText })
export type SignIn = z.infer<typeof SignIn>

export type SignInRefusal = 'sign_in_refused' | 'too_busy'

/**
 * A candidate's sign-in. An unknown number, a mistyped one and a wrong password get the same answer after the same work, so that nobody
 * learns who has registered.
 */
export async function signIn(
  deps: Deps,
  { idNumber, password }: SignIn,
): Promise<Result<{ accountId: string; sessionToken: string }, SignInRefusal>> {
  const now = deps.clock()
  const resident = parseResidentId(idNumber, dateIn(deps.authority.timeZone, now))
  const index = resident.ok ? idNumberIndex(deps, resident.value.number) : deps.newSecret()
  const found = await deps.within('gate', (tx) => candidateCredentials(tx, index))
  const matches = await passwordMatches(hashingLane, normalisePassword(password), found?.hash ?? nobodysHash)
  if (matches === 'busy') return refuse('too_busy')
  if (!found) {
    deps.logger.info('sign-in with a number nobody has')
    return refuse('sign_in_refused')
  }
  const { accountId, hash } = found
  return deps.within('gate', async (tx) => {
    // A password changed while this one was being compared is not the password any more.
    if (!matches || (await lockPasswordHash(tx, accountId)) !== hash) {
      await countFailure(tx, accountId, now)
      return refuse('sign_in_refused')
    }
    const sessionToken = await openSession(deps, tx, accountId, now)
    await record(tx, deps.newId(), {
      event: 'signed_in',
      at: now,
      actor: accountId,
      examId: undefined,
      subject: accountId,
      outcome: 'accepted',
      detail: { by: 'password' },
    })
    return accept({ accountId, sessionToken })
  })
}
