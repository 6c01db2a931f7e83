import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { ticketTrees } from '../../db/schema/seating.ts'
import type { SeatsInput } from '../../seating/input-seats.ts'
import { variantOf } from '../../seating/neighbours.ts'
import { type SeatsResult, ticketsOf } from '../../seating/seats.ts'
import { ticketTree } from '../../seating/tickets.ts'
import type { DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { TicketView } from './records.ts'
import { besideOf, type ProvedTicket, ticketCode } from './rules/ticket-code.ts'

/** Keeps the tree of a plan, so that each ticket's path is read without drawing again. */
export async function keepTree(tx: Tx, examId: ExamId, drawId: DrawId, input: SeatsInput, result: SeatsResult): Promise<void> {
  const { size, root, levels } = ticketTree(ticketsOf(input, result))
  await tx
    .insert(ticketTrees)
    .values({ drawId, examId, size, root, variants: input.rules.variants, levels: new Uint8Array(Buffer.concat(levels)) })
}

/** What the square code of a ticket says: the ticket, its place in the tree and its path to the published root. */
export async function provedTicket(tx: Tx, view: TicketView): Promise<ProvedTicket> {
  const index = view.firstTicket + view.seat - 1
  const Tree = z.object({ size: z.number(), variants: z.number() })
  const [tree] = z.array(Tree).parse(await tx.execute(sql`select size, variants from ticket_trees where draw_id = ${view.drawId}`))
  const { size, variants } = known(tree, `the tree of draw ${view.drawId}`)
  const rows = await tx.execute(sql`
    select encode(substring(t.levels from 32 * at.place::int + 1 for 32), 'hex') as hash
      from ticket_trees t, json_array_elements_text(${JSON.stringify(besideOf(index, size))}::json) with ordinality at(place, height)
     where t.draw_id = ${view.drawId} order by at.height`)
  const path = z
    .array(z.object({ hash: z.string() }))
    .parse(rows)
    .map(({ hash }) => hash)
  const { drawId: draw, label, roomNumber: room, seat, session, site, columns } = view
  return {
    ticket: { draw, label, room, seat, session, site, variant: variantOf({ columns }, seat, variants) },
    proof: { index, size, path },
  }
}

/** The address in the square code. What proves the ticket stands behind the #, which a browser keeps to itself. */
export const checkAddress = (origin: string, examId: string, proved: ProvedTicket): string =>
  `${origin}/public/exams/${examId}/ticket-check#${ticketCode(proved)}`

/** The published roots of an exam's plans: all that a check of tickets needs besides the ticket. */
export async function publishedRoots(tx: Tx, examId: ExamId): Promise<{ draw: string; root: string }[]> {
  const rows = await tx.execute(
    sql`select draw_id as draw, encode(root, 'hex') as root from ticket_trees where exam_id = ${examId} order by 1`,
  )
  return z.array(z.object({ draw: z.string(), root: z.string() })).parse(rows)
}
