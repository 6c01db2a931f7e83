import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { ChallengeId } from './ids.ts'
import { activeKeyOf, enterKey, insertChallenge, markRevoked, takeChallenge } from './key-records.ts'
import { certify, expiryAfter, keyYears, officeAuthority } from './office-authority.ts'
import { bareJwk, keyIdOf, PublicJwk, SignatureParts, signatureHolds } from './signing-key.ts'

export const RequestKeyChallenge = z.strictObject({})

/** A challenge that the new key has to sign within five minutes: possession is proved before anything is certified. */
export async function requestKeyChallenge(
  deps: Deps,
  caller: Caller,
): Promise<Result<{ challengeId: string; challenge: string }, 'officers_only'>> {
  if (caller.kind !== 'officer') return refuse('officers_only')
  const challengeId = ChallengeId.parse(deps.newId())
  const challenge = Buffer.from(deps.newSecret()).toString('base64url')
  const expiresAt = deps.clock().add({ minutes: 5 })
  await deps.within('gate', (tx) =>
    insertChallenge(tx, { id: challengeId, challenge, purpose: 'certify_key', accountId: caller.accountId, expiresAt }),
  )
  return accept({ challengeId, challenge })
}

const keyProofTyp = 'gongyuan-key-proof'

export const CertifyKey = z.strictObject({ challengeId: ChallengeId, publicJwk: PublicJwk, ...SignatureParts })
export type CertifyKey = z.infer<typeof CertifyKey>

export type CertificationRefusal =
  | 'officers_only'
  | 'challenge_unknown'
  | 'possession_not_proved'
  | 'key_already_active'
  | 'key_already_known'

/** Certifies the caller's new signing key. One active key per account: the security administrator revokes the old one first. */
export async function certifyKey(
  deps: Deps,
  caller: Caller,
  command: CertifyKey,
): Promise<Result<{ keyId: string; certificate: string; expiresAt: string }, CertificationRefusal | 'idempotency_key_reused'>> {
  const publicJwk = bareJwk(command.publicJwk)
  const keyId = await keyIdOf(publicJwk)
  return act(deps, { event: 'signing_key_certified', role: 'gate', by: caller, subject: keyId, command }, async (tx, now) => {
    if (caller.kind !== 'officer') return refuse('officers_only')
    const challenge = await takeChallenge(tx, command.challengeId, 'certify_key')
    if (!challenge || challenge.accountId !== caller.accountId || Temporal.Instant.compare(challenge.expiresAt, now) <= 0)
      return refuse('challenge_unknown')
    if (!(await signatureHolds(challenge.challenge, command, { keyId, typ: keyProofTyp, publicJwk })))
      return refuse('possession_not_proved')
    const active = await activeKeyOf(tx, caller.accountId)
    if (active && Temporal.Instant.compare(active.expiresAt, now) > 0) return refuse('key_already_active')
    if (active) await markRevoked(tx, active.id, now)
    const certificate = certify(deps, await officeAuthority(deps, tx, now), caller.accountId, publicJwk, now)
    const expiresAt = expiryAfter(now, keyYears)
    const row = { id: keyId, accountId: caller.accountId, publicJwk, certificate, certifiedAt: now, expiresAt, revokedAt: null }
    if (!(await enterKey(tx, row))) return refuse('key_already_known')
    return accept({ keyId, certificate, expiresAt: expiresAt.toString() })
  })
}
