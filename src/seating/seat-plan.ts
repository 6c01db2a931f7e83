import type { Tx } from '../../db/connect.ts'
import { planText, textWithList } from '../../seating/draw-text.ts'
import { engineVersion, type Head } from '../../seating/input-lists.ts'
import { type Exam, sessionsOf } from '../exam/records.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { DrawRefusal } from './draws.ts'
import { listedEntries, listedSubjects, roomsInOrder } from './records.ts'
import { type RoomsRefusal, type SeatsBody, seatsBody } from './rules/seat-input.ts'

export type PlannedRoom = { readonly site: string; readonly number: number; readonly subject: string; readonly seated: number }
/** What the draw is fed with besides its list: rooms, sessions and rules. */
export async function seatsBodyOf(tx: Tx, exam: Exam): Promise<Result<SeatsBody, RoomsRefusal>> {
  const rooms = await roomsInOrder(tx, exam.id)
  const sat = await listedSubjects(tx, exam.id)
  return seatsBody(exam.family, exam.notice.roomLimit, rooms, sat, await sessionsOf(tx, exam.id))
}

/** Which rooms serve which subject and how many sit in each: decided by the list alone, before any seed, and shown without anybody's name. */
export async function planOf(tx: Tx, exam: Exam): Promise<Result<readonly PlannedRoom[], DrawRefusal | RoomsRefusal>> {
  const body = await seatsBodyOf(tx, exam)
  if (!body.ok) return body
  const plan = planText(textWithList({ ...body.value, ...notAnnounced }, await listedEntries(tx, exam.id)))
  if (!plan.ok) return refuse(plan.refusal.code, { field: plan.refusal.field })
  const planned = known(plan.value.seats, 'a plan of seats').plan.flatMap(({ subject, sites }) =>
    sites.flatMap(({ rooms: used }) => used.map(({ room, taken }) => ({ site: room.site, number: room.number, subject, seated: taken }))),
  )
  return accept(planned)
}

/** The plan is the same whoever the parties are; an input has to name some. */
const notAnnounced: Head = {
  drawId: 'plan',
  engine: engineVersion,
  parties: ['1', '2', '3'],
  revealBy: '2000-01-01T00:00:00Z',
  source: { name: 'plan', due: '2000-01-01T00:00:01Z' },
}
