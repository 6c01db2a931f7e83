import type { Primitives } from '../../../seating/check-read.ts'
import { ticketStands } from '../../../seating/check-ticket.ts'
import type { RoomInSession } from '../../../seating/supplement.ts'
import type { Ticket } from '../../../seating/tickets.ts'
import type { ProvedTicket } from './ticket-code.ts'

/**
 * Whether a ticket is good at the door.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) a forced change is a new draw beside the first: whoever was seated anew would
 * otherwise hold two tickets that both prove themselves, and could lend one.
 */
export type PublishedPlan = { readonly draw: string; readonly root: string; readonly lost: readonly RoomInSession[] }
export type TicketStanding = 'stands' | 'superseded' | 'forged' | 'another'

/** `plans` are those of the draw of seats and of its supplements, oldest first, each with the rooms it declares lost. */
export function standingOfTicket(
  { ticket, proof }: ProvedTicket,
  plans: readonly PublishedPlan[],
  primitives: Pick<Primitives, 'sha256'>,
): TicketStanding {
  const at = plans.findIndex(({ draw }) => draw === ticket.draw)
  const root = plans[at]?.root
  if (root === undefined) return 'another'
  if (!ticketStands(ticket, proof, root, primitives)) return 'forged'
  return plans.slice(at + 1).some(({ lost }) => lost.some(isRoomOf(ticket))) ? 'superseded' : 'stands'
}

const isRoomOf =
  ({ session, site, room }: Ticket) =>
  (lost: RoomInSession): boolean =>
    lost.session === session && lost.site === site && lost.number === room
