import { calculateJwkThumbprint, flattenedVerify, importJWK } from 'jose'
import { z } from 'zod'
import { SigningKeyId } from './ids.ts'

const base64url = z.string().regex(/^[\w-]+$/)

/** RSA-2048, public exponent 65537; nothing private may be sent here by mistake, so no other member is taken. */
export const PublicJwk = z.strictObject({
  kty: z.literal('RSA'),
  n: base64url.length(342),
  e: z.literal('AQAB'),
  alg: z.literal('PS256').optional(),
  key_ops: z.array(z.literal('verify')).optional(),
  ext: z.literal(true).optional(),
})
export type PublicJwk = { readonly kty: 'RSA'; readonly n: string; readonly e: 'AQAB' }

/** Only what makes the key: its thumbprint and the stored row then have one form. */
export const bareJwk = ({ kty, n, e }: z.infer<typeof PublicJwk>): PublicJwk => ({ kty, n, e })

export const keyIdOf = async (jwk: PublicJwk): Promise<SigningKeyId> => SigningKeyId.parse(await calculateJwkThumbprint(jwk, 'sha256'))

/** The two parts of a JWS that its payload does not bring: at most 400 and 4096 bits. */
export const SignatureParts = { protected: base64url.max(600), signature: base64url.max(700) }
type SignatureParts = { readonly protected: string; readonly signature: string }

const Header = z.strictObject({ alg: z.literal('PS256'), kid: SigningKeyId, typ: z.string() })

/** Whether the JWS over exactly this text was made by this key for this kind of statement. */
export async function signatureHolds(
  text: string,
  { protected: head, signature }: SignatureParts,
  expected: { readonly keyId: SigningKeyId; readonly typ: string; readonly publicJwk: PublicJwk },
): Promise<boolean> {
  const header = Header.safeParse(headerOf(head))
  if (!header.success || header.data.kid !== expected.keyId || header.data.typ !== expected.typ) return false
  try {
    const key = await importJWK({ ...expected.publicJwk }, 'PS256')
    await flattenedVerify({ protected: head, payload: Buffer.from(text).toString('base64url'), signature }, key, { algorithms: ['PS256'] })
    return true
  } catch {
    return false
  }
}

function headerOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
