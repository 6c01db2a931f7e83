import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { seatsOf, ticketsOf } from '../../seating/seats.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam, sessionsOf } from '../exam/records.ts'
import { roomLimit } from '../exam/rules/room-limit.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { DrawId, ExamId, TicketId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tellMany } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, type OpenedDraw, openDraw } from './draws.ts'
import { accountsOfListed, freezeOf, insertSessionRooms, insertTickets, listedOf, roomsInOrder, type Ticket } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { ticketNumber } from './rules/ticket-number.ts'
import { planOf } from './seat-plan.ts'
import { keepTree } from './ticket-records.ts'
import { PublicValue } from './witness-public-value.ts'
import { ticketMessage } from './words.ts'

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
  invariant(result.kind === 'seats', `draw ${drawId} gave ${result.kind}`)
  const sessions = new Map((await sessionsOf(tx, exam.id)).map((session) => [session.subject, session]))
  const rooms = await roomsInOrder(tx, exam.id)
  const placed = new Map(rooms.map((room, index) => [`${room.number} ${room.site}`, { room, place: index + 1 }]))
  const roomOf = (site: string, number: number) => {
    const { room, place } = known(placed.get(`${number} ${site}`), `room ${number} at ${site}`)
    const familyLimit = known(roomLimit(exam.family, room.kind, exam.notice.roomLimit), `limit of room ${room.id}`)
    return { room, place, familyLimit }
  }
  const sessionOf = (subject: string) => known(sessions.get(subject), `session of ${subject}`).id
  let next = 0
  await insertSessionRooms(
    tx,
    result.rooms.map(({ session, site, number, subject, seats }) => {
      const { room, familyLimit } = roomOf(site, number)
      const firstTicket = next
      next += seats.length
      return { examSessionId: sessionOf(subject), examId: exam.id, roomId: room.id, familyLimit, drawSession: session, firstTicket }
    }),
  )
  const applications = new Map((await listedOf(tx, exam.id)).map(({ label, applicationId }) => [label, applicationId]))
  invariant(input.kind === 'seats', `draw ${drawId} is one of ${input.kind}`)
  await keepTree(tx, exam.id, drawId, ticketsOf(input, result), input.rules.variants)
  const order = new Map(input.sessions.map(({ name }, index) => [name, index]))
  const issued = seatsOf(result).map(({ label, session, site, number, subject, seat }): Ticket => {
    const { room, place, familyLimit } = roomOf(site, number)
    return {
      id: TicketId.parse(deps.newId()),
      examId: exam.id,
      applicationId: known(applications.get(label), `label ${label}`),
      number: ticketNumber({ year: exam.year, room: place + known(order.get(session), session) * rooms.length, seat }),
      examSessionId: sessionOf(subject),
      roomId: room.id,
      familyLimit,
      seat,
      drawId,
      label,
      issuedAt: now,
    }
  })
  await insertTickets(tx, issued)
  return issued
}

async function tellSeated(deps: Deps, tx: Tx, exam: Exam, issued: readonly Ticket[], now: Instant): Promise<void> {
  const accounts = await accountsOfListed(tx, exam.id)
  const text = ticketMessage(exam.title)
  await tellMany(
    tx,
    deps,
    issued.flatMap(({ applicationId }) => {
      const accountId = accounts.get(applicationId)
      return accountId ? [{ accountId, examId: exam.id, ...text(applicationId), now }] : []
    }),
  )
}
