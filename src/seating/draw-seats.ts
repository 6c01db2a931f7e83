import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { seatsOf, ticketsOf } from '../../seating/seats.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, type OpenedDraw, openDraw } from './draws.ts'
import { tellSeated, ticketMaker } from './issue-tickets.ts'
import { freezeOf, insertSessionRooms, insertTickets, type Ticket } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { planOf } from './seat-plan.ts'
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
    const plan = await planOf(tx, exam)
    if (!plan.ok) return plan
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'seats',
      scope: seatScope,
      body: plan.value.body,
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
): Promise<Result<{ drawId: string; seats: number; transcriptHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, publicValue } = command
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const opened = await openDraw(tx, { examId, drawId, kind: 'seats', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    const issued = await saveSeats(deps, tx, exam, opened.value, now)
    await tellSeated(deps, tx, exam, issued, now)
    const { transcriptHash } = opened.value
    note({
      kind: 'seats',
      transcriptHash,
      ticketsRoot: known(opened.value.ticketsRoot, 'the root of the tickets'),
      seats: issued.length,
      publicValue,
    })
    return accept({ drawId, seats: issued.length, transcriptHash })
  })
}

async function saveSeats(deps: Deps, tx: Tx, exam: Exam, { drawId, input, result }: OpenedDraw, now: Instant): Promise<Ticket[]> {
  invariant(result.kind === 'seats' && input.kind === 'seats', `draw ${drawId} gave ${result.kind}`)
  const { roomOf, sessionOf, ticketOf } = await ticketMaker(deps, tx, exam, input.sessions, drawId, now)
  let next = 0
  await insertSessionRooms(
    tx,
    result.rooms.map(({ session, site, number, subject, seats }) => {
      const { roomId, familyLimit } = roomOf(site, number)
      const firstTicket = next
      next += seats.length
      return { examSessionId: sessionOf(subject), examId: exam.id, roomId, familyLimit, drawSession: session, firstTicket }
    }),
  )
  await keepTree(tx, exam.id, drawId, ticketsOf(input, result), input.rules.variants)
  const issued = seatsOf(result).map(ticketOf)
  await insertTickets(tx, issued)
  return issued
}
