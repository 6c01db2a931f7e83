import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, ExamSessionId, RoomId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dutiesOf, insertIncident, lockPlace, roomSession, seatedIn } from './records.ts'
import type { SittingRefusal } from './refusals.ts'
import { articleOf, roomIncidents } from './rules/incident.ts'

export const ReportRoomIncident = z.strictObject({
  examId: ExamId,
  examSessionId: ExamSessionId,
  roomId: RoomId,
  kind: z.enum(roomIncidents),
  ticket: z.string().min(1).max(40).optional(),
  note: z.string().trim().min(2).max(1000),
})
export type ReportRoomIncident = z.infer<typeof ReportRoomIncident>

/** What happened in the room, with its article and, where it concerns somebody, the ticket. The text is sealed; the log holds the kind. */
export async function reportRoomIncident(
  deps: Deps,
  caller: Caller,
  command: ReportRoomIncident,
): Promise<Result<{ incidentId: string }, SittingRefusal | 'idempotency_key_reused'>> {
  const { examId, examSessionId, roomId, kind, ticket } = command
  return act(
    deps,
    { event: 'room_incident_reported', role: 'office', by: caller, examId, subject: roomId, command },
    async (tx, now, note) => {
      if (!(await lockPlace(tx, command))) return refuse('room_unknown')
      if (!(await dutiesOf(tx, command)).some(({ accountId }) => accountId === caller.accountId))
        return refuse('not_this_rooms_invigilator')
      if ((await roomSession(tx, command))?.state !== 'running') return refuse('room_not_running')
      const concerned = ticket === undefined ? undefined : (await seatedIn(tx, command)).find(({ number }) => number === ticket)
      if (ticket !== undefined && !concerned) return refuse('ticket_not_of_this_room', { ticket })
      const id = deps.newId()
      await insertIncident(tx, {
        id,
        examId,
        examSessionId,
        roomId,
        ticketId: concerned?.ticketId ?? null,
        kind,
        article: articleOf(kind),
        noteSealed: deps.keyring.sealField(`incidents:note:${id}`, command.note),
        reportedBy: caller.accountId,
        reportedAt: now,
      })
      note({ session: examSessionId, kind, incident: id })
      return accept({ incidentId: id })
    },
  )
}
