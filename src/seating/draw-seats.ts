import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { PlacedRoom } from '../../seating/seats.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { allowTime } from './draw-records.ts'
import { DrawTerms, freezeDraw, hexOf, type OpenedSeats, openSeatDraw } from './draws.ts'
import { tellSeated, ticketMaker } from './issue-tickets.ts'
import { freezeOf, insertSessionRooms, insertTickets, listedPeople, textOfListed } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { seatsBodyOf } from './seat-plan.ts'
import { keepTree } from './ticket-records.ts'
import { PublicValue } from './witness-public-value.ts'

/** Seats are drawn once for the whole exam. */
const seatScope = 'exam'

export const FreezeSeatDraw = z.strictObject({ examId: ExamId, ...DrawTerms.shape })
export type FreezeSeatDraw = z.infer<typeof FreezeSeatDraw>

/** Freezes list, rooms and rules of the draw of seats with its parties and its public source. */
export async function freezeSeatDraw(
  deps: Deps,
  caller: Caller,
  command: FreezeSeatDraw,
): Promise<Result<{ drawId: string; freezeHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId, ...terms } = command
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if (!(await freezeOf(tx, examId))) return refuse('list_not_frozen')
    await allowTime(tx)
    const body = await seatsBodyOf(tx, exam)
    if (!body.ok) return body
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'seats',
      scope: seatScope,
      body: body.value,
      listed: (around) => textOfListed(examId, around),
      terms,
      by: caller.accountId,
      now,
    })
    if (!frozen.ok) return frozen
    note({
      kind: 'seats',
      draw: frozen.value.drawId,
      freezeHash: frozen.value.freezeHash,
      parties: terms.parties,
      source: terms.source.name,
    })
    return frozen
  })
}

export const RunSeatDraw = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type RunSeatDraw = z.infer<typeof RunSeatDraw>

/** The one result: a seat and a ticket for everybody on the list, told to each of them, with the transcript's hash in the log. */
export async function runSeatDraw(
  deps: Deps,
  caller: Caller,
  command: RunSeatDraw,
  /** How many of the list one statement reads, and how many tickets one writes. */
  sizes: Sizes = {},
): Promise<Result<{ drawId: string; seats: number; transcriptHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, publicValue } = command
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    await allowTime(tx)
    const opened = await openSeatDraw(tx, { examId, drawId, publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    await saveSeats(deps, tx, exam, opened.value, now, sizes)
    const { transcriptHash, seats } = opened.value
    note({
      kind: 'seats',
      transcriptHash,
      ticketsRoot: hexOf(seats.tickets.root),
      seats: seats.tickets.size,
      publicValue,
    })
    return accept({ drawId, seats: seats.tickets.size, transcriptHash })
  })
}

type Sizes = { readonly page?: number; readonly batch?: number }
/** So many tickets, and the messages about them, are one statement: far below what a statement may take, and no burden on memory. */
const batchSize = 20_000

async function saveSeats(deps: Deps, tx: Tx, exam: Exam, { drawId, seats }: OpenedSeats, now: Instant, sizes: Sizes): Promise<void> {
  const { input, roll, rooms, tickets } = seats
  await keepTree(tx, exam.id, drawId, tickets, input.rules.variants)
  const { roomOf, sessionOf, ticketOf } = await ticketMaker(deps, tx, exam, input.sessions, drawId, now)
  let next = 0
  await insertSessionRooms(
    tx,
    rooms.map(({ session, site, number, subject, sitters }) => {
      const { roomId, familyLimit } = roomOf(site, number)
      const firstTicket = next
      next += sitters.length
      return { examSessionId: sessionOf(subject), examId: exam.id, roomId, familyLimit, drawSession: session, firstTicket }
    }),
  )
  // Both are in the order of the labels; that a ticket's application has its label is a foreign key.
  const people = await listedPeople(tx, exam.id, sizes.page)
  invariant(people.size === roll.size, `the list of draw ${drawId} is no longer what was frozen`)
  let under: Promise<unknown> = Promise.resolve()
  for (const some of batchesOf(rooms, sizes.batch ?? batchSize)) {
    const issued = some.map(({ sitter, ...placed }) => {
      return ticketOf({ ...placed, label: roll.labelOf(sitter), applicationId: people.applicationAt(sitter) })
    })
    const told = some.flatMap(({ sitter }) => {
      const accountId = people.accountAt(sitter)
      return accountId ? [{ accountId, applicationId: people.applicationAt(sitter) }] : []
    })
    const inserting = insertTickets(tx, issued)
    // The database takes one batch while the next is made and its messages are sealed here; the tickets first have to leave this process.
    const both = Promise.all([inserting, turn().then(() => tellSeated(deps, tx, exam, told, now))])
    both.catch(() => undefined)
    await under
    under = both
  }
  await under
}

type Seated = Pick<PlacedRoom, 'session' | 'site' | 'number' | 'subject'> & { readonly seat: number; readonly sitter: number }

function* batchesOf(rooms: readonly PlacedRoom[], size: number): Generator<Seated[]> {
  let batch: Seated[] = []
  for (const { session, site, number, subject, sitters } of rooms) {
    for (const [at, sitter] of sitters.entries()) {
      batch.push({ session, site, number, subject, seat: at + 1, sitter })
      if (batch.length < size) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
