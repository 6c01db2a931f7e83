import { invariant } from '../foundation/invariant.ts'

/**
 * RFC 8785 text of a value: the bytes that are hashed, signed and compared. Throws on what two programs could read differently: text that
 * is not NFC (two byte forms of one name), lone surrogates (no UTF-8 form), whole numbers that a double does not hold exactly.
 */
export function canonicalJson(value: unknown): string {
  const text = inOrder(value, true)
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
  const text = inOrder(value, false) ?? 'null'
  // JSON.stringify escapes lone surrogates and no others.
  return text.includes('\\ud') ? (inOrder(wellFormed(JSON.parse(text)), false) ?? 'null') : text
}

type Members = Readonly<Record<string, unknown>>
type List = readonly unknown[]
const isComposed = (value: unknown): value is List | Members => typeof value === 'object' && value !== null
const isList = (value: List | Members): value is List => Array.isArray(value)

/** As JSON.stringify writes it, with the members of objects in the order of their UTF-16 units; undefined for what has no JSON form. */
const inOrder = (value: unknown, exact: boolean): string | undefined => {
  const sorted = ordered(value, exact)
  return sorted === byHand ? written(value) : JSON.stringify(sorted)
}

/** An object has its members under names like 10 and 9 in the order of the numbers, whatever one does, and a copy none under `__proto__`. */
const byHand = Symbol('to be written member by member')

/** The value itself where its members are in order, else a copy in which they are. */
function ordered(value: unknown, exact: boolean): unknown {
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a number without JSON form was to be hashed')
    invariant(!exact || !Number.isInteger(value) || Number.isSafeInteger(value), `${value} is not held exactly by a double`)
  }
  if (!isComposed(value)) return value
  if ('toJSON' in value && typeof value.toJSON === 'function') return ordered(value.toJSON(), exact)
  if (isList(value)) return orderedList(value, exact)
  const keys = Object.keys(value)
  let same = true
  let former = ''
  for (const key of keys) {
    const first = key.charCodeAt(0)
    if ((first >= 48 && first <= 57) || key === '__proto__') return byHand
    if (key < former) same = false
    former = key
  }
  if (!same) keys.sort()
  // Made with the first member that is not as it was: most values are in order.
  let copy: Record<string, unknown> | undefined = same ? undefined : {}
  for (const key of keys) {
    const member = value[key]
    const sorted = typeof member === 'string' ? member : ordered(member, exact)
    if (sorted === byHand) return byHand
    if (copy === undefined && sorted !== member) copy = { ...value }
    if (copy !== undefined) copy[key] = sorted
  }
  return copy ?? value
}

function orderedList(list: List, exact: boolean): unknown {
  const sorted = Array.from(list, (item) => ordered(item, exact))
  if (sorted.includes(byHand)) return byHand
  return sorted.every((item, index) => item === list[index]) ? list : sorted
}

function written(value: unknown): string | undefined {
  if (!isComposed(value)) return JSON.stringify(value)
  if ('toJSON' in value && typeof value.toJSON === 'function') return written(value.toJSON())
  if (isList(value)) return `[${Array.from(value, (item) => written(item) ?? 'null').join(',')}]`
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = written(value[key])
      return member === undefined ? [] : `${JSON.stringify(key)}:${member}`
    })
  return `{${members.join(',')}}`
}

/**
 * Whether the text as a whole shows that all in it is well: nothing escaped, hence no lone surrogate; NFC, hence each part of it. Most texts
 * are so, and need not be read again value by value.
 */
const isPlain = (text: string): boolean => !text.includes('\\') && text.isWellFormed() && text.normalize('NFC') === text

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
