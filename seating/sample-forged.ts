import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { settled } from './answer.ts'
import { type Canonical, canonicalJson, frame } from './canonical.ts'
import { checkTranscript } from './check.ts'
import type { DrawInput } from './input.ts'
import { rootOf } from './merkle.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleHead, sampleOpening } from './sample.ts'
import { seedOf } from './seed.ts'
import { drawFrozen } from './transcript.ts'

/**
 * Inputs that no engine freezes, written consistently: hash, commitments, reveals and seed are right, as an office with an engine of its own
 * could make them. Only the checker's own rules are left to say no.
 */
export type Forgery = { readonly [key: string]: Canonical }
type Outcome = Canonical | ((seed: Uint8Array) => Canonical)

export function forged(list: string, given: Forgery, outcome: Outcome, more: Forgery = {}): string {
  // A list where the input has none is the checker's to refuse; what it hashes to does not matter then.
  const entries = Array.isArray(given[list]) ? (given[list] as readonly Canonical[]) : []
  const header = { ...given, [list]: { root: bytesToHex(rootOf(entries)), size: entries.length } }
  const freezeHash = bytesToHex(sha256(frame('gongyuan/freeze/1', canonicalJson(header))))
  const parties = Array.isArray(given.parties) ? given.parties.map(String) : []
  const opening = sampleOpening({ freezeHash, input: { ...lots, parties } })
  const seed = settled(seedOf({ freezeHash, parties, ...opening }))
  const result = typeof outcome === 'function' ? outcome(seed) : outcome
  return canonicalJson({
    format: 'gongyuan-draw/1',
    engine: '1',
    input: given,
    freezeHash,
    ...opening,
    seed: bytesToHex(seed),
    result,
    ...more,
  })
}
export const verdictOf = (text: string): string => {
  const verdict = checkTranscript(text, noblePrimitives)
  return verdict.ok ? 'ok' : verdict.sentence
}
export const plain = (input: DrawInput): Forgery => JSON.parse(canonicalJson(input))
export const drawnBy =
  (input: DrawInput) =>
  (seed: Uint8Array): Canonical =>
    settled(drawFrozen(input, seed))
export const lots: DrawInput = { ...sampleHead, kind: 'lots', labels: ['a', 'b', 'c'] }
