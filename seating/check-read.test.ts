import { createHash } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import {
  ascending,
  firstDifference,
  fromHex,
  isCanonical,
  type Json,
  measured,
  readList,
  readObject,
  readText,
  readTexts,
  readTruth,
  readWhole,
  toCanonical,
  toHex,
  treeRoot,
} from './check-read.ts'
import { dice } from './check-seats.ts'
import { rootOf } from './merkle.ts'
import { nodePrimitives } from './node-primitives.ts'
import { noblePrimitives } from './primitives.ts'
import { streamOf } from './stream.ts'

describe('the checker takes nothing for something else', () => {
  test.each([
    { says: 'f is not a string', read: () => readText(1, 'f') },
    { says: 'f is not an integer', read: () => readWhole('1', 'f') },
    { says: 'f is not an integer', read: () => readWhole(1.5, 'f') },
    { says: 'f is not an integer', read: () => readWhole(2 ** 53, 'f') },
    { says: 'f is neither true nor false', read: () => readTruth(0, 'f') },
    { says: 'f is not a list', read: () => readList({}, 'f') },
    { says: 'f is not a list', read: () => readList(undefined, 'f') },
    { says: 'f[1] is not a string', read: () => readTexts(['a', 1], 'f') },
    { says: 'f is not an object', read: () => readObject([], 'f', 'a') },
    { says: 'f is not an object', read: () => readObject(null, 'f', 'a') },
    { says: 'f is not an object', read: () => readObject('a', 'f', 'a') },
    { says: 'f lacks “b”', read: () => readObject({ a: 1 }, 'f', 'a b') },
    { says: 'f has the unknown member “”', read: () => readObject({ '': 1, a: 1 }, 'f', 'a') },
    { says: 'f has the unknown member “c”', read: () => readObject({ a: 1, c: 1 }, 'f', 'a', 'b') },
    { says: 'f[1] is not after f[0]', read: () => ascending(['a', 'a'], 'f') },
    { says: 'f[2] is not after f[1]', read: () => ascending(['a', 'c', 'b'], 'f') },
    { says: 'f is not 64 lower-case hexadecimal digits', read: () => fromHex('AB'.repeat(32), 'f') },
    { says: 'f is not 64 lower-case hexadecimal digits', read: () => fromHex('ab'.repeat(33), 'f') },
    { says: 'the transcript holds null', read: () => isCanonical({ a: null }, '{"a":null}') },
    { says: 'the transcript holds 1.5', read: () => isCanonical([1.5], '[1.5]') },
  ])('$says', ({ says, read }) => {
    expect(read).toThrow(says)
  })

  test('what is right is taken', () => {
    expect(readObject({ a: 1, b: 2 }, 'f', 'a', 'b')).toEqual({ a: 1, b: 2 })
    expect([readText('a', 'f'), readWhole(-3, 'f'), readTruth(false, 'f'), readList([], 'f')]).toEqual(['a', -3, false, []])
    expect(() => ascending(['a', 'b', 'c'], 'f')).not.toThrow()
    expect(toHex(fromHex('0a'.repeat(31).concat('ff'), 'f'))).toBe('0a'.repeat(31).concat('ff'))
  })

  test.each([
    { text: '{"a":[1,true,"x"],"b":{}}', canonical: true, because: 'in order' },
    { text: '{"b":{},"a":1}', canonical: false, because: 'keys out of order' },
    { text: '[{"b":1,"a":2}]', canonical: false, because: 'keys out of order deep inside' },
    { text: '{"a": 1}', canonical: false, because: 'a blank' },
    { text: '{"a":1,"a":1}', canonical: false, because: 'a key twice' },
  ])('canonical, $because: $canonical', ({ text, canonical }) => {
    expect(isCanonical(JSON.parse(text), text)).toBe(canonical)
  })

  test('canonical text has its keys in order, at every depth', () => {
    expect(toCanonical({ b: [true, null, { d: 'x', c: 1 }], a: -1 })).toBe('{"a":-1,"b":[true,null,{"c":1,"d":"x"}]}')
  })

  test.each<{ stated: Json | undefined; right: Json; found: string | undefined }>([
    { stated: { a: [1, { b: 2 }] }, right: { a: [1, { b: 2 }] }, found: undefined },
    { stated: { a: [1, { b: 2 }] }, right: { a: [1, { b: 3 }] }, found: 'f.a[1].b' },
    { stated: undefined, right: {}, found: 'f' },
    { stated: null, right: {}, found: 'f' },
    { stated: {}, right: null, found: 'f' },
    { stated: {}, right: [], found: 'f' },
    { stated: [], right: {}, found: 'f' },
    { stated: 'a', right: ['a'], found: 'f' },
    { stated: [1], right: [1, 2], found: 'f[1]' },
    { stated: [1, 2], right: [1], found: 'f[1]' },
    { stated: { a: 1 }, right: {}, found: 'f.a' },
    { stated: {}, right: { a: 1 }, found: 'f.a' },
  ])('$stated and $right differ at $found', ({ stated, right, found }) => {
    expect(firstDifference(stated, right, 'f')).toBe(found)
  })
})

describe('the checker’s bytes', () => {
  test('lengths stand in four bytes, big end first', () => {
    const long = new Uint8Array(0x010203)
    expect([...measured('学', long).slice(0, 11)]).toEqual([0, 0, 0, 3, 0xe5, 0xad, 0xa6, 0, 1, 2, 3])
  })

  test.each([0, 1, 2, 3, 5, 8, 13])('the root of %i texts is that of the draw, whichever library hashes, long texts too', (size) => {
    const texts = Array.from({ length: size }, (_, at) => (at % 2 ? `學${at}` : 'x'.repeat(2725 + at)))
    const root = bytesToHex(rootOf(texts))
    const written = texts.map((text) => JSON.stringify(text))
    for (const primitives of [noblePrimitives, nodePrimitives]) expect(toHex(treeRoot(written, primitives))).toBe(root)
  })

  test('a leaf of one byte more or less than the prepared memory', () => {
    const sha256 = (bytes: Uint8Array) => Uint8Array.from(createHash('sha256').update(bytes).digest())
    for (const length of [1, 2729, 2730, 2731, 8190, 8191, 8192, 9000]) {
      const text = '学'.repeat(length)
      const leaf = createHash('sha256').update(`\0${text}`).digest('hex')
      expect(toHex(treeRoot([text], { sha256 }))).toBe(leaf)
    }
  })

  test.each([
    { sides: 3, words: [0xffffffff, 7], number: 1, because: 'above the last whole multiple of three' },
    { sides: 3, words: [0xfffffffe, 7], number: 2, because: 'just below it' },
    { sides: 5, words: [0xffffffff, 8], number: 3, because: '2^32 is one more than a multiple of five' },
    { sides: 4, words: [0xffffffff, 7], number: 3, because: 'four divides all' },
  ])('a word that would favour small numbers is thrown away: $because', ({ sides, words, number }) => {
    const keystream = (_key: Uint8Array, _nonce: Uint8Array, _counter: number, length: number): Uint8Array => {
      const bytes = new Uint8Array(length)
      for (const [at, word] of words.entries()) new DataView(bytes.buffer).setUint32(4 * at, word, true)
      return bytes
    }
    expect(dice({ ...noblePrimitives, chacha20: keystream }, new Uint8Array(32), 'x')(sides)).toBe(number)
  })

  test('the numbers are those of the draw, also after the prepared memory is used up', () => {
    const seed = new Uint8Array(32).fill(9)
    const [mine, theirs] = [dice(noblePrimitives, seed, 'a', 'b'), streamOf(seed, 'a', 'b')]
    for (let turn = 0; turn < 40_000; turn++) if (mine(1000 + turn) !== theirs.below(1000 + turn)) throw new Error(`turn ${turn}`)
  })

  test('Node and noble agree', () => {
    const [key, nonce] = [new Uint8Array(32).fill(1), new Uint8Array(12)]
    const text = new TextEncoder().encode('some text')
    expect(toHex(nodePrimitives.sha256(text))).toBe(toHex(noblePrimitives.sha256(text)))
    expect(toHex(nodePrimitives.hmacSha256(key, text))).toBe(toHex(noblePrimitives.hmacSha256(key, text)))
    expect(toHex(nodePrimitives.chacha20(key, nonce, 5, 99))).toBe(toHex(noblePrimitives.chacha20(key, nonce, 5, 99)))
  })
})
