/**
 * Freeze, commit, reveal, public value, seed: who knows the seed earlier than the public value can no longer change anything.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) the platform arranges at random, the organisers cannot help a candidate;
 * B-15 the office starts a draw and cannot see, repeat or edit it.
 */
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Answer, accept, refuse } from './answer.ts'
import { type Canonical, canonicalJson, compareText, frame, utf8 } from './canonical.ts'
import { commit } from './commitment.ts'
import { type DrawInput, readInput } from './input.ts'
import { rootOf } from './merkle.ts'
import { judgePlaces } from './places.ts'
import type { SeatsText } from './roll-text.ts'
import { text } from './shape.ts'

export type Freeze = { readonly input: DrawInput; readonly freezeHash: string }
export type Commitment = { readonly party: string; readonly commitment: string }
export type Reveal = { readonly party: string; readonly value: string }
export type Ceremony = {
  readonly freezeHash: string
  readonly parties: readonly string[]
  readonly commitments: readonly Commitment[]
  readonly reveals: readonly Reveal[]
  readonly publicValue: string
}

const hex32 = /^[0-9a-f]{64}$/

/** Whatever the input can be refused for is refused now: once it is frozen, no seed can make the draw fail. */
export function freeze(input: unknown): Answer<Freeze> {
  const read = readInput(input)
  if (!read.ok) return read
  const places = judgePlaces(read.value)
  if (!places.ok) return places
  return accept({ input: read.value, freezeHash: freezeHashOf(read.value) })
}

/** Of an input that `readInput` has read. */
export const freezeHashOf = (input: DrawInput): string => hashOf(headerOf(input))

const hashOf = (header: Canonical): string => bytesToHex(sha256(frame('gongyuan/freeze/1', canonicalJson(header))))

/** The same hash for a list of seats that was read from its text. */
export const freezeHashOfText = ({ input, roll, tree }: SeatsText): string =>
  hashOf({ ...input, candidates: { root: bytesToHex(tree().root), size: roll.size } })

/** The frozen input with its long list replaced by size and Merkle root, so that one entry can be proved without the list. */
function headerOf(input: DrawInput): Canonical {
  switch (input.kind) {
    case 'seats':
    case 'supplement':
    case 'groups':
      return { ...input, candidates: summary(input.candidates) }
    case 'invigilators':
      return { ...input, pool: summary(input.pool) }
    case 'panels':
      return { ...input, examiners: summary(input.examiners) }
    case 'lots':
      return { ...input, labels: summary(input.labels) }
  }
}

const summary = (list: readonly Canonical[]): Canonical => ({ root: bytesToHex(rootOf(list)), size: list.length })

export function checkReveal(freezeHash: string, { party, commitment }: Commitment, reveal: Reveal): Answer<Uint8Array> {
  if (!hex32.test(commitment)) {
    return refuse('commitment_malformed', 'commitments', `commitments: that of “${party}” is not 64 lower-case hexadecimal digits`)
  }
  if (reveal.party !== party || !hex32.test(reveal.value) || commit(freezeHash, party, hexToBytes(reveal.value)) !== commitment) {
    return refuse('reveal_wrong', 'reveals', `reveals: the value of “${party}” does not open its commitment`)
  }
  return accept(hexToBytes(reveal.value))
}

/** The seed, when every frozen party has committed and revealed. A party that is silent or false cancels the draw; it cannot steer it. */
export function seedOf({ freezeHash, parties, commitments, reveals, publicValue }: Ceremony): Answer<Uint8Array> {
  const stranger = [...commitments, ...reveals].find(({ party }) => !parties.includes(party))
  if (stranger) return refuse('party_unknown', 'parties', `parties does not name “${stranger.party}”, who committed or revealed`)
  if (!text(publicValue, { path: '', sentence: '' })) {
    return refuse('public_value_malformed', 'publicValue', 'publicValue is not 1 to 200 plain characters without blanks at the ends')
  }
  const salt: (string | Uint8Array)[] = ['gongyuan/reveals/1', hexToBytes(freezeHash)]
  for (const party of parties.toSorted(compareText)) {
    const [commitment, second] = commitments.filter((one) => one.party === party)
    if (!commitment || second) {
      return refuse('commitment_missing', 'commitments', `commitments does not hold exactly one commitment of “${party}”`)
    }
    const [reveal, again] = reveals.filter((one) => one.party === party)
    if (!reveal || again) return refuse('reveal_missing', 'reveals', `reveals does not hold exactly one value of “${party}”`)
    const opened = checkReveal(freezeHash, commitment, reveal)
    if (!opened.ok) return opened
    salt.push(party, opened.value)
  }
  return accept(hkdf(sha256, utf8(publicValue), sha256(frame(...salt)), utf8('gongyuan/seed/1'), 32))
}
