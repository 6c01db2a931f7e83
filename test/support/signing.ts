import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { SigningKeyId } from '../../src/identity/ids.ts'
import { bareJwk, keyIdOf, PublicJwk } from '../../src/identity/signing-key.ts'

export type SoftwareKey = { readonly keyId: SigningKeyId; readonly publicJwk: PublicJwk; readonly privateKey: KeyObject }

/** An RSA-2048 key as an officer's browser makes one, in software. */
export async function softwareKey(): Promise<SoftwareKey> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicJwk = bareJwk(PublicJwk.parse(createPublicKey(privateKey).export({ format: 'jwk' })))
  return { keyId: await keyIdOf(publicJwk), publicJwk, privateKey }
}

/** The protected header and the signature of a flattened JWS over the text (PS256, salt as long as the hash). */
export function signText(text: string, typ: string, { keyId, privateKey }: Pick<SoftwareKey, 'keyId' | 'privateKey'>) {
  const header = Buffer.from(JSON.stringify({ alg: 'PS256', kid: keyId, typ })).toString('base64url')
  const input = `${header}.${Buffer.from(text).toString('base64url')}`
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, padding: 6, saltLength: 32 }).toString('base64url')
  return { keyId: SigningKeyId.parse(keyId), protected: header, signature }
}
