/** The checker's cryptographic functions out of the noble libraries; a browser or another language brings its own. */
import { chacha20 } from '@noble/ciphers/chacha.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Primitives } from './check.ts'

export const noblePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
  chacha20: (key, nonce, counter, length) => chacha20(key, nonce, new Uint8Array(length), undefined, counter),
}
