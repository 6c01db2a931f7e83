import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dutiesOf, insertRoomSession, lockPlace, packageOfRoom, roomSession } from './records.ts'
import type { SittingRefusal } from './refusals.ts'
import { judgeStart, roomChecks } from './rules/room.ts'

export const StartRoom = z.strictObject({
  examId: ExamId,
  examSessionId: ExamSessionId,
  roomId: RoomId,
  checks: z.array(z.enum(roomChecks)).max(roomChecks.length),
})
export type StartRoom = z.infer<typeof StartRoom>

/** An invigilator on duty starts the room: papers opened, both there, everything checked. */
export async function startRoom(
  deps: Deps,
  caller: Caller,
  command: StartRoom,
): Promise<Result<{ state: 'running' }, SittingRefusal | 'idempotency_key_reused'>> {
  const { examId, examSessionId, roomId } = command
  return act(deps, { event: 'room_started', role: 'office', by: caller, examId, subject: roomId, command }, async (tx, now, note) => {
    if (!(await lockPlace(tx, command))) return refuse('room_unknown')
    const checks = Object.fromEntries(command.checks.map((check) => [check, true]))
    const judged = judgeStart({
      started: (await roomSession(tx, command)) !== undefined,
      packageState: (await packageOfRoom(tx, command))?.state,
      checks,
      duties: await dutiesOf(tx, command),
      startedBy: caller.accountId,
    })
    if (!judged.ok) return judged
    await insertRoomSession(tx, { examId, examSessionId, roomId, state: 'running', checks, startedAt: now, startedBy: caller.accountId })
    note({ session: examSessionId, checks: command.checks })
    return accept({ state: 'running' as const })
  })
}
