import { createPublicKey, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningKeyId } from '../identity/ids.ts'
import { bareJwk, keyIdOf, PublicJwk } from '../identity/signing-key.ts'

export type SoftwareKey = { readonly keyId: SigningKeyId; readonly publicJwk: PublicJwk; readonly privateKey: KeyObject }

const generate = promisify(generateKeyPair)

/** An RSA-2048 key as an officer's browser makes one, in software. */
export async function softwareKey(): Promise<SoftwareKey> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  const publicJwk = bareJwk(PublicJwk.parse(createPublicKey(privateKey).export({ format: 'jwk' })))
  return { keyId: await keyIdOf(publicJwk), publicJwk, privateKey }
}

/** PKCS#1 PSS padding of RFC 8017, with a salt as long as the hash: PS256 of RFC 7518. */
const pss = { padding: 6, saltLength: 32 } as const

/** Key, protected header and signature of a flattened JWS over the text. */
export function signText(text: string, typ: string, { keyId, privateKey }: Pick<SoftwareKey, 'keyId' | 'privateKey'>) {
  const header = Buffer.from(JSON.stringify({ alg: 'PS256', kid: keyId, typ })).toString('base64url')
  const input = `${header}.${Buffer.from(text).toString('base64url')}`
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, ...pss }).toString('base64url')
  return { keyId, protected: header, signature }
}
