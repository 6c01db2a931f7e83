import type { Tx } from '../../db/connect.ts'
import { planSeats } from '../../seating/seats-plan.ts'
import { type Exam, sessionsOf } from '../exam/records.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { DrawRefusal } from './draws.ts'
import { listedOf, roomsInOrder, type SeatingRoom } from './records.ts'
import { type RoomsRefusal, type SeatsBody, seatsBody } from './rules/seat-input.ts'

export type PlannedRoom = { readonly site: string; readonly number: number; readonly subject: string; readonly seated: number }
export type SeatPlan = { readonly body: SeatsBody; readonly rooms: readonly SeatingRoom[]; readonly planned: readonly PlannedRoom[] }

/** Which rooms serve which subject and how many sit in each: decided by the list alone, before any seed, and shown without anybody's name. */
export async function planOf(tx: Tx, exam: Exam): Promise<Result<SeatPlan, DrawRefusal | RoomsRefusal>> {
  const rooms = await roomsInOrder(tx, exam.id)
  const listed = await listedOf(tx, exam.id)
  const candidates = listed.flatMap(({ label, subject, needs, groups }) =>
    subject === null ? [] : [{ label, subjects: [subject], needs, groups }],
  )
  const body = seatsBody(exam.family, exam.notice.roomLimit, rooms, candidates, await sessionsOf(tx, exam.id))
  if (!body.ok) return body
  const plan = planSeats(body.value)
  if (!plan.ok) return refuse(plan.refusal.code, { field: plan.refusal.field })
  const planned = plan.value.flatMap(({ subject, sites }) =>
    sites.flatMap(({ rooms: used }) => used.map(({ room, taken }) => ({ site: room.site, number: room.number, subject, seated: taken }))),
  )
  return accept({ body: body.value, rooms, planned })
}
