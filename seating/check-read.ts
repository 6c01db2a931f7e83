/** What the checker needs to read a transcript. Written apart from the draw on purpose: the two must not share a mistake. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The cryptographic functions, handed in by whoever checks: a browser, Node, or another library than the draw used. */
export type Primitives = {
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  readonly hmacSha256: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
  /** ChaCha20 keystream of RFC 8439 from block `counter`. */
  readonly chacha20: (key: Uint8Array, nonce: Uint8Array, counter: number, length: number) => Uint8Array
}

/** The first thing in a transcript that is not as it must be. */
export class Disagreement extends Error {}
export const disagree = (sentence: string): never => {
  throw new Disagreement(sentence)
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

export function readText(value: Json | undefined, field: string): string {
  return typeof value === 'string' ? value : disagree(`${field} is not a string`)
}
export function readWhole(value: Json | undefined, field: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : disagree(`${field} is not an integer`)
}
export function readTruth(value: Json | undefined, field: string): boolean {
  return typeof value === 'boolean' ? value : disagree(`${field} is neither true nor false`)
}
export function readList(value: Json | undefined, field: string): readonly Json[] {
  return value !== undefined && isList(value) ? value : disagree(`${field} is not a list`)
}
export function readTexts(value: Json | undefined, field: string): string[] {
  return readList(value, field).map((one, index) => readText(one, `${field}[${index}]`))
}

/** An entry that is there, whatever the compiler knows; if it is not, the transcript is not what was thought. */
export const nth = <T>(list: readonly T[], index: number): T => list[index] ?? disagree(`nothing stands at ${index}`)
export const under = <T>(map: ReadonlyMap<string | number, T>, key: string | number): T =>
  map.get(key) ?? disagree(`nothing stands under ${key}`)

const split = new Map<string, readonly string[]>()
function words(text: string): readonly string[] {
  const known = split.get(text) ?? (text === '' ? [] : text.split(' '))
  split.set(text, known)
  return known
}

/** An object that has these members and, unless listed as optional, no others. */
export function readObject(value: Json | undefined, field: string, needed: string, optional = ''): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || isList(value)) return disagree(`${field} is not an object`)
  const must = words(needed)
  for (const key of must) if (!Object.hasOwn(value, key)) disagree(`${field} lacks “${key}”`)
  for (const key in value) if (!must.includes(key) && !words(optional).includes(key)) disagree(`${field} has the unknown member “${key}”`)
  return value
}

export function ascending(list: readonly string[], field: string): void {
  for (let i = 1; i < list.length; i++) {
    if (String(list[i - 1]) >= String(list[i]))
      disagree(`${field}[${i}] is not after ${field}[${i - 1}]: the list is out of order or repeats itself`)
  }
}

/** Canonical JSON once more (RFC 8785 without fractions). */
export function toCanonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map((one) => toCanonical(one)).join()}]`
  const pieces = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pieces.map(([key, one]) => `${JSON.stringify(key)}:${toCanonical(one)}`).join()}}`
}

/**
 * Whether a text is the canonical form of what it was read as. Written for a million entries: an object keeps the order its keys were read
 * in, so JSON.stringify gives the text again if there was no blank and no key twice, and the keys need only to be seen in order.
 */
export const isCanonical = (value: Json, text: string): boolean => inOrder(value) && JSON.stringify(value) === text

/** Keys ascending everywhere. Refuses what no field may be. */
function inOrder(value: Json | undefined): boolean {
  if (value === null || value === undefined) return disagree('the transcript holds null, which no field may be')
  if (typeof value === 'number') return Number.isSafeInteger(value) || disagree(`the transcript holds ${value}, not an integer`)
  if (typeof value !== 'object') return true
  if (isList(value)) return value.every(inOrder)
  let last: string | undefined
  for (const key in value) {
    if ((last !== undefined && last >= key) || !inOrder(value[key])) return false
    last = key
  }
  return true
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export function join(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    all.set(piece, offset)
    offset += piece.length
  }
  return all
}

/** Pieces, each after its length in four bytes, big end first. */
export function measured(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return join(
    ...pieces.flatMap((piece) => {
      const bytes = typeof piece === 'string' ? bytesOf(piece) : piece
      const { length } = bytes
      return [Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length), bytes]
    }),
  )
}

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function fromHex(value: Json | undefined, field: string): Uint8Array {
  const digits = readText(value, field)
  if (!/^[0-9a-f]{64}$/.test(digits)) disagree(`${field} is not 64 lower-case hexadecimal digits`)
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

/** Root of RFC 9162 over the leaves of these texts, split at the largest power of two. Millions are hashed: the bytes to hash are written in place. */
export function treeRoot(texts: readonly string[], { sha256 }: Pick<Primitives, 'sha256'>): Uint8Array {
  const encoder = new TextEncoder()
  const leaf = new Uint8Array(8192)
  const node = new Uint8Array(65)
  node[0] = 1
  const leafHash = (text: string): Uint8Array => {
    // A character takes at most three bytes.
    if (3 * text.length >= leaf.length) return sha256(join(Uint8Array.of(0), bytesOf(text)))
    const { written } = encoder.encodeInto(text, leaf.subarray(1))
    return sha256(leaf.subarray(0, 1 + written))
  }
  const tree = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return leafHash(nth(texts, from))
    let half = 1
    while (2 * half < to - from) half *= 2
    const left = tree(from, from + half)
    const right = tree(from + half, to)
    node.set(left, 1)
    node.set(right, 33)
    return sha256(node)
  }
  return texts.length === 0 ? sha256(new Uint8Array()) : tree(0, texts.length)
}

/** HKDF-SHA-256 (RFC 5869) with an output of one block. */
export const deriveKey = ({ hmacSha256 }: Primitives, secret: Uint8Array, salt: Uint8Array, info: Uint8Array): Uint8Array =>
  hmacSha256(hmacSha256(salt, secret), join(info, Uint8Array.of(1)))

/** Labels in the order of their rank. */
export function inRankOrder(primitives: Primitives, seed: Uint8Array, purpose: string, labels: readonly string[]): string[] {
  const ranked = labels.map((label) => ({
    label,
    rank: toHex(deriveKey(primitives, seed, bytesOf('gongyuan/rank/1'), measured(purpose, label))),
  }))
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return ranked.map(({ label }) => label)
}

/** The path of the first place where two values differ, or nothing. */
export function firstDifference(stated: Json | undefined, right: Json, field: string): string | undefined {
  if (stated === right) return undefined
  if (typeof stated !== 'object' || typeof right !== 'object' || stated === null || right === null) return field
  if (isList(stated) !== isList(right)) return field
  if (isList(stated) && isList(right)) {
    for (let i = 0; i < Math.max(stated.length, right.length); i++) {
      const [x, y] = [stated[i], right[i]]
      if (x === y) continue
      const found = x === undefined || y === undefined ? `${field}[${i}]` : firstDifference(x, y, `${field}[${i}]`)
      if (found !== undefined) return found
    }
    return undefined
  }
  const a = new Map<string, Json>(Object.entries(stated))
  const b = new Map<string, Json>(Object.entries(right))
  for (const key of new Set([...b.keys(), ...a.keys()])) {
    const [x, y] = [a.get(key), b.get(key)]
    const path = `${field}.${key}`
    if (x === undefined || y === undefined) return path
    const found = firstDifference(x, y, path)
    if (found !== undefined) return found
  }
  return undefined
}
