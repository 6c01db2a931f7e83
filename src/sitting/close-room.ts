import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { StatementId } from '../identity/ids.ts'
import { completeStatement, draftStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import {
  attendanceOf,
  closeRoomSession,
  dutiesOf,
  lockPlace,
  type Place,
  returnedFrom,
  roomFacts,
  roomSession,
  seatedIn,
} from './records.ts'
import type { SittingRefusal } from './refusals.ts'
import { type CloseRefusal, judgeClosing } from './rules/room.ts'

export const DraftRoomRecord = z.strictObject({ examId: ExamId, examSessionId: ExamSessionId, roomId: RoomId, other: AccountId })
export type DraftRoomRecord = z.infer<typeof DraftRoomRecord>

export const roomRecordStatement = 'room-record'

/** The room record: attendance ticket by ticket and what came back, for the two invigilators to sign. */
export async function draftRoomRecord(
  deps: Deps,
  caller: Caller,
  command: DraftRoomRecord,
): Promise<Result<{ statementId: StatementId; payload: unknown }, SittingRefusal | 'idempotency_key_reused'>> {
  const { examId, examSessionId, roomId, other } = command
  return act(
    deps,
    { event: 'room_record_drafted', role: 'office', by: caller, examId, subject: roomId, command },
    async (tx, now, note) => {
      if (!(await lockPlace(tx, command))) return refuse('room_unknown')
      const signers = [caller.accountId, other]
      const judged = await judge(tx, command, signers)
      if (!judged.ok) return judged
      const payload = {
        exam: examId,
        session: examSessionId,
        room: roomId,
        ...(await inWords(tx, command)),
        at: now.toString(),
        ...(await attendanceByNumber(tx, command)),
        returned: await returnedFrom(tx, command),
        invigilators: signers,
      }
      const statementId = await draftStatement(tx, {
        id: deps.newId(),
        examId,
        type: roomRecordStatement,
        payload,
        signers,
        by: caller.accountId,
        now,
      })
      note({ statement: statementId, session: examSessionId })
      return accept({ statementId, payload })
    },
  )
}

export const CloseRoom = z.strictObject({ examId: ExamId, statementId: StatementId })
export type CloseRoom = z.infer<typeof CloseRoom>

const Payload = z.object({
  session: ExamSessionId,
  room: RoomId,
  invigilators: z.tuple([AccountId, AccountId]),
  absent: z.array(z.string()),
  breach: z.array(z.string()),
})

/** Both have signed: the room closes if its numbers still agree. */
export async function closeRoom(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: CloseRoom,
): Promise<Result<{ state: 'closed' }, SittingRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'room_closed', role: 'office', by: caller, examId, subject: statementId }, async (tx, now, note) => {
    return completeStatement(tx, { examId, id: statementId, type: roomRecordStatement, now }, async (statement) => {
      const { session, room, invigilators, absent, breach } = Payload.parse(statement.payload)
      const place: Place = { examId, examSessionId: session, roomId: room }
      if (!(await lockPlace(tx, place))) return refuse('room_unknown')
      const judged = await judge(tx, place, statement.signers)
      if (!judged.ok) return judged
      const { present: _, ...as } = await attendanceByNumber(tx, place)
      if (canonicalJson(as) !== canonicalJson({ absent, breach })) return refuse('attendance_changed_meanwhile')
      const [firstInvigilator, secondInvigilator] = invigilators
      await closeRoomSession(tx, place, { record: statement.general, firstInvigilator, secondInvigilator, closedAt: now })
      note({ session, room })
      return accept({ state: 'closed' as const })
    })
  })
}

/** Whoever signs reads which room and paper it is about. */
async function inWords(tx: Tx, place: Place) {
  const { site, room, subject } = known(await roomFacts(tx, place), `room ${place.roomId}`)
  return { where: `${site} ${room}`, subject }
}

/** What the record says of everybody: how many were there, and who was not or is in breach, by ticket in the order of seats. */
async function attendanceByNumber(tx: Tx, place: Place) {
  const { present, byTicket } = await attendanceOf(tx, place)
  const seated = await seatedIn(tx, place)
  const numbers = (status: string) => seated.filter(({ ticketId }) => byTicket.get(ticketId) === status).map(({ number }) => number)
  return { present, absent: numbers('absent'), breach: numbers('breach') }
}

async function judge(tx: Tx, place: Place, signers: readonly string[]): Promise<Result<true, CloseRefusal>> {
  return judgeClosing({
    running: (await roomSession(tx, place))?.state === 'running',
    seated: (await seatedIn(tx, place)).length,
    attended: await attendanceOf(tx, place),
    returned: await returnedFrom(tx, place),
    signers,
    duties: await dutiesOf(tx, place),
  })
}
