/**
 * The whole draw from the text of its input to the text that is published, without an object for each candidate: what a million needs.
 *
 * A list of seats that roll-text.ts does not read, and every other kind of draw, is answered by the general path. So there is one set of
 * refusals, and the same bytes.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Answer, accept } from './answer.ts'
import { canonicalJson } from './canonical.ts'
import { type DrawInput, readInput } from './input.ts'
import { engineVersion } from './input-lists.ts'
import type { SeatsInput } from './input-seats.ts'
import { type Tree, treeOf } from './merkle.ts'
import { variantOf } from './neighbours.ts'
import { type Roll, rollOf } from './roll.ts'
import { readSeatsText } from './roll-text.ts'
import { type PlacedRoom, type PlacedSeats, placeRoll } from './seats.ts'
import { type Group, planRoll } from './seats-plan.ts'
import { freeze, freezeHashOf, freezeHashOfText, seedOf } from './seed.ts'
import { format, inOrder, type Opening, openFreeze, transcriptText } from './transcript.ts'

/** The list of `input` may be empty: the candidates are in the roll. */
export type PlannedSeats = { readonly input: SeatsInput; readonly roll: Roll; readonly plan: readonly Group[] }
/** An input that can be frozen. */
export type PlannedText = {
  /** Canonical: what is frozen and published. */
  readonly text: string
  readonly freezeHash: () => string
  readonly input: DrawInput
  /** Only of a draw of seats. */
  readonly seats?: PlannedSeats
}
export type FrozenText = Omit<PlannedText, 'freezeHash'> & { readonly freezeHash: string }
export type DrawnText = {
  readonly freezeHash: string
  readonly seed: string
  /** What is published, one after the other: the transcript up to its input, the input, all that follows. */
  readonly text: readonly [string, string, string]
  /** Only of a draw of seats: who sits where, as places in the roll, and the plan as a tree. */
  readonly seats?: PlannedSeats & { readonly rooms: readonly PlacedRoom[]; readonly tickets: Tree }
}

/** Refuses all that `freeze` refuses; the hash, which takes longer than the rest, only when it is asked for. Throws on a text that is not JSON. */
export function planText(text: string): Answer<PlannedText> {
  const seats = readSeatsText(text)
  if (seats) return planned(text, seats.input, accept(seats.roll), () => freezeHashOfText(seats))
  const read = readInput(JSON.parse(text))
  if (!read.ok) return read
  const input = read.value
  if (input.kind === 'seats') return planned(canonicalJson(input), input, rollOf(input), () => freezeHashOf(input))
  const frozen = freeze(input)
  return frozen.ok ? accept({ text: canonicalJson(input), input, freezeHash: () => frozen.value.freezeHash }) : frozen
}

function planned(text: string, input: SeatsInput, roll: Answer<Roll>, freezeHash: () => string): Answer<PlannedText> {
  if (!roll.ok) return roll
  const plan = planRoll(input, roll.value)
  return plan.ok ? accept({ text, freezeHash, input, seats: { input, roll: roll.value, plan: plan.value } }) : plan
}

/** Throws on a text that is not JSON. */
export function freezeText(text: string): Answer<FrozenText> {
  const plan = planText(text)
  return plan.ok ? accept({ ...plan.value, freezeHash: plan.value.freezeHash() }) : plan
}

/** What stands before and after the list in the canonical text of the input, whose own list is empty. */
export function textAroundList(input: SeatsInput): Answer<readonly [string, string]> {
  // Read, and so arranged: a text that is not canonical would be read as objects, six times as many bytes.
  const read = readInput(input)
  if (!read.ok) return read
  const empty = canonicalJson(read.value)
  const at = empty.indexOf(']')
  return accept([empty.slice(0, at), empty.slice(at)])
}

/** Plans the input with the list that is given in parts, each some canonical entries with commas between; its own is empty. */
export function planParts(input: SeatsInput, parts: readonly string[]): Answer<PlannedText> {
  const around = textAroundList(input)
  if (!around.ok) return around
  const [before, after] = around.value
  // In one step: each copy of a million candidates is some hundred megabytes.
  return planText([before, ...parts.flatMap((part, index) => (index === 0 ? [part] : [',', part])), after].join(''))
}

/** The same bytes as `transcriptText` of `draw`. Throws on a text that is not JSON. */
export function drawText(text: string, opening: Opening): Answer<DrawnText> {
  const frozen = freezeText(text)
  if (!frozen.ok) return frozen
  const { freezeHash, input, seats } = frozen.value
  if (!seats) {
    const drawn = openFreeze({ input, freezeHash }, opening)
    return drawn.ok ? accept({ freezeHash, seed: drawn.value.seed, text: ['', transcriptText(drawn.value), ''] }) : drawn
  }
  const seed = seedOf({ freezeHash, parties: input.parties, ...opening })
  if (!seed.ok) return seed
  const placed = placeRoll(seats.input, seats.roll, seats.plan, seed.value)
  const tickets = ticketTreeOf(seats, placed.rooms)
  const { commitments, reveals, publicValue } = inOrder(opening)
  const before = canonicalJson({ commitments, engine: engineVersion, format, freezeHash })
  const after = canonicalJson({ reveals, seed: bytesToHex(seed.value), tickets: { root: bytesToHex(tickets.root), size: tickets.size } })
  return accept({
    freezeHash,
    seed: bytesToHex(seed.value),
    text: [
      `${before.slice(0, -1)},"input":`,
      frozen.value.text,
      `,"publicValue":${canonicalJson(publicValue)},"result":${resultText(placed, seats.roll)},${after.slice(1)}`,
    ],
    seats: { ...seats, rooms: placed.rooms, tickets },
  })
}

/** Room after room: the labels of one at a time are enough. They were read as texts, whose canonical form is that of `JSON.stringify`. */
function resultText({ rooms, wishes, neighbours }: PlacedSeats, roll: Roll): string {
  const texts = rooms.map(({ session, site, number, subject, sitters }) => {
    const place = canonicalJson({ session, site, subject }).slice(1)
    return `{"number":${number},"seats":${JSON.stringify(Array.from(sitters, roll.labelOf))},${place}`
  })
  return `{"kind":"seats","neighbours":${canonicalJson(neighbours)},"rooms":[${texts.join(',')}],"wishes":${canonicalJson(wishes)}}`
}

/** The leaves of tickets.ts, each written from what its room has in common. */
function ticketTreeOf({ input, roll }: PlannedSeats, rooms: readonly PlacedRoom[]): Tree {
  const leaves = function* (): Generator<string> {
    const [draw, papers] = [canonicalJson(input.drawId), input.rules.variants]
    for (const { session, site, number, columns, sitters } of rooms) {
      const place = `,"session":${canonicalJson(session)},"site":${canonicalJson(site)},"variant":`
      for (const [at, sitter] of sitters.entries()) {
        const label = JSON.stringify(roll.labelOf(sitter))
        const variant = variantOf({ columns }, at + 1, papers)
        yield `{"draw":${draw},"label":${label},"room":${number},"seat":${at + 1}${place}"${variant}"}`
      }
    }
  }
  return treeOf(
    leaves(),
    rooms.reduce((size, { sitters }) => size + sitters.length, 0),
  )
}
