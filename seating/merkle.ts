/** Merkle tree of RFC 9162, 2.1: one entry can be proved without the rest. */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Canonical, canonicalJson, utf8 } from './canonical.ts'

const hashBytes = 32

export type Tree = {
  readonly size: number
  readonly root: Uint8Array
  /** Each level's hashes one after the other, leaves first: for whoever keeps the tree. */
  readonly levels: readonly Uint8Array[]
  /** The hashes beside the way from a leaf to the root, the lowest first (RFC 9162, 2.1.3). */
  readonly path: (index: number) => Uint8Array[]
}

export const leafOf = (entry: Canonical): Uint8Array => leafOfText(canonicalJson(entry))

export function leafOfText(canonicalText: string): Uint8Array {
  const text = utf8(canonicalText)
  const bytes = new Uint8Array(text.length + 1)
  bytes.set(text, 1)
  return sha256(bytes)
}

/** A level holds its hashes one after the other; a node without a sibling goes up as it is, which is RFC 9162's split at a power of two. */
export function treeOf(leaves: Iterable<Uint8Array>, size: number): Tree {
  const lowest = new Uint8Array(size * hashBytes)
  let at = 0
  for (const leaf of leaves) lowest.set(leaf, at++ * hashBytes)
  const levels: Uint8Array[] = [lowest]
  let top = lowest
  for (; top.length > hashBytes; levels.push(top)) top = levelAbove(top)
  return {
    size,
    root: size === 0 ? sha256(top) : top,
    levels,
    path: (index) =>
      levels.flatMap((level, height) => {
        const sibling = ((index >>> height) ^ 1) * hashBytes
        return sibling < level.length ? [level.slice(sibling, sibling + hashBytes)] : []
      }),
  }
}

export const rootOf = (entries: readonly Canonical[]): Uint8Array => treeOf(leavesOf(entries), entries.length).root

function* leavesOf(entries: readonly Canonical[]): Generator<Uint8Array> {
  for (const entry of entries) yield leafOf(entry)
}

function levelAbove(below: Uint8Array): Uint8Array<ArrayBuffer> {
  const above = new Uint8Array(Math.ceil(below.length / (2 * hashBytes)) * hashBytes)
  const pair = new Uint8Array(1 + 2 * hashBytes)
  pair[0] = 1
  for (let from = 0, to = 0; from < below.length; from += 2 * hashBytes, to += hashBytes) {
    const both = below.subarray(from, from + 2 * hashBytes)
    if (both.length === hashBytes) above.set(both, to)
    else {
      pair.set(both, 1)
      above.set(sha256(pair), to)
    }
  }
  return above
}
