import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, deriveKey, measured } from './check-read.ts'
import { noblePrimitives } from './primitives.ts'
import { hkdfRank, rankOrder, shuffle, streamOf } from './stream.ts'

const seed = new Uint8Array(32).fill(9)
const upTo = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, index) => index)

describe('the keystream', () => {
  test('the primitive is ChaCha20 of RFC 8439, 2.4.2: the keystream of block 1', () => {
    const key = Uint8Array.from({ length: 32 }, (_, index) => index)
    const nonce = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x4a, 0, 0, 0, 0)
    const expected = '224f51f3401bd9e12fde276fb8631ded8c131f823d2c06e27e4fcaec9ef3cf78'
    expect(bytesToHex(noblePrimitives.chacha20(key, nonce, 1, 32))).toBe(expected)
  })

  test('is read word by word, least significant byte first, without a gap between chunks', () => {
    const key = deriveKey(noblePrimitives, seed, bytesOf('gongyuan/stream/1'), measured('long', 'stream'))
    const keystream = noblePrimitives.chacha20(key, new Uint8Array(12), 0, 160_000)
    const bytes = new DataView(keystream.buffer, keystream.byteOffset)
    const stream = streamOf(seed, 'long', 'stream')
    const words = Array.from({ length: 40_000 }, () => stream.below(2 ** 32))
    expect(words).toEqual(Array.from({ length: 40_000 }, (_, at) => bytes.getUint32(4 * at, true)))
  })

  test('one purpose says nothing about another, and parts of a purpose do not run together', () => {
    const first = (...purpose: string[]) => streamOf(seed, ...purpose).below(2 ** 32)
    expect(new Set([first('a', 'b'), first('ab'), first('ab', ''), first('', 'ab')]).size).toBe(4)
  })

  test('below n is below n, for every n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (n) => {
        const drawn = streamOf(seed, String(n)).below(n)
        expect(drawn).toBeGreaterThanOrEqual(0)
        expect(drawn).toBeLessThan(n)
      }),
    )
  })

  test('words that would favour small numbers are thrown away', () => {
    // Of n = 3 · 2^30 the words above n are a quarter; with a modulo instead, numbers below 2^30 would come twice as often as others.
    const stream = streamOf(seed, 'bias')
    const low = Array.from({ length: 30_000 }, () => stream.below(3 * 2 ** 30)).filter((drawn) => drawn < 2 ** 30).length
    expect(low).toBeGreaterThan(9_600)
    expect(low).toBeLessThan(10_400)
  })

  test('the smallest word that is thrown away is the last whole multiple itself', () => {
    // Of a word above 2^31 the last whole multiple below 2^32 is the word.
    const words = (purpose: number) => {
      const stream = streamOf(seed, 'limit', String(purpose))
      return [stream.below(2 ** 32), stream.below(2 ** 32)] as const
    }
    const [purpose] = Array.from({ length: 100 }, (_, index) => index).filter(
      (index) => words(index)[0] > 2 ** 31 && words(index)[1] < words(index)[0],
    )
    const [limit, next] = words(purpose ?? 0)
    expect(streamOf(seed, 'limit', String(purpose)).below(limit)).toBe(next)
    expect(streamOf(seed, 'limit', String(purpose)).below(limit + 1)).toBe(limit)
  })
})

describe('the shuffle', () => {
  test('gives every order of four about equally often', () => {
    const counts = new Map<string, number>()
    const stream = streamOf(seed, 'orders')
    for (let round = 0; round < 24_000; round++) {
      const order = shuffle(stream, upTo(4)).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // χ² with 23 degrees of freedom: 49.7 is the 0.999 quantile, 7.5 the 0.001 quantile.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquare).toBeGreaterThan(7.5)
    expect(chiSquare).toBeLessThan(49.7)
  })

  test('loses nobody', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (n) => {
        expect(shuffle(streamOf(seed, 'all'), upTo(n)).sort()).toEqual(upTo(n))
      }),
    )
  })
})

describe('ranks', () => {
  test('one more label moves none of the others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 30 }), ([extra = '', ...labels]) => {
        const named = (list: readonly string[]) => rankOrder(seed, 'x', list).map((index) => list[index])
        expect(named([extra, ...labels]).filter((label) => label !== extra)).toEqual(named(labels))
      }),
    )
  })

  test('depend on seed, purpose and label', () => {
    const ranks = [hkdfRank(seed, 'a', 'b'), hkdfRank(seed, 'b', 'a'), hkdfRank(seed, 'a', 'c'), hkdfRank(new Uint8Array(32), 'a', 'b')]
    expect(new Set(ranks.map(bytesToHex)).size).toBe(4)
  })
})
