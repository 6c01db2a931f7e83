import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dutiesOf, lockPlace, roomSession, saveAttendance, seatedIn } from './records.ts'
import type { SittingRefusal } from './refusals.ts'
import { judgeAttendance } from './rules/room.ts'

const TicketNumber = z.string().min(1).max(40)

export const TakeAttendance = z.strictObject({
  examId: ExamId,
  examSessionId: ExamSessionId,
  roomId: RoomId,
  absent: z.array(TicketNumber).max(500),
  breach: z.array(TicketNumber).max(500),
})
export type TakeAttendance = z.infer<typeof TakeAttendance>

/** The absent and those in breach by ticket number; everybody else in the room is present. Taking it again corrects it until the room closes. */
export async function takeAttendance(
  deps: Deps,
  caller: Caller,
  command: TakeAttendance,
): Promise<Result<{ present: number; absent: number; breach: number }, SittingRefusal | 'idempotency_key_reused'>> {
  const { examId, examSessionId, roomId, absent, breach } = command
  return act(deps, { event: 'attendance_taken', role: 'office', by: caller, examId, subject: roomId, command }, async (tx, now, note) => {
    if (!(await lockPlace(tx, command))) return refuse('room_unknown')
    if (!(await dutiesOf(tx, command)).some(({ accountId }) => accountId === caller.accountId)) return refuse('not_this_rooms_invigilator')
    const running = (await roomSession(tx, command))?.state === 'running'
    const seated = await seatedIn(tx, command)
    const judged = judgeAttendance(
      running,
      seated.map(({ number }) => number),
      absent,
      breach,
    )
    if (!judged.ok) return judged
    const statusOf = (number: string) => (absent.includes(number) ? 'absent' : breach.includes(number) ? 'breach' : 'present')
    await saveAttendance(
      tx,
      seated.map(({ ticketId, number }) => ({
        ticketId,
        examSessionId,
        roomId,
        status: statusOf(number),
        markedBy: caller.accountId,
        markedAt: now,
      })),
    )
    const counts = { present: seated.length - absent.length - breach.length, absent: absent.length, breach: breach.length }
    note({ session: examSessionId, ...counts })
    return accept(counts)
  })
}
