import { createHash } from 'node:crypto'
import { compactVerify } from 'jose'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import type { ApplicationForm } from './rules/form.ts'

/**
 * What was received and when, signed with the receipts' Ed25519 key: a candidate holds proof of a registration that nobody can deny later
 * (R-SYS-14). A compact JWS, so that any JOSE library checks it.
 */
const Receipt = z.strictObject({
  v: z.literal(1),
  iss: z.string(),
  exam: z.uuid(),
  application: z.uuid(),
  number: z.string(),
  version: z.int(),
  position: z.string(),
  formHash: z.string(),
  receivedAt: z.string(),
  /** What it holds of what there is only so much of, each with its number in the order of registration. */
  places: z.array(z.strictObject({ kind: z.enum(['post', 'slot']), code: z.string(), serial: z.int() })).optional(),
})
export type Receipt = z.infer<typeof Receipt>

const type = 'gongyuan-receipt'

/** RFC 7515, 7.1, put together here: `jose` signs through WebCrypto, one promise and one turn of the thread pool for each of a batch. */
export function signReceipt({ keyring }: Pick<Deps, 'keyring'>, receipt: Receipt): string {
  const { id } = keyring.signingKey('receipt')
  const signed = `${base64url(JSON.stringify({ alg: 'EdDSA', kid: id, typ: type }))}.${base64url(canonicalJson(receipt))}`
  return `${signed}.${base64url(keyring.sign('receipt', Buffer.from(signed)))}`
}

const base64url = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')

/** What a receipt says, if this office signed it. */
export async function readReceipt({ keyring }: Pick<Deps, 'keyring'>, text: string): Promise<Result<Receipt, 'receipt_not_ours'>> {
  try {
    const { payload, protectedHeader } = await compactVerify(text, keyring.signingKey('receipt').publicKey, { algorithms: ['EdDSA'] })
    if (protectedHeader.typ !== type) return refuse('receipt_not_ours')
    return accept(Receipt.parse(JSON.parse(new TextDecoder().decode(payload))))
  } catch {
    return refuse('receipt_not_ours')
  }
}

export type Material = { readonly kind: string; readonly file: string }

/** SHA-256 over salt, post, form and materials. Without the salt a hash in the public log would let anyone guess a telephone number. */
export function formHash(salt: Uint8Array, positionId: string, form: ApplicationForm, materials: readonly Material[]): Uint8Array {
  const sorted = materials
    .map(({ kind, file }) => ({ kind, file }))
    .sort((a, b) => (`${a.kind} ${a.file}` < `${b.kind} ${b.file}` ? -1 : 1))
  return new Uint8Array(
    createHash('sha256')
      .update(salt)
      .update(canonicalJson({ positionId, form, materials: sorted }))
      .digest(),
  )
}
