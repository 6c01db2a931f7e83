import { sha256 } from '@noble/hashes/sha2.js'
import { type Canonical, canonicalJson, utf8 } from './canonical.ts'

/** Merkle tree hash of RFC 9162, 2.1.1, over the canonical JSON of each entry: one entry can later be proved without the rest. */
export function rootOf(entries: readonly Canonical[]): Uint8Array {
  if (entries.length === 0) return sha256(new Uint8Array())
  // A perfect subtree waits here until its right sibling of the same height is complete.
  const waiting: { height: number; hash: Uint8Array }[] = []
  for (const entry of entries) {
    let hash = leafHash(entry)
    let height = 0
    for (let top = waiting.at(-1); top?.height === height; top = waiting.at(-1)) {
      hash = nodeHash(top.hash, hash)
      waiting.pop()
      height++
    }
    waiting.push({ height, hash })
  }
  return waiting.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right))
}

function leafHash(entry: Canonical): Uint8Array {
  const text = utf8(canonicalJson(entry))
  const bytes = new Uint8Array(text.length + 1)
  bytes.set(text, 1)
  return sha256(bytes)
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 33)
  return sha256(bytes)
}
