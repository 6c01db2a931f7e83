/**
 * What the office signs about a certificate, and how anybody checks it without asking the office. The same code runs in the service, in
 * the browser and in the tests; it uses what both have. Taken apart by hand, since a schema library is many times the size of the check.
 */
export type StatementFacts = {
  readonly iss: string
  readonly number: string
  readonly kind: string
  /** Masked, so that a photographed code gives nobody away. */
  readonly name: string
  readonly field: string
  readonly grade: number | null
  readonly approvedOn: string
  /** Salted hash of name and identity number: whoever holds the paper and knows both can tell that they belong together. */
  readonly holder: string
  readonly salt: string
}

export type OfficeKey = { readonly kid: string; readonly x: string; readonly iss: string }

export const statementType = 'gongyuan-certificate'

export type Checked =
  | { readonly outcome: 'genuine'; readonly facts: StatementFacts }
  | { readonly outcome: 'not_a_statement' | 'other_office' | 'other_key' | 'forged' | 'unable' }

/** `unable` where this browser does not know Ed25519. */
export async function checkStatement(text: string, key: OfficeKey): Promise<Checked> {
  const [head = '', body = '', signature = '', more] = text.trim().split('.')
  const header = jsonOf(head)
  const payload = jsonOf(body)
  const signed = bytesOf(signature)
  const facts = payload && factsOf(payload)
  if (!header || !facts || !signed || more !== undefined) return { outcome: 'not_a_statement' }
  if (header.alg !== 'EdDSA' || header.typ !== statementType) return { outcome: 'not_a_statement' }
  if (facts.iss !== key.iss) return { outcome: 'other_office' }
  if (header.kid !== key.kid) return { outcome: 'other_key' }
  const holds = await verified(key.x, new TextEncoder().encode(`${head}.${body}`), signed)
  if (holds === undefined) return { outcome: 'unable' }
  return holds ? { outcome: 'genuine', facts } : { outcome: 'forged' }
}

/** Whether the statement is about the person of this name and identity number. */
export async function isHolder({ number, salt, holder }: StatementFacts, name: string, idNumber: string): Promise<boolean> {
  return (await holderDigest({ number, salt }, name, idNumber)) === holder
}

export async function holderDigest(
  { number, salt }: Pick<StatementFacts, 'number' | 'salt'>,
  name: string,
  idNumber: string,
): Promise<string> {
  const text = [salt, number, name.normalize('NFC').trim(), idNumber.trim().toUpperCase()].join('\n')
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return base64url(new Uint8Array(digest).slice(0, 16))
}

async function verified(x: string, message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<boolean | undefined> {
  try {
    const key = await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, signature, message)
  } catch {
    return undefined
  }
}

const names = ['iss', 'number', 'kind', 'name', 'field', 'approvedOn', 'holder', 'salt'] as const

function factsOf(payload: Readonly<Record<string, unknown>>): StatementFacts | undefined {
  const [iss, number, kind, name, field, approvedOn, holder, salt] = names.map((key) => payload[key])
  const { grade } = payload
  if (payload.v !== 1 || !(grade === null || typeof grade === 'number')) return undefined
  if (typeof iss !== 'string' || typeof number !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return undefined
  if (typeof field !== 'string' || typeof approvedOn !== 'string' || typeof holder !== 'string' || typeof salt !== 'string')
    return undefined
  return { iss, number, kind, name, field, grade, approvedOn, holder, salt }
}

function jsonOf(part: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = bytesOf(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Only the one spelling of some bytes: a statement with other spare bits in its last character is another text. */
function bytesOf(part: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
    return base64url(bytes) === part ? bytes : undefined
  } catch {
    return undefined
  }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
