/** The one file that is published of a draw: from it, and from what was published before it, anyone can draw again. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Answer, accept } from './answer.ts'
import { canonicalJson, compareText } from './canonical.ts'
import type { DrawInput } from './input.ts'
import { engineVersion } from './input-lists.ts'
import { drawGroups, drawLots, type GroupsResult, type LotsResult } from './lots.ts'
import { drawSeats, type SeatsResult, ticketsOf } from './seats.ts'
import { type Ceremony, type Commitment, type Freeze, freeze, type Reveal, seedOf } from './seed.ts'
import { drawInvigilators, drawPanels, type InvigilatorsResult, type PanelsResult } from './staff.ts'
import { drawSupplement, type SupplementResult, ticketsOfSupplement } from './supplement.ts'
import { type Ticket, ticketTree } from './tickets.ts'

export type DrawResult = SeatsResult | SupplementResult | InvigilatorsResult | PanelsResult | LotsResult | GroupsResult
export const format = 'gongyuan-draw/1'
export type Transcript = {
  readonly format: typeof format
  readonly engine: string
  readonly input: DrawInput
  readonly freezeHash: string
  readonly commitments: readonly Commitment[]
  readonly reveals: readonly Reveal[]
  readonly publicValue: string
  readonly seed: string
  readonly result: DrawResult
  /** The plan of seats as a tree, one leaf a ticket. */
  readonly tickets?: { readonly root: string; readonly size: number }
}

export type Opening = Pick<Ceremony, 'commitments' | 'reveals' | 'publicValue'>

/** The whole draw: freezes again, opens the commitments, draws. Nothing but its arguments decides the result. */
export function draw(input: unknown, opening: Opening): Answer<Transcript> {
  const frozen = freeze(input)
  return frozen.ok ? openFreeze(frozen.value, opening) : frozen
}

/** Commitments and reveals by party, as they are published. */
export const inOrder = ({ commitments, reveals, publicValue }: Opening): Opening => ({
  commitments: commitments.toSorted((a, b) => compareText(a.party, b.party)),
  reveals: reveals.toSorted((a, b) => compareText(a.party, b.party)),
  publicValue,
})

/** The rest of the draw, for an input that is frozen. */
export function openFreeze({ input, freezeHash }: Freeze, opening: Opening): Answer<Transcript> {
  const seed = seedOf({ freezeHash, parties: input.parties, ...opening })
  if (!seed.ok) return seed
  const result = drawFrozen(input, seed.value)
  if (!result.ok) return result
  const tickets = plannedTickets(input, result.value)
  return accept({
    format,
    engine: engineVersion,
    input,
    freezeHash,
    ...inOrder(opening),
    seed: bytesToHex(seed.value),
    result: result.value,
    ...(tickets && { tickets: { root: bytesToHex(ticketTree(tickets).root), size: tickets.length } }),
  })
}

/** The tickets of a draw in the order of their leaves; draws of people and lots have none. */
export function plannedTickets(input: DrawInput, result: DrawResult): readonly Ticket[] | undefined {
  if (input.kind === 'seats' && result.kind === 'seats') return ticketsOf(input, result)
  return input.kind === 'supplement' && result.kind === 'supplement' ? ticketsOfSupplement(input, result) : undefined
}

/** The result alone, of an input that came out of `freeze` and a seed that came out of `seedOf`. */
export function drawFrozen(input: DrawInput, seed: Uint8Array): Answer<DrawResult> {
  switch (input.kind) {
    case 'seats':
      return drawSeats(input, seed)
    case 'supplement':
      return drawSupplement(input, seed)
    case 'invigilators':
      return drawInvigilators(input, seed)
    case 'panels':
      return drawPanels(input, seed)
    case 'lots':
      return accept(drawLots(input, seed))
    case 'groups':
      return accept(drawGroups(input, seed))
  }
}

/** The bytes that are published and hashed: canonical JSON, without a line end. */
export const transcriptText = (transcript: Transcript): string => canonicalJson(transcript)
