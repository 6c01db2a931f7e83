/** Whether a ticket stands in a published plan. Needs no network and no transcript: the root is enough. Shares no code with the draw. */
import { bytesOf, fromHex, join, type Primitives, toCanonical, toHex } from './check-read.ts'

export type TicketToCheck = {
  readonly draw: string
  readonly label: string
  readonly room: number
  readonly seat: number
  readonly session: string
  readonly site: string
  readonly variant: string
}

/** Climbs from the ticket to the root (RFC 9162, 2.1.3.2). Throws `Disagreement` where the path is not hexadecimal. */
export function ticketStands(
  { draw, label, room, seat, session, site, variant }: TicketToCheck,
  proof: { readonly index: number; readonly size: number; readonly path: readonly string[] },
  root: string,
  { sha256 }: Pick<Primitives, 'sha256'>,
): boolean {
  if (!(proof.index >= 0 && proof.index < proof.size)) return false
  let hash = sha256(join(Uint8Array.of(0), bytesOf(toCanonical({ draw, label, room, seat, session, site, variant }))))
  let [node, last] = [proof.index, proof.size - 1]
  for (const [height, hex] of proof.path.entries()) {
    if (last === 0) return false
    const beside = fromHex(hex, `path[${height}]`)
    while (node === last && node % 2 === 0) {
      node /= 2
      last = Math.floor(last / 2)
    }
    hash = sha256(node % 2 === 1 ? join(Uint8Array.of(1), beside, hash) : join(Uint8Array.of(1), hash, beside))
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && toHex(hash) === root
}
