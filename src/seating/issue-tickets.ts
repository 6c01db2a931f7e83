import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Exam, sessionsOf } from '../exam/records.ts'
import { roomLimit } from '../exam/rules/room-limit.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, type ApplicationId, type DrawId, TicketId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { tellMany } from '../identity/inbox.ts'
import { roomsInOrder, type Ticket } from './records.ts'
import { ticketNumber } from './rules/ticket-number.ts'
import { ticketMessage } from './words.ts'

/** A seat as a draw gives it, and whose it is. */
type Placed = {
  readonly applicationId: ApplicationId
  readonly label: string
  readonly session: string
  readonly site: string
  readonly number: number
  readonly subject: string
  readonly seat: number
}

/** Makes tickets of the seats of one draw; `sessions` are the draw's, in its order. */
export async function ticketMaker(
  deps: Deps,
  tx: Tx,
  exam: Exam,
  sessions: readonly { readonly name: string }[],
  drawId: DrawId,
  now: Instant,
) {
  const rooms = await roomsInOrder(tx, exam.id)
  const placed = new Map(rooms.map((room, index) => [`${room.number} ${room.site}`, { room, place: index + 1 }]))
  const examSessions = new Map((await sessionsOf(tx, exam.id)).map(({ id, subject }) => [subject, id]))
  const order = new Map(sessions.map(({ name }, index) => [name, index]))
  const roomOf = (site: string, number: number) => {
    const { room, place } = known(placed.get(`${number} ${site}`), `room ${number} at ${site}`)
    const familyLimit = known(roomLimit(exam.family, room.kind, exam.notice.roomLimit), `limit of room ${room.id}`)
    return { roomId: room.id, place, familyLimit }
  }
  const sessionOf = (subject: string) => known(examSessions.get(subject), `session of ${subject}`)
  const ticketOf = ({ applicationId, label, session, site, number, subject, seat }: Placed): Ticket => {
    const { roomId, place, familyLimit } = roomOf(site, number)
    return {
      id: TicketId.parse(deps.newId()),
      examId: exam.id,
      applicationId,
      number: ticketNumber({ year: exam.year, room: place + known(order.get(session), session) * rooms.length, seat }),
      examSessionId: sessionOf(subject),
      roomId,
      familyLimit,
      seat,
      drawId,
      label,
      issuedAt: now,
    }
  }
  return { roomOf, sessionOf, ticketOf }
}

/** Tells each who was seated. */
export async function tellSeated(deps: Deps, tx: Tx, exam: Exam, seated: readonly Told[], now: Instant): Promise<void> {
  const text = ticketMessage(exam.title)
  await tellMany(
    tx,
    deps,
    seated.map(({ accountId, applicationId }) => ({ accountId, examId: exam.id, ...text(applicationId), now })),
  )
}

type Told = { readonly applicationId: ApplicationId; readonly accountId: AccountId }
