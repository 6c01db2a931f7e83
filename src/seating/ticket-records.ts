import { bytesToHex } from '@noble/hashes/utils.js'
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { exams, positions } from '../../db/schema/exam.ts'
import { persons } from '../../db/schema/identity.ts'
import { applications } from '../../db/schema/registration.ts'
import { ticketTrees } from '../../db/schema/seating.ts'
import type { Tree } from '../../seating/merkle.ts'
import { variantOf } from '../../seating/neighbours.ts'
import { ticketLeaf } from '../../seating/tickets.ts'
import { Notice } from '../exam/rules/notice.ts'
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
  const { drawId: draw, label, roomNumber: room, seat, session, site, columns, firstTicket } = view
  const size = known(view.treeSize ?? undefined, `the tree of draw ${draw}`)
  const variant = variantOf({ columns }, seat, known(view.variants ?? undefined, `the variants of draw ${draw}`))
  const ticket = { draw, label, room, seat, session, site, variant }
  const leaf = bytesToHex(ticketLeaf(ticket))
  // The room's first ticket and the seat say which leaf it is; in a supplement, which is small, it is looked for.
  const expected = (firstTicket ?? 0) + seat - 1
  const there = expected < size ? await pathAt(tx, draw, expected, size) : undefined
  if (there?.leaf === leaf) return { ticket, proof: { index: expected, size, path: there.path } }
  const index = known(await placeOf(tx, draw, leaf, size), `the leaf of ticket ${draw} ${label}`)
  const { path } = await pathAt(tx, draw, index, size)
  return { ticket, proof: { index, size, path } }
}

const Hashes = z.object({ hashes: z.array(z.string()) })

/** A leaf and the hashes beside its way to the root: so many slices of one column. */
async function pathAt(tx: Tx, drawId: string, index: number, size: number): Promise<{ leaf: string | undefined; path: string[] }> {
  const places = JSON.stringify([index, ...besideOf(index, size)])
  const [row] = z.array(Hashes).parse(
    await tx.execute(sql`
      select (select json_agg(encode(substring(t.levels from 32 * at.place::int + 1 for 32), 'hex') order by at.height)
                from json_array_elements_text(${places}::json) with ordinality at(place, height)) as hashes
        from ticket_trees t where t.draw_id = ${drawId}`),
  )
  const [leaf, ...path] = known(row, `the tree of draw ${drawId}`).hashes
  return { leaf, path }
}

async function placeOf(tx: Tx, drawId: string, leaf: string, size: number): Promise<number | undefined> {
  const [found] = z.array(z.object({ at: z.number().nullable() })).parse(
    await tx.execute(sql`
      select (nullif(position(decode(${leaf}, 'hex') in substring(levels for ${32 * size}::int)), 0) - 1) / 32 as at
        from ticket_trees where draw_id = ${drawId}`),
  )
  return found?.at ?? undefined
}

/** What stands on a printed ticket besides the seat: post and telephone numbers of the notice, the person, the photograph. */
export async function printedOf(tx: Tx, { applicationId, examId }: Pick<TicketView, 'applicationId' | 'examId'>) {
  const [row] = await tx
    .select({
      person: persons,
      photoFile: applications.photoFile,
      code: positions.code,
      unit: positions.unit,
      title: positions.title,
      organiser: exams.organiser,
      notice: exams.notice,
    })
    .from(applications)
    .innerJoin(persons, eq(persons.id, applications.personId))
    .innerJoin(positions, eq(positions.id, applications.positionId))
    .innerJoin(exams, eq(exams.id, applications.examId))
    .where(and(eq(applications.id, applicationId), eq(applications.examId, examId)))
  return row && { ...row, phones: Phones.parse(row.notice).phones }
}
export type Printed = NonNullable<Awaited<ReturnType<typeof printedOf>>>

const Phones = z.object({ phones: Notice.shape.phones })

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
