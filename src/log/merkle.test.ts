import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  append,
  consistencySpans,
  emptyTree,
  frontierLength,
  grow,
  type Hash,
  inclusionSpans,
  leafHash,
  nodeHash,
  rootOf,
  type Span,
  subtreesOf,
  treeOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest()

const Bytes = z
  .string()
  .nullable()
  .transform((text) => Buffer.from(text ?? '', 'base64'))
const Hashes = z
  .array(Bytes)
  .nullable()
  .transform((list) => list ?? [])
const Outcome = { proof: Hashes, desc: z.string(), wantErr: z.boolean(), name: z.string() }
const Vectors = z.object({
  inclusion: z.array(z.object({ leafIdx: z.number(), treeSize: z.number(), root: Bytes, leafHash: Bytes, ...Outcome })),
  consistency: z.array(z.object({ size1: z.number(), size2: z.number(), root1: Bytes, root2: Bytes, ...Outcome })),
})
const vectors = Vectors.parse(JSON.parse(readFileSync(new URL('../../test/vectors/merkle.json', import.meta.url), 'utf8')))

describe('the published vectors (transparency-dev/merkle)', () => {
  test('all of them are here', () => {
    expect([vectors.inclusion.length, vectors.consistency.length]).toEqual([98, 98])
  })
  test.each(vectors.inclusion)('inclusion $name: $desc', ({ leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
    expect(verifyInclusion(sha256, leaf, leafIdx, treeSize, proof, root)).toBe(!wantErr)
  })
  test.each(vectors.consistency)('consistency $name: $desc', ({ size1, size2, root1, root2, proof, wantErr }) => {
    expect(verifyConsistency(sha256, size1, root1, size2, root2, proof)).toBe(!wantErr)
  })
})

// The definition of section 2.1.1, written down as it stands there.
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (!only) return sha256(new Uint8Array())
  if (leaves.length === 1) return only
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(sha256, naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => leafHash(sha256, Buffer.from(`leaf ${index}`)))
const most = 300
const all = leavesOf(most)
const roots = Array.from({ length: most + 1 }, (_, size) => naiveRoot(all.slice(0, size)))
const rootAt = (size: number) => roots[size] ?? new Uint8Array()
const leafAt = (index: number) => all[index] ?? new Uint8Array()
const rootOfSpan = ({ from, to }: Span) => naiveRoot(all.slice(from, to))
const sizes = fc.integer({ min: 1, max: most })
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

describe('against the definition', () => {
  test('the empty tree is the hash of nothing', () => {
    expect(Buffer.from(rootOf(sha256, [])).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  test('growing leaf by leaf gives the root of every size', () => {
    let tree = emptyTree
    for (const leaf of all) {
      tree = append(sha256, tree, leaf)
      expect(rootOf(sha256, tree.frontier)).toEqual(rootAt(tree.size))
      expect(tree.frontier.length).toBe(frontierLength(tree.size))
    }
  })
  test('growing tells each subtree that is complete, once, with its root', () => {
    const told: string[] = []
    grow(sha256, emptyTree, all, ({ level, index }, root) => {
      told.push(`${level}/${index}`)
      expect(root).toEqual(naiveRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level)))
    })
    const complete = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((level) =>
      Array.from({ length: Math.floor(most / 2 ** level) }, (_, at) => `${level}/${at}`),
    )
    expect(told.sort()).toEqual(complete.sort())
  })
  test('a tree made at once has the root of every size, and a path for each leaf', () => {
    expect(treeOf(sha256, []).root).toEqual(rootAt(0))
    for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 100, 199, 200, 256, 257, most]) {
      const { root, paths } = treeOf(sha256, all.slice(0, size))
      expect(root).toEqual(rootAt(size))
      expect(paths).toEqual(Array.from({ length: size }, (_, index) => inclusionSpans(index, size).map(rootOfSpan)))
    }
  })
  test('it does not matter in how many steps a tree grew', () => {
    fc.assert(
      fc.property(sizes, fc.nat(most), (size, at) => {
        const halfway = grow(sha256, emptyTree, all.slice(0, Math.min(at, size)))
        expect(rootOf(sha256, grow(sha256, halfway, all.slice(halfway.size, size)).frontier)).toEqual(rootAt(size))
      }),
    )
  })
  test('a span of a proof is the root over its complete subtrees', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, chosen) => {
        for (const span of inclusionSpans(chosen % size, size)) {
          const parts = subtreesOf(span).map(({ level, index }) => naiveRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level)))
          expect(rootOf(sha256, parts)).toEqual(rootOfSpan(span))
        }
      }),
    )
  })
  test('every leaf of every size is proven, and no other leaf, place, size or root by the same proof', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(31), (size, chosen, at) => {
        const index = chosen % size
        const proof = inclusionSpans(index, size).map(rootOfSpan)
        const verify = (leaf: Uint8Array, place: number, root: Uint8Array, path: Uint8Array[]) =>
          verifyInclusion(sha256, leaf, place, size, path, root)
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        expect(verify(leafAt(index), index, rootAt(size), proof)).toBe(true)
        expect(verify(flipped(leafAt(index), at), index, rootAt(size), proof)).toBe(false)
        expect(verify(leafAt(index), index, flipped(rootAt(size), at), proof)).toBe(false)
        expect(verify(leafAt(index), (index + 1) % (size + 1), rootAt(size), proof)).toBe(false)
        expect(verify(leafAt(index), index, rootAt(size), [...proof, leafAt(0)])).toBe(false)
        if (proof.length > 0) expect(verify(leafAt(index), index, rootAt(size), proof.slice(1))).toBe(false)
      }),
    )
  })
  test('every earlier size is consistent with every later one, and not with a changed one', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(31), (one, other, at) => {
        const [first, second] = one < other ? [one, other] : [other, one]
        const proof = consistencySpans(first, second).map(rootOfSpan)
        expect(verifyConsistency(sha256, first, rootAt(first), second, rootAt(second), proof)).toBe(true)
        expect(verifyConsistency(sha256, first, flipped(rootAt(first), at), second, rootAt(second), proof)).toBe(false)
        expect(verifyConsistency(sha256, first, rootAt(first), second, flipped(rootAt(second), at), proof)).toBe(false)
        expect(verifyConsistency(sha256, first, rootAt(first), second, rootAt(second), [...proof, leafAt(0)])).toBe(false)
        for (const [place, node] of proof.entries()) {
          const changed = proof.with(place, flipped(node, at))
          expect(verifyConsistency(sha256, first, rootAt(first), second, rootAt(second), changed)).toBe(false)
        }
      }),
    )
  })
  test('what is no count is no proof', () => {
    for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(verifyInclusion(sha256, leafAt(0), bad, 1, [], leafAt(0))).toBe(false)
      expect(verifyInclusion(sha256, leafAt(0), 0, bad, [], leafAt(0))).toBe(false)
      expect(verifyConsistency(sha256, bad, leafAt(0), 1, leafAt(0), [])).toBe(false)
    }
  })
  test('sizes beyond 32 bits are counted exactly', () => {
    const size = 2 ** 40 + 1
    expect(inclusionSpans(2 ** 40, size)).toEqual([{ from: 0, to: 2 ** 40 }])
    expect(verifyInclusion(sha256, leafAt(0), 2 ** 40, size, [leafAt(1)], nodeHash(sha256, leafAt(1), leafAt(0)))).toBe(true)
    expect(subtreesOf({ from: 0, to: size })).toEqual([
      { level: 40, index: 0 },
      { level: 0, index: 2 ** 40 },
    ])
  })
})
