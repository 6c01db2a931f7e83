import { hash } from 'node:crypto'
import { compactVerify } from 'jose'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import { sha256 } from '../log/log-key.ts'
import { leafHash, treeOf, verifyInclusion } from '../log/merkle.ts'
import type { ApplicationForm } from './rules/form.ts'

/**
 * What was received and when, signed with the receipts' Ed25519 key: a candidate holds proof of a registration that nobody can deny later
 * (R-SYS-14). Those who were taken in together stand under one signature: a receipt is six parts with a dot between each,
 *
 *     statement . index . path . header . head . signature
 *
 * The last three are a compact JWS (RFC 7515) over the head of a Merkle tree (RFC 9162): canonical JSON of its `root` and its `size`. The
 * statement, canonical JSON, is leaf `index` of that tree, and `path` the hashes that prove it, one after the other. All but the index is
 * base64url. Whoever submits alone stands in a tree of one, with an empty path.
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

const Head = z.strictObject({ root: z.base64url(), size: z.int() })
const type = 'gongyuan-receipts'

/** RFC 7515, 7.1, put together here: `jose` signs through WebCrypto, a turn of the thread pool. */
export function signReceipts({ keyring }: Pick<Deps, 'keyring'>, receipts: readonly Receipt[]): string[] {
  const statements = receipts.map((receipt) => Buffer.from(canonicalJson(receipt)))
  const { root, paths } = treeOf(
    sha256,
    statements.map((statement) => leafHash(sha256, statement)),
  )
  const { id } = keyring.signingKey('receipt')
  const header = base64url(JSON.stringify({ alg: 'EdDSA', kid: id, typ: type }))
  const signed = `${header}.${base64url(canonicalJson({ root: base64url(root), size: receipts.length }))}`
  const head = `${signed}.${base64url(keyring.sign('receipt', Buffer.from(signed)))}`
  return statements.map(
    (statement, index) => `${statement.toString('base64url')}.${index}.${base64url(Buffer.concat(paths[index] ?? []))}.${head}`,
  )
}

const base64url = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64url')

/** What a receipt says, if this office signed it. */
export async function readReceipt({ keyring }: Pick<Deps, 'keyring'>, text: string): Promise<Result<Receipt, 'receipt_not_ours'>> {
  try {
    const [statement = '', index = '', path = '', ...head] = text.split('.')
    const { payload, protectedHeader } = await compactVerify(head.join('.'), keyring.signingKey('receipt').publicKey, {
      algorithms: ['EdDSA'],
    })
    if (protectedHeader.typ !== type || !/^(0|[1-9]\d{0,8})$/.test(index)) return refuse('receipt_not_ours')
    const { root, size } = Head.parse(JSON.parse(new TextDecoder().decode(payload)))
    const stated = bytesOf(statement)
    const proof = hashesOf(bytesOf(path))
    if (!verifyInclusion(sha256, leafHash(sha256, stated), Number(index), size, proof, bytesOf(root))) return refuse('receipt_not_ours')
    return accept(Receipt.parse(JSON.parse(new TextDecoder().decode(stated))))
  } catch {
    return refuse('receipt_not_ours')
  }
}

/** A rest that is no whole hash stays in the list, where no proof has it. */
const hashesOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / 32) }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32))

export type Material = { readonly kind: string; readonly file: string }

/** SHA-256 over salt, post, form and materials. Without the salt a hash in the public log would let anyone guess a telephone number. */
export function formHash(salt: Uint8Array, positionId: string, form: ApplicationForm, materials: readonly Material[]): Uint8Array {
  const sorted = materials
    .map(({ kind, file }) => ({ kind, file }))
    .sort((a, b) => (`${a.kind} ${a.file}` < `${b.kind} ${b.file}` ? -1 : 1))
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonicalJson({ form, materials: sorted, positionId }))]), 'buffer')
}
