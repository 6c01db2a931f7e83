/**
 * Merkle tree of RFC 9162, 2.1: one entry can be proved without the rest. Hashed by Node's own SHA-256, since a million candidates are six
 * million small hashes; no browser makes a tree of all.
 */
import { hash } from 'node:crypto'
import { type Canonical, canonicalJson } from './canonical.ts'

const hashBytes = 32

export type Tree = {
  readonly size: number
  readonly root: Uint8Array
  /** Each level's hashes one after the other, leaves first: for whoever keeps the tree. */
  readonly levels: readonly Uint8Array[]
  /** The hashes beside the way from a leaf to the root, the lowest first (RFC 9162, 2.1.3). */
  readonly path: (index: number) => Uint8Array[]
}

export const leafOf = (entry: Canonical): Uint8Array => hash('sha256', `\0${canonicalJson(entry)}`, 'buffer')

/**
 * Of canonical texts, one a leaf. A level holds its hashes one after the other; a node without a sibling goes up as it is, which is RFC
 * 9162's split at a power of two.
 */
export function treeOf(texts: Iterable<string>, size: number): Tree {
  const lowest = Buffer.alloc(size * hashBytes)
  let at = 0
  for (const text of texts) put(lowest, at++ * hashBytes, `\0${text}`)
  const levels: Uint8Array[] = [lowest]
  let top: Buffer = lowest
  for (; top.length > hashBytes; levels.push(top)) top = levelAbove(top)
  return {
    size,
    root: size === 0 ? hash('sha256', '', 'buffer') : top,
    levels,
    path: (index) =>
      levels.flatMap((level, height) => {
        const sibling = ((index >>> height) ^ 1) * hashBytes
        return sibling < level.length ? [level.slice(sibling, sibling + hashBytes)] : []
      }),
  }
}

export const rootOf = (entries: readonly Canonical[]): Uint8Array => treeOf(entries.map(canonicalJson), entries.length).root

function levelAbove(below: Buffer): Buffer {
  const above = Buffer.alloc(Math.ceil(below.length / (2 * hashBytes)) * hashBytes)
  const pair = new Uint8Array(1 + 2 * hashBytes)
  pair[0] = 1
  for (let from = 0, to = 0; from < below.length; from += 2 * hashBytes, to += hashBytes) {
    const both = below.subarray(from, from + 2 * hashBytes)
    if (both.length === hashBytes) above.set(both, to)
    else {
      pair.set(both, 1)
      put(above, to, pair)
    }
  }
  return above
}

/** By way of a string: a buffer from OpenSSL is memory of its own, and four times as slow for millions of small hashes. */
const put = (level: Buffer, at: number, preimage: string | Uint8Array): number =>
  level.write(hash('sha256', preimage, 'latin1'), at, hashBytes, 'latin1')
