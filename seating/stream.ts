/** From a seed to unbiased numbers (a keystream, for seats) and to ranks (one per label, for people, panels and lots). */
import { chacha20 } from '@noble/ciphers/chacha.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { compareText, frame, utf8 } from './canonical.ts'
import { cell } from './known.ts'

const blockBytes = 64
const smallChunk = 16 * blockBytes
const largeChunk = 1024 * blockBytes

export type Stream = {
  /** A number from 0 to n - 1, each equally likely; n from 1 to 2^32. */
  readonly below: (n: number) => number
}

/** The ChaCha20 keystream (RFC 8439) under a key of its own for each purpose, read as 32-bit words, least significant byte first. */
export function streamOf(seed: Uint8Array, ...purpose: readonly string[]): Stream {
  const prk = extract(sha256, seed, utf8('gongyuan/stream/1'))
  const key = expand(sha256, prk, frame(...purpose), 32)
  const nonce = new Uint8Array(12)
  // Most groups are small: the first chunk is, too.
  let chunk = new DataView(new ArrayBuffer(0))
  let block = 0
  let at = 0
  const next = (): number => {
    if (at === chunk.byteLength) {
      const zeros = new Uint8Array(block === 0 ? smallChunk : largeChunk)
      chacha20(key, nonce, zeros, zeros, block)
      chunk = new DataView(zeros.buffer)
      block += zeros.length / blockBytes
      at = 0
    }
    const word = chunk.getUint32(at, true)
    at += 4
    return word
  }
  const below = (n: number): number => {
    // A word at or above the last whole multiple of n is thrown away: taking it modulo n would favour small numbers.
    const limit = 2 ** 32 - (2 ** 32 % n)
    let word = next()
    while (word >= limit) word = next()
    return word % n
  }
  return { below }
}

/** Fisher–Yates, from the last place down; changes the list it is given. */
export function shuffle(stream: Stream, list: Uint32Array): Uint32Array {
  for (let last = list.length - 1; last > 0; last--) {
    const other = stream.below(last + 1)
    const held = cell(list, last)
    list[last] = cell(list, other)
    list[other] = held
  }
  return list
}

/** Rank of a label under a purpose: HKDF-SHA-256, 32 bytes. Adding or removing another label does not change it. */
export function hkdfRank(seed: Uint8Array, purpose: string, label: string): Uint8Array {
  return ranker(seed, purpose)(label)
}

/** Positions in `labels`, lowest rank first. */
export function rankOrder(seed: Uint8Array, purpose: string, labels: readonly string[]): number[] {
  const rank = ranker(seed, purpose)
  return labels
    .map((label, index) => ({ index, key: bytesToHex(rank(label)) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ index }) => index)
}

function ranker(seed: Uint8Array, purpose: string): (label: string) => Uint8Array {
  const prk = extract(sha256, seed, utf8('gongyuan/rank/1'))
  return (label) => expand(sha256, prk, frame(purpose, label), 32)
}
