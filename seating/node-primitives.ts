/** The checker's hash functions out of Node itself: other code than the draw uses, and faster for millions of small hashes. */
import { createHmac, hash } from 'node:crypto'
import type { Primitives } from './check.ts'
import { noblePrimitives } from './primitives.ts'

export const nodePrimitives: Primitives = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  chacha20: noblePrimitives.chacha20,
}
