import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { Authority } from '../../db/connect.ts'
import type { AccountId } from '../foundation/ids.ts'

/** Officers' passkeys, bound to the authority's own origin: a copy of the page on another site gets nothing that works here. */
const rpId = ({ origin }: Authority) => new URL(origin).hostname

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/)
const text = z.string().max(100)
const envelope = {
  id: base64url.max(1400),
  rawId: base64url.max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  clientExtensionResults: z.looseObject({}),
}

/** What the browser gives back, nothing more; what it proves is judged by the library. */
export const Assertion = z.strictObject({
  ...envelope,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
})
export const Attestation = z.strictObject({
  ...envelope,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.exactOptional(),
    transports: z.array(text).max(10).exactOptional(),
    publicKeyAlgorithm: z.int().exactOptional(),
    publicKey: base64url.exactOptional(),
  }),
})

const asBytes = (id: AccountId) => new TextEncoder().encode(id).slice()

export const assertionOptions = (authority: Authority, challenge: Uint8Array) =>
  generateAuthenticationOptions({
    rpID: rpId(authority),
    challenge: challenge.slice(),
    userVerification: 'required',
    allowCredentials: [],
    timeout: 120_000,
  })

type Enrolling = { readonly accountId: AccountId; readonly name: string; readonly existing: readonly string[] }

/** The user's name is shown by the officer's own device; the id in the key is the account's, so sign-in needs no user name. */
export const attestationOptions = (authority: Authority, challenge: Uint8Array, { accountId, name, existing }: Enrolling) =>
  generateRegistrationOptions({
    rpName: authority.name,
    rpID: rpId(authority),
    userID: asBytes(accountId),
    userName: name,
    userDisplayName: name,
    challenge: challenge.slice(),
    attestationType: 'none',
    excludeCredentials: existing.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: 120_000,
  })

export type NewPasskey = { readonly id: string; readonly publicKey: Uint8Array; readonly counter: number; readonly transports: string[] }

export async function verifyAttestation(
  authority: Authority,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<NewPasskey | undefined> {
  try {
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: authority.origin,
      expectedRPID: rpId(authority),
      requireUserVerification: true,
    })
    if (!verified.verified) return undefined
    const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
    return { id, publicKey, counter, transports: [...transports] }
  } catch {
    return undefined
  }
}

type KnownPasskey = { readonly id: string; readonly publicKey: Uint8Array; readonly counter: number }

/** The passkey's new counter if the assertion holds; nothing if it does not, or repeats a counter: then the key was copied. */
export async function verifyAssertion(
  authority: Authority,
  challenge: string,
  response: AuthenticationResponseJSON,
  key: KnownPasskey,
): Promise<number | undefined> {
  try {
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: authority.origin,
      expectedRPID: rpId(authority),
      credential: { id: key.id, publicKey: key.publicKey.slice(), counter: key.counter },
      requireUserVerification: true,
    })
    return verified.verified ? verified.authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/** Whose key the device says it is; absent from devices that hold no user handle. */
export const handleOf = (userHandle: string | undefined): string | undefined =>
  userHandle === undefined ? undefined : Buffer.from(userHandle, 'base64url').toString('utf8')
