import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Role } from '../foundation/roles.ts'
import { nameOf } from '../identity/person.ts'
import { openStatements } from '../identity/statement-records.ts'
import { roomRecordStatement } from './close-room.ts'
import {
  attendanceOf,
  type Place,
  packageOfRoom,
  peopleOnDuty,
  type RoomFacts,
  returnedFrom,
  roomFacts,
  roomIncidentsOf,
  roomSession,
  seatedIn,
} from './records.ts'

export type OnDuty = { readonly accountId: string; readonly name: string; readonly place: number; readonly present: boolean }
export type SeatOfDay = { readonly seat: number; readonly ticket: string; readonly status: 'present' | 'absent' | 'breach' | null }
export type IncidentOfRoom = {
  readonly kind: string
  readonly article: string
  readonly ticket: string | null
  readonly reportedAt: Temporal.Instant
  /** What was written, for those who deal with it. */
  readonly note: string | null
}
export type RoomOfDay = RoomFacts & {
  readonly state: 'waiting' | 'running' | 'closed'
  readonly seats: readonly SeatOfDay[]
  readonly duties: readonly OnDuty[]
  readonly incidents: readonly IncidentOfRoom[]
  readonly package: { readonly number: string; readonly state: string; readonly id: string } | undefined
  readonly returned: { readonly papers: number } | undefined
  /** Drafted records that wait for signatures or for the close. */
  readonly records: readonly { readonly id: string; readonly draftedAt: Temporal.Instant; readonly missing: number }[]
  /** Whether the reader is on duty here. */
  readonly mine: boolean
}

const readsNotes: readonly Role[] = ['chief_examiner', 'exam_office', 'discipline_inspector', 'section_head']
const readsNames: readonly Role[] = [...readsNotes, 'site_paper_keeper']

/** Everything the room page shows. Names and notes are opened for the room's own invigilators and for those in charge. */
export async function readRoomOfDay(deps: Deps, caller: Caller, place: Place): Promise<RoomOfDay | undefined> {
  const within = (roles: readonly Role[]) => appointmentFor(caller, roles, place.examId) !== undefined
  return deps.within('office', async (tx) => {
    const facts = await roomFacts(tx, place)
    const seated = await seatedIn(tx, place)
    if (!facts || seated.length === 0) return undefined
    const people = await peopleOnDuty(tx, place)
    const mine = people.some(({ accountId }) => accountId === caller.accountId)
    const { byTicket } = await attendanceOf(tx, place)
    return {
      ...facts,
      mine,
      state: (await roomSession(tx, place))?.state ?? ('waiting' as const),
      seats: seated.map(({ seat, number, ticketId }) => ({ seat, ticket: number, status: byTicket.get(ticketId) ?? null })),
      duties: people.map(({ personId, nameSealed, ...rest }) => ({
        ...rest,
        name: mine || within(readsNames) ? nameOf(deps, { id: personId, nameSealed }) : '–',
      })),
      incidents: (await roomIncidentsOf(tx, place)).map(({ id, noteSealed, ...rest }) => ({
        ...rest,
        note: mine || within(readsNotes) ? deps.keyring.openField(`incidents:note:${id}`, noteSealed) : null,
      })),
      package: await packageOfRoom(tx, place),
      returned: await returnedFrom(tx, place),
      records: await draftedRecords(tx, place),
    }
  })
}

async function draftedRecords(tx: Tx, { examId, examSessionId, roomId }: Place) {
  const open = await openStatements(tx, { examId, type: roomRecordStatement, about: { session: examSessionId, room: roomId } })
  return open.map(({ id, draftedAt, missing }) => ({ id, draftedAt, missing }))
}
