import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { ChallengeId } from './ids.ts'
import { insertChallenge, takeChallenge } from './key-records.ts'
import { personOfAccount } from './people-records.ts'
import { openSession } from './sessions.ts'
import { countFailure, lockPasskey, setCounter } from './sign-in-records.ts'
import { Assertion, assertionOptions, handleOf, verifyAssertion } from './webauthn.ts'

export const RequestPasskeyChallenge = z.strictObject({})

export async function requestPasskeyChallenge(
  deps: Deps,
): Promise<Result<{ challengeId: string; options: PublicKeyCredentialRequestOptionsJSON }, never>> {
  const challengeId = ChallengeId.parse(deps.newId())
  const options = await assertionOptions(deps.authority, deps.newSecret())
  const expiresAt = deps.clock().add({ minutes: 3 })
  await deps.within('gate', (tx) =>
    insertChallenge(tx, { id: challengeId, challenge: options.challenge, purpose: 'sign_in', accountId: null, expiresAt }),
  )
  return accept({ challengeId, options })
}

export const SignInWithPasskey = z.strictObject({ challengeId: ChallengeId, response: Assertion })
export type SignInWithPasskey = z.infer<typeof SignInWithPasskey>

/** An officer's sign-in: a challenge used once, the user verified by the device, a counter that never goes back. */
export async function signInWithPasskey(
  deps: Deps,
  { challengeId, response }: SignInWithPasskey,
): Promise<Result<{ accountId: string; sessionToken: string }, 'challenge_unknown' | 'passkey_refused'>> {
  const now = deps.clock()
  return deps.within('gate', async (tx) => {
    const challenge = await takeChallenge(tx, challengeId, 'sign_in')
    if (!challenge || Temporal.Instant.compare(challenge.expiresAt, now) <= 0) return refuse('challenge_unknown')
    const key = await lockPasskey(tx, response.id)
    if (!key) return refuse('passkey_refused')
    const { accountId } = key
    const counter = await verifyAssertion(deps.authority, challenge.challenge, response, key)
    const handle = handleOf(response.response.userHandle)
    const owner = await personOfAccount(tx, accountId)
    if (counter === undefined || (handle !== undefined && handle !== accountId) || !owner || owner.account.closedAt !== null) {
      await countFailure(tx, accountId, now)
      return refuse('passkey_refused')
    }
    await setCounter(tx, key.id, counter)
    const sessionToken = await openSession(deps, tx, accountId, now)
    await record(tx, deps.newId(), {
      event: 'signed_in',
      at: now,
      actor: accountId,
      examId: undefined,
      subject: accountId,
      outcome: 'accepted',
      detail: { by: 'passkey' },
    })
    return accept({ accountId, sessionToken })
  })
}
