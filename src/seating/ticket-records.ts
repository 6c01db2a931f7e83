import { bytesToHex } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { ticketTrees } from '../../db/schema/seating.ts'
import type { Tree } from '../../seating/merkle.ts'
import { variantOf } from '../../seating/neighbours.ts'
import { type Ticket, ticketLeaf } from '../../seating/tickets.ts'
import type { DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { TicketView } from './records.ts'
import { besideOf, type ProvedTicket, ticketCode } from './rules/ticket-code.ts'
import type { PublishedPlan } from './rules/ticket-standing.ts'

/** Keeps the tree of a plan, so that each ticket's path is read without drawing again. */
export async function keepTree(tx: Tx, examId: ExamId, drawId: DrawId, { size, root, levels }: Tree, variants: number): Promise<void> {
  await tx.insert(ticketTrees).values({ drawId, examId, size, root, variants, levels: new Uint8Array(Buffer.concat(levels)) })
}

/** What the square code of a ticket says: the ticket, its place in the tree and its path to the published root. */
export async function provedTicket(tx: Tx, view: TicketView): Promise<ProvedTicket> {
  const Tree = z.object({ size: z.number(), variants: z.number() })
  const [tree] = z.array(Tree).parse(await tx.execute(sql`select size, variants from ticket_trees where draw_id = ${view.drawId}`))
  const { size, variants } = known(tree, `the tree of draw ${view.drawId}`)
  const { drawId: draw, label, roomNumber: room, seat, session, site, columns } = view
  const ticket = { draw, label, room, seat, session, site, variant: variantOf({ columns }, seat, variants) }
  const index = await placeIn(tx, view, ticket)
  const rows = await tx.execute(sql`
    select encode(substring(t.levels from 32 * at.place::int + 1 for 32), 'hex') as hash
      from ticket_trees t, json_array_elements_text(${JSON.stringify(besideOf(index, size))}::json) with ordinality at(place, height)
     where t.draw_id = ${draw} order by at.height`)
  const path = z
    .array(z.object({ hash: z.string() }))
    .parse(rows)
    .map(({ hash }) => hash)
  return { ticket, proof: { index, size, path } }
}

/** Where the ticket's own hash stands among the leaves: its room's first and its seat say so; in a supplement, which is small, it is looked for. */
async function placeIn(tx: Tx, { drawId, seat, firstTicket }: TicketView, ticket: Ticket): Promise<number> {
  const expected = (firstTicket ?? 0) + seat - 1
  const leaf = bytesToHex(ticketLeaf(ticket))
  const [found] = z.array(z.object({ at: z.number().nullable() })).parse(
    await tx.execute(sql`
      select case when substring(levels from ${32 * expected + 1}::int for 32) = decode(${leaf}, 'hex') then ${expected}::int
                  else (nullif(position(decode(${leaf}, 'hex') in levels), 0) - 1) / 32 end as at
        from ticket_trees where draw_id = ${drawId}`),
  )
  return known(found?.at ?? undefined, `the leaf of ticket ${drawId} ${ticket.label}`)
}

/** The address in the square code. What proves the ticket stands behind the #, which a browser keeps to itself. */
export const checkAddress = (origin: string, examId: string, proved: ProvedTicket): string =>
  `${origin}/public/exams/${examId}/ticket-check#${ticketCode(proved)}`

const Plan = z.object({
  draw: z.string(),
  root: z.string(),
  lost: z.array(z.object({ session: z.string(), site: z.string(), number: z.number() })),
})

/** All that a check of tickets needs besides the ticket: the plans of an exam, oldest first, and the rooms each supplement declares lost. */
export async function publishedPlans(tx: Tx, examId: ExamId): Promise<PublishedPlan[]> {
  const rows = await tx.execute(sql`
    select t.draw_id as draw, encode(t.root, 'hex') as root,
           case when d.kind = 'seat_supplement' then d.input::json -> 'lost' else '[]'::json end as lost
      from ticket_trees t join draws d on d.id = t.draw_id where t.exam_id = ${examId} order by d.drawn_at, d.id`)
  return z.array(Plan).parse(rows)
}
