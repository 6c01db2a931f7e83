/** One party's contribution to a draw; the browser that makes it and the engine that opens it share this file alone. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { frame } from './canonical.ts'

/** What a party publishes before anyone reveals. The party's name and the freeze are inside: it can be neither copied nor reused. */
export function commit(freezeHash: string, party: string, value: Uint8Array): string {
  return bytesToHex(sha256(frame('gongyuan/commit/1', party, value, hexToBytes(freezeHash))))
}
