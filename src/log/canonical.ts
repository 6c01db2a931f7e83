import { invariant } from '../foundation/invariant.ts'

/**
 * RFC 8785 text of a value: the bytes that are hashed, signed and compared. Throws on what two programs could read differently: text that
 * is not NFC (two byte forms of one name), lone surrogates (no UTF-8 form), whole numbers that a double does not hold exactly.
 */
export function canonicalJson(value: unknown): string {
  const text = inOrder(value)
  invariant(text !== undefined, 'a value without JSON form was to be hashed')
  // Looked at after the fact, so that what toJSON gives is judged and not what it was made from.
  if (!isPlain(text)) judge(JSON.parse(text))
  return text
}

/**
 * A text that is equal for equal JSON, for comparing what clients sent. It takes any text a client may send and is never published, so it
 * refuses nothing: each lone surrogate counts as U+FFFD.
 */
export function comparableJson(value: unknown): string {
  const text = inOrder(value) ?? 'null'
  // JSON.stringify escapes lone surrogates and no others.
  return text.includes('\\ud') ? (inOrder(wellFormed(JSON.parse(text))) ?? 'null') : text
}

/** As JSON.stringify writes it, with the members of objects in the order of their UTF-16 units; undefined for what has no JSON form. */
function inOrder(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value)
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a number without JSON form was to be hashed')
    return JSON.stringify(value)
  }
  invariant(typeof value !== 'bigint', 'a bigint without JSON form was to be hashed')
  if (typeof value !== 'object') return undefined
  if ('toJSON' in value && typeof value.toJSON === 'function') return inOrder(value.toJSON())
  if (Array.isArray(value)) return `[${value.map((item) => inOrder(item) ?? 'null').join(',')}]`
  const members: Readonly<Record<string, unknown>> = { ...value }
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = inOrder(members[key])
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${member}`
  }
  return `{${text}}`
}

/**
 * Whether the text as a whole shows that all in it is well: nothing escaped, hence no lone surrogate; NFC, hence each part of it; no number
 * of sixteen digits or with a positive exponent. Most texts are so, and need not be read again value by value.
 */
const isPlain = (text: string): boolean =>
  !text.includes('\\') && text.isWellFormed() && text.normalize('NFC') === text && !/[0-9]{16}|[0-9]e\+/.test(text)

function judge(value: unknown): void {
  if (typeof value === 'string') judgeText(value)
  else if (typeof value === 'number')
    invariant(!Number.isInteger(value) || Number.isSafeInteger(value), `${value} is not held exactly by a double`)
  else if (Array.isArray(value)) for (const item of value) judge(item)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      judgeText(key)
      judge(member)
    }
  }
}

function judgeText(text: string): void {
  invariant(text.isWellFormed(), 'a text with a lone surrogate was to be hashed')
  invariant(text.normalize('NFC') === text, 'a text that is not NFC was to be hashed')
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]))
}
