/**
 * The plan of seats as a Merkle tree, one leaf a ticket: a ticket carries its own proof.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10). An attacker who prints a ticket for another seat, or edits a seat after the
 * draw, would need a path to the root that stands in the published transcript and in the log.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical.ts'
import { leafOf, type Tree, treeOf } from './merkle.ts'

/** What is proved of one seat in one session. `label` stands for the candidate, `draw` is the draw's id, `room` the number of the room. */
export type Ticket = {
  readonly draw: string
  readonly label: string
  readonly room: number
  readonly seat: number
  readonly session: string
  readonly site: string
  readonly variant: string
}
/** What a ticket carries besides its own members; hashes in hex, the lowest first. */
export type TicketProof = { readonly index: number; readonly size: number; readonly path: readonly string[] }

export const ticketLeaf = (ticket: Ticket): Uint8Array => leafOf(ticket)

/** All tickets of a draw in the order of its result, for many paths at once. */
export const ticketTree = (tickets: readonly Ticket[]): Tree => treeOf(tickets.map(canonicalJson), tickets.length)

export function ticketPath(tree: Tree, index: number): TicketProof {
  return { index, size: tree.size, path: tree.path(index).map(bytesToHex) }
}
