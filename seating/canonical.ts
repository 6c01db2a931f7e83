/** Bytes that two implementations cannot disagree on: RFC 8785 JSON of strings, integers, booleans, lists and objects, and framed hash inputs. */
export type Canonical = string | number | boolean | readonly Canonical[] | { readonly [key: string]: Canonical | undefined }

const encoder = new TextEncoder()
export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Order of UTF-16 code units, the order RFC 8785 gives to keys; here also the order of labels. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Throws on fractions, unsafe integers and lone surrogates: such values never pass `readInput`, so meeting one is a bug. */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error('a lone surrogate has no canonical form')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer that JSON carries exactly`)
    return String(value === 0 ? 0 : value)
  }
  if (typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${canonicalJson(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value)

/** Each part behind its length in four bytes, most significant first, so that no two lists of parts give the same bytes. */
export function frame(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const chunks = parts.map((part) => (typeof part === 'string' ? utf8(part) : part))
  const framed = new Uint8Array(chunks.reduce((total, chunk) => total + 4 + chunk.length, 0))
  const view = new DataView(framed.buffer)
  let at = 0
  for (const chunk of chunks) {
    view.setUint32(at, chunk.length)
    framed.set(chunk, at + 4)
    at += 4 + chunk.length
  }
  return framed
}
