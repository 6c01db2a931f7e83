/**
 * The Merkle tree of RFC 9162 section 2.1: leaf and node hashes, roots, inclusion and consistency proofs. Pure, without node: modules; the
 * hash is an argument, so that the service and the browser run the same text. Sizes are plain numbers, exact up to 2^53.
 */
export type Hash = (bytes: Uint8Array) => Uint8Array

/** Roots of the complete subtrees of a tree, largest first: one for each bit of its size. All that appending needs. */
export type Tree = { readonly size: number; readonly frontier: readonly Uint8Array[] }

/** A complete, aligned subtree: the `index`-th one of 2^level leaves. */
export type Subtree = { readonly level: number; readonly index: number }

/** Leaves from `from` up to but without `to`. */
export type Span = { readonly from: number; readonly to: number }

export const hashLength = 32
export const emptyTree: Tree = { size: 0, frontier: [] }

/** SHA-256(0x00 || entry): the prefix keeps an entry from passing as an inner node. */
export const leafHash = (hash: Hash, entry: Uint8Array): Uint8Array => hash(joined(0, entry))

/** SHA-256(0x01 || left || right). */
export const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(1 + left.length + right.length)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return hash(bytes)
}

type Completed = (subtree: Subtree, root: Uint8Array) => void

/** `completed` is told each subtree of more than one leaf that this leaf completes. */
export const append = (hash: Hash, tree: Tree, leaf: Uint8Array, completed?: Completed): Tree => grow(hash, tree, [leaf], completed)

export function grow(hash: Hash, tree: Tree, leaves: Iterable<Uint8Array>, completed?: Completed): Tree {
  const frontier = [...tree.frontier]
  let { size } = tree
  for (const leaf of leaves) {
    let root = leaf
    for (let level = 1, index = size; index % 2 === 1; level += 1) {
      root = nodeHash(hash, frontier.pop() ?? root, root)
      index = Math.floor(index / 2)
      completed?.({ level, index }, root)
    }
    frontier.push(root)
    size += 1
  }
  return { size, frontier }
}

/** The root over roots of complete subtrees, largest first; of nothing it is the hash of nothing. */
export function rootOf(hash: Hash, frontier: readonly Uint8Array[]): Uint8Array {
  const last = frontier.at(-1)
  return last ? frontier.slice(0, -1).reduceRight((right, left) => nodeHash(hash, left, right), last) : hash(new Uint8Array())
}

/** How many complete subtrees a tree of this size has: the frontier's length. */
export function frontierLength(size: number): number {
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  return ones
}

/** The spans whose roots, in this order, prove that leaf `index` is in the tree of `size` leaves (PATH, section 2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  const path: Span[] = []
  let span: Span = { from: 0, to: size }
  while (span.to - span.from > 1) {
    const middle = span.from + largestPowerBelow(span.to - span.from)
    const [own, other] = halves(span, middle)[index < middle ? 'left' : 'right']
    path.unshift(other)
    span = own
  }
  return path
}

/** A whole tree at once: its root, and the path of each leaf, as `verifyInclusion` takes it. One hash for each inner node. */
export function treeOf(hash: Hash, leaves: readonly Uint8Array[]): { readonly root: Uint8Array; readonly paths: readonly Uint8Array[][] } {
  const paths = leaves.map((): Uint8Array[] => [])
  let nodes = leaves
  for (let width = 1; nodes.length > 1; width *= 2) {
    const above: Uint8Array[] = []
    for (let at = 0; at < nodes.length; at += 2) {
      const [left, right] = nodes.slice(at, at + 2)
      if (!left) break
      // The last one of an odd number has no neighbour here and goes up as it is.
      above.push(right ? nodeHash(hash, left, right) : left)
      if (!right) break
      for (const path of paths.slice(at * width, (at + 1) * width)) path.push(right)
      for (const path of paths.slice((at + 1) * width, (at + 2) * width)) path.push(left)
    }
    nodes = above
  }
  return { root: nodes[0] ?? hash(new Uint8Array()), paths }
}

/** The spans whose roots prove that the tree of `second` leaves begins with the tree of `first` leaves (PROOF, section 2.1.4.1). */
export function consistencySpans(first: number, second: number): Span[] {
  const path: Span[] = []
  let span: Span = { from: 0, to: second }
  let known = true
  while (first < span.to) {
    const middle = span.from + largestPowerBelow(span.to - span.from)
    const [own, other] = halves(span, middle)[first <= middle ? 'left' : 'right']
    if (first > middle) known = false
    path.unshift(other)
    span = own
  }
  return known ? path : [span, ...path]
}

/** The complete subtrees a span of a proof consists of, largest first; their roots give the span's root by `rootOf`. */
export function subtreesOf({ from, to }: Span): Subtree[] {
  const parts: Subtree[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    parts.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return parts
}

/** Section 2.1.3.2. False, never an exception, for anything that is not a proof. */
export function verifyInclusion(
  hash: Hash,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  let at = index
  let last = size - 1
  let computed = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      computed = nodeHash(hash, sibling, computed)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      computed = nodeHash(hash, computed, sibling)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(computed, root)
}

/** Section 2.1.4.2. Nothing is consistent with a tree of no leaves: such a proof would prove nothing. */
export function verifyConsistency(
  hash: Hash,
  first: number,
  firstRoot: Uint8Array,
  second: number,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(first) || !isCount(second) || first === 0 || first > second) return false
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot)
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof
  if (!start || proof.length === 0) return false
  let at = first - 1
  let last = second - 1
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let older = start
  let newer = start
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      older = nodeHash(hash, sibling, older)
      newer = nodeHash(hash, sibling, newer)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else {
      newer = nodeHash(hash, newer, sibling)
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(older, firstRoot) && sameBytes(newer, secondRoot)
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

const isHash = (bytes: Uint8Array) => bytes.length === hashLength
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

function isPowerOfTwo(value: number): boolean {
  let rest = value
  while (rest > 1 && rest % 2 === 0) rest /= 2
  return rest === 1
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

const halves = ({ from, to }: Span, middle: number) => {
  const left: Span = { from, to: middle }
  const right: Span = { from: middle, to }
  return { left: [left, right], right: [right, left] } as const
}

const joined = (prefix: number, ...parts: readonly Uint8Array[]) => joinedBytes([Uint8Array.of(prefix), ...parts])

export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
