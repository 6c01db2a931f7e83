import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Candidate } from '../../seating/input-seats.ts'
import type { RoomInSession } from '../../seating/supplement.ts'
import { ticketsOfSupplement } from '../../seating/supplement.ts'
import { ticketTree } from '../../seating/tickets.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam, sessionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { DrawId, ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, frozenSessions, type OpenedDraw, openDraw } from './draws.ts'
import { lateEligible } from './eligible-records.ts'
import { candidatesOf } from './freeze-list.ts'
import { tellSeated, ticketMaker } from './issue-tickets.ts'
import { accountsOf, insertTickets, type ListedCandidate, listedByLabel, roomsInOrder, type Ticket } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { type SupplementBody, type SupplementRefusal, supplementBody } from './rules/supplement-input.ts'
import { drawnSeatDraws, insertLate, keepSessionRooms, moveTickets, takenSeats } from './supplement-records.ts'
import { keepTree } from './ticket-records.ts'
import { PublicValue } from './witness-public-value.ts'

const LostRoom = z.strictObject({ examSessionId: ExamSessionId, roomId: RoomId })
export const FreezeSupplement = z.strictObject({ examId: ExamId, lost: z.array(LostRoom).max(2000), ...DrawTerms.shape })
export type FreezeSupplement = z.infer<typeof FreezeSupplement>

/** Freezes a draw for those whose room is lost and for whoever has qualified since the list was frozen. Nobody else is in it. */
export async function freezeSupplement(
  deps: Deps,
  caller: Caller,
  command: FreezeSupplement,
): Promise<Result<{ drawId: string; freezeHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId, lost, ...terms } = command
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const earlier = await drawnSeatDraws(tx, examId)
    const body = await bodyOf(deps, tx, exam, lost, earlier, now)
    if (!body.ok) return body
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'seat_supplement',
      scope: `supplement-${earlier.length}`,
      body: body.value,
      terms,
      by: caller.accountId,
      now,
    })
    if (!frozen.ok) return frozen
    const { drawId, freezeHash } = frozen.value
    note({ kind: 'seat_supplement', draw: drawId, freezeHash, parties: terms.parties, source: terms.source.name })
    return frozen
  })
}

type DrawnDraws = Awaited<ReturnType<typeof drawnSeatDraws>>

async function bodyOf(
  deps: Deps,
  tx: Tx,
  exam: Exam,
  lost: FreezeSupplement['lost'],
  earlier: DrawnDraws,
  now: Instant,
): Promise<Result<SupplementBody, SupplementRefusal | 'seats_not_drawn'>> {
  const sessions = earlier[0] && (await frozenSessions(tx, exam.id, earlier[0].drawId))
  if (!sessions) return refuse('seats_not_drawn')
  const sessionOf = sessionsBySubject(sessions)
  const rooms = await roomsInOrder(tx, exam.id)
  const examSessions = new Map((await sessionsOf(tx, exam.id)).map(({ id, subject }) => [id, subject]))
  const lostRooms: RoomInSession[] = []
  for (const { examSessionId, roomId } of lost) {
    const room = rooms.find(({ id }) => id === roomId)
    const session = sessionOf.get(examSessions.get(examSessionId) ?? '')
    if (!room || session === undefined) return refuse('room_not_in_use')
    lostRooms.push({ session, site: room.site, number: room.number })
  }
  const taken = (await takenSeats(tx, exam.id)).map((seat) => ({ ...seat, session: known(sessionOf.get(seat.subject), seat.subject) }))
  return supplementBody({
    after: earlier.map(({ transcriptHash }) => transcriptHash),
    sessions,
    rooms,
    taken,
    lost: lostRooms,
    late: (await lateOf(deps, tx, exam)).flatMap(seatedBy(sessionOf)),
    listed: await listedByLabel(tx, exam.id),
    now: now.toString({ smallestUnit: 'second' }),
  })
}

const sessionsBySubject = (sessions: readonly { readonly name: string; readonly subjects: readonly string[] }[]) =>
  new Map(sessions.flatMap(({ name, subjects }) => subjects.map((subject) => [subject, name] as const)))

/** Whoever sits a subject that the first draw knows. Gap: a subject that nobody sat before the list was frozen needs a draw of its own. */
const seatedBy =
  (sessionOf: ReadonlyMap<string, string>) =>
  ({ label, subject, needs, groups, wish }: ListedCandidate): Candidate[] =>
    subject !== null && sessionOf.has(subject) ? [{ label, subjects: [subject], needs, groups, ...(wish === null ? {} : { wish }) }] : []

const lateOf = async (deps: Pick<Deps, 'keyring'>, tx: Tx, exam: Exam): Promise<ListedCandidate[]> =>
  candidatesOf(deps, tx, exam, await lateEligible(tx, exam))

export const RunSupplement = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type RunSupplement = z.infer<typeof RunSupplement>

/** The one result: late candidates get tickets, those of a lost room another seat on theirs; each of them is told. */
export async function runSupplement(
  deps: Deps,
  caller: Caller,
  command: RunSupplement,
): Promise<Result<{ drawId: string; seats: number; transcriptHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, publicValue } = command
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const opened = await openDraw(tx, { examId, drawId, kind: 'seat_supplement', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    const seated = await saveSupplement(deps, tx, exam, opened.value, now)
    const accounts = await accountsOf(
      tx,
      seated.map(({ applicationId }) => applicationId),
    )
    await tellSeated(deps, tx, exam, accounts, now)
    const { transcriptHash, ticketsRoot } = opened.value
    note({
      kind: 'seat_supplement',
      transcriptHash,
      ticketsRoot: known(ticketsRoot, 'the root of the tickets'),
      seats: seated.length,
      publicValue,
    })
    return accept({ drawId, seats: seated.length, transcriptHash })
  })
}

async function saveSupplement(deps: Deps, tx: Tx, exam: Exam, { drawId, input, result }: OpenedDraw, now: Instant): Promise<Ticket[]> {
  invariant(result.kind === 'supplement' && input.kind === 'supplement', `draw ${drawId} gave ${result.kind}`)
  await keepTree(tx, exam.id, drawId, ticketTree(ticketsOfSupplement(input, result)), input.rules.variants)
  const inDraw = new Set(input.candidates.map(({ label }) => label))
  await insertLate(
    tx,
    drawId,
    (await lateOf(deps, tx, exam)).filter(({ label }) => inDraw.has(label)),
  )
  const { ticketOf } = await ticketMaker(deps, tx, exam, input.sessions, drawId, now)
  const listed = await listedByLabel(tx, exam.id)
  const seated = result.rooms.flatMap(({ seats, ...room }) =>
    seats.map((seat) => ticketOf({ ...room, ...seat, applicationId: known(listed.get(seat.label), `label ${seat.label}`).applicationId })),
  )
  await keepSessionRooms(tx, seated)
  const moved = new Set(await moveTickets(tx, seated))
  await insertTickets(
    tx,
    seated.filter(({ applicationId }) => !moved.has(applicationId)),
  )
  return seated
}
