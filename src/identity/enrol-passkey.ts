import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { type EnrolmentRow, lockEnrolmentByToken, markUsed } from './enrolment-records.ts'
import { ChallengeId } from './ids.ts'
import { tell } from './inbox.ts'
import { insertChallenge, takeChallenge } from './key-records.ts'
import { personOfAccount } from './people-records.ts'
import { nameOf } from './person.ts'
import { deleteSessionsOf } from './session-records.ts'
import { openSession, tokenHash } from './sessions.ts'
import { enterPasskey, passkeysOf, retirePasskeysOf } from './sign-in-records.ts'
import { Attestation, attestationOptions, verifyAttestation } from './webauthn.ts'
import { messages } from './words.ts'

export const LinkToken = z.string().regex(/^[\w-]{43}$/)

export type LinkRefusal = 'link_unknown' | 'link_used' | 'link_expired'

/** The released, unused, unexpired link behind a token, locked. */
export async function openLink(tx: Tx, token: string, now: Instant): Promise<Result<EnrolmentRow, LinkRefusal>> {
  const enrolment = await lockEnrolmentByToken(tx, tokenHash(token))
  if (!enrolment) return refuse('link_unknown')
  if (enrolment.usedAt !== null) return refuse('link_used')
  if (Temporal.Instant.compare(enrolment.expiresAt, now) <= 0) return refuse('link_expired')
  return accept(enrolment)
}

export const forPasskey = ({ reason }: EnrolmentRow): boolean => reason === 'first' || reason === 'lost' || reason === 'founding'

export const RequestEnrolment = z.strictObject({ token: LinkToken })

export async function requestEnrolment(
  deps: Deps,
  { token }: z.infer<typeof RequestEnrolment>,
): Promise<Result<{ challengeId: string; options: PublicKeyCredentialCreationOptionsJSON }, LinkRefusal>> {
  const now = deps.clock()
  return deps.within('gate', async (tx) => {
    const link = await openLink(tx, token, now)
    if (!link.ok) return link
    if (!forPasskey(link.value)) return refuse('link_unknown')
    const { accountId } = link.value
    const { person } = known(await personOfAccount(tx, accountId), `account ${accountId} is gone`)
    const existing = (await passkeysOf(tx, accountId)).map(({ id }) => id)
    const options = await attestationOptions(deps.authority, deps.newSecret(), { accountId, name: nameOf(deps, person), existing })
    const challengeId = ChallengeId.parse(deps.newId())
    await insertChallenge(tx, {
      id: challengeId,
      challenge: options.challenge,
      purpose: 'enrol',
      accountId,
      expiresAt: now.add({ minutes: 5 }),
    })
    return accept({ challengeId, options })
  })
}

export const EnrolPasskey = z.strictObject({ token: LinkToken, challengeId: ChallengeId, response: Attestation })
export type EnrolPasskey = z.infer<typeof EnrolPasskey>

export type PasskeyEnrolmentRefusal = LinkRefusal | 'challenge_unknown' | 'passkey_refused' | 'passkey_known'

/** Enrols the passkey, retires the older ones, ends every session, and opens the first one with it. */
export async function enrolPasskey(
  deps: Deps,
  { token, challengeId, response }: EnrolPasskey,
): Promise<Result<{ accountId: string; sessionToken: string }, PasskeyEnrolmentRefusal>> {
  const now = deps.clock()
  return deps.within('gate', async (tx) => {
    const link = await openLink(tx, token, now)
    if (!link.ok) return link
    const enrolment = link.value
    const { accountId } = enrolment
    const challenge = await takeChallenge(tx, challengeId, 'enrol')
    if (!challenge || challenge.accountId !== accountId || Temporal.Instant.compare(challenge.expiresAt, now) <= 0)
      return refuse('challenge_unknown')
    const entry = {
      event: 'passkey_enrolled',
      at: now,
      actor: accountId,
      examId: undefined,
      subject: enrolment.id,
      detail: { reason: enrolment.reason },
    }
    const key = await verifyAttestation(deps.authority, challenge.challenge, response)
    if (!key) {
      await record(tx, deps.newId(), { ...entry, outcome: 'refused', refusal: 'passkey_refused' })
      return refuse('passkey_refused')
    }
    await retirePasskeysOf(tx, accountId, now)
    if (!(await enterPasskey(tx, { ...key, accountId, enrolledAt: now, retiredAt: null }))) return refuse('passkey_known')
    await markUsed(tx, enrolment.id, now)
    await deleteSessionsOf(tx, accountId)
    await tell(tx, deps, { accountId, examId: undefined, ...messages.enrolled, now })
    const sessionToken = await openSession(deps, tx, accountId, now)
    await record(tx, deps.newId(), { ...entry, outcome: 'accepted' })
    return accept({ accountId, sessionToken })
  })
}
