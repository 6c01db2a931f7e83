import { CompactSign } from 'jose'
import type { Deps } from '../deps.ts'
import { known } from '../foundation/invariant.ts'
import { canonicalJson } from '../log/canonical.ts'
import { maskName } from '../web/format.tsx'
import type { Content } from './content.ts'
import type { CertificateKind } from './rules/pass.ts'
import { holderDigest, type OfficeKey, statementType } from './verify-statement.ts'

/** A compact JWS by the receipts' Ed25519 key: whoever has the office's public key checks it with any JOSE library. */
export async function signCertificate(
  { keyring, authority }: Pick<Deps, 'keyring' | 'authority'>,
  kind: CertificateKind,
  { number, name, idNumber, field, grade, approvedOn, salt }: Content,
): Promise<string> {
  const { id, privateKey } = keyring.signingKey('receipt')
  const holder = await holderDigest({ number, salt }, name, idNumber)
  const payload = { v: 1, iss: authority.host, number, kind, name: maskName(name), field, grade, approvedOn, holder, salt }
  return new CompactSign(new TextEncoder().encode(canonicalJson(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: id, typ: statementType })
    .sign(privateKey)
}

export function officeKey({ keyring, authority }: Pick<Deps, 'keyring' | 'authority'>): OfficeKey {
  const { id, publicKey } = keyring.signingKey('receipt')
  const { x } = publicKey.export({ format: 'jwk' })
  return { kid: id, x: known(x, 'an Ed25519 key has a public part'), iss: authority.host }
}
