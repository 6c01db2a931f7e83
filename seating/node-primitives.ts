/** The checker's hash functions out of Node itself, faster for millions of small hashes; in a browser the checker takes noble's. */
import { createHmac, hash } from 'node:crypto'
import type { Primitives } from './check.ts'
import { noblePrimitives } from './primitives.ts'

export const nodePrimitives: Primitives = {
  // By way of a string: a buffer from OpenSSL is memory of its own, and twice as slow for millions of small hashes.
  sha256: (bytes) => Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  chacha20: noblePrimitives.chacha20,
}
