import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { attendanceOf, type BoardRow, dayBoard, dutiesOf, type Place, roomSession, seatedIn } from './records.ts'
import type { SittingRefusal } from './refusals.ts'

export const readDay = async (
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<{ rooms: readonly BoardRow[] }, SittingRefusal>> =>
  accept({ rooms: await deps.within('office', (tx) => dayBoard(tx, examId)) })

export type RoomView = {
  readonly state: 'waiting' | 'running' | 'closed'
  readonly seats: readonly { readonly seat: number; readonly ticket: string; readonly status: string | null }[]
  readonly duties: readonly { readonly accountId: string; readonly place: number; readonly present: boolean }[]
}

/** One room of a session: its seats with attendance, and who is on duty. */
export async function readRoom(deps: Deps, _caller: Caller, place: Place): Promise<Result<RoomView, SittingRefusal>> {
  return deps.within('office', async (tx) => {
    const seated = await seatedIn(tx, place)
    if (seated.length === 0) return refuse('room_unknown')
    const attendance = await attendanceOf(tx, place)
    return accept({
      state: (await roomSession(tx, place))?.state ?? ('waiting' as const),
      seats: seated.map(({ seat, number, ticketId }) => ({ seat, ticket: number, status: attendance.byTicket.get(ticketId) ?? null })),
      duties: await dutiesOf(tx, place),
    })
  })
}
