import { constants, createPublicKey, generateKeyPair, privateEncrypt } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { type AuthorityRow, authorityRow, insertAuthority } from './key-records.ts'
import type { PublicJwk } from './signing-key.ts'

/**
 * The office's own certification authority: RSA-3072, made at its first use, its private key sealed with the keyring. node-forge writes
 * and reads certificates and does nothing else here. A certificate names the account, not the person: it travels with every signature.
 */
const authorityYears = 20
export const keyYears = 2

const generate = promisify(generateKeyPair)
const sealedAt = (deps: Deps) => `office_authority:private_key:${deps.authority.schema}`

/** The authority's certificate (PEM), made if there is none yet. */
export async function officeAuthority(deps: Deps, tx: Tx, now: Instant): Promise<AuthorityRow> {
  const existing = await authorityRow(tx)
  if (existing) return existing
  await insertAuthority(tx, await newAuthority(deps, now), now)
  return known(await authorityRow(tx), 'the authority was entered just now')
}

async function newAuthority(deps: Deps, now: Instant): Promise<AuthorityRow> {
  const pair = await generate('rsa', { modulusLength: 3072 })
  const privatePem = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const subject = [
    { name: 'commonName', value: deps.authority.host },
    { name: 'organizationName', value: 'Gongyuan office authority' },
  ]
  fill(certificate, deps, now, authorityYears, subject, subject)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(signingKey(privatePem), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(certificate), privateKeySealed: deps.keyring.sealField(sealedAt(deps), privatePem) }
}

/** Certifies a public key for an account, for two years. Possession of the private key was proved before. */
export function certify(deps: Deps, authority: AuthorityRow, accountId: AccountId, publicJwk: PublicJwk, now: Instant): string {
  const issuer = forge.pki.certificateFromPem(authority.certificate)
  const certificate = forge.pki.createCertificate()
  const spki = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()
  certificate.publicKey = forge.pki.publicKeyFromPem(spki)
  fill(certificate, deps, now, keyYears, [{ name: 'commonName', value: accountId }], issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(signingKey(deps.keyring.openField(sealedAt(deps), authority.privateKeySealed)), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}

// DER of the DigestInfo that stands before a SHA-256 digest (RFC 8017 9.2).
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** The authority's key as node-forge takes it, signing through OpenSSL: its own arithmetic would hold up every request for 90 ms. */
const signingKey = (pem: string) =>
  Object.assign(forge.pki.privateKeyFromPem(pem), {
    sign: (digest: forge.md.MessageDigest) => {
      const info = Buffer.concat([sha256Info, Buffer.from(digest.digest().getBytes(), 'binary')])
      return privateEncrypt({ key: pem, padding: constants.RSA_PKCS1_PADDING }, info).toString('binary')
    },
  })

function fill(
  certificate: forge.pki.Certificate,
  deps: Deps,
  now: Instant,
  years: number,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
): void {
  // A positive integer of 127 bits from the source of chance (RFC 5280 4.1.2.2).
  const serial = Buffer.from(deps.newSecret().subarray(0, 16))
  serial[0] = (known(serial[0], 'the serial has bytes') & 0x7f) | 0x01
  certificate.serialNumber = serial.toString('hex')
  certificate.validity.notBefore = new Date(now.epochMilliseconds)
  certificate.validity.notAfter = new Date(expiryAfter(now, years).epochMilliseconds)
  certificate.setSubject(subject)
  certificate.setIssuer(issuer)
}

/** Whole seconds: certificates have no smaller unit, and the row must not outlive them. */
export const expiryAfter = (now: Instant, years: number): Instant =>
  now.toZonedDateTimeISO('UTC').add({ years }).round({ smallestUnit: 'second', roundingMode: 'floor' }).toInstant()
