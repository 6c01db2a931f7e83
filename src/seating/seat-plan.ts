import type { Tx } from '../../db/connect.ts'
import { planParts } from '../../seating/draw-text.ts'
import { engineVersion, type Head } from '../../seating/input-lists.ts'
import { type Exam, sessionsOf } from '../exam/records.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import type { DrawRefusal } from './draws.ts'
import { cityCrowds, type ListedCandidate, listedEntries, listedSubjects, roomsInOrder } from './records.ts'
import { type RoomsRefusal, type SeatsBody, seatsBody } from './rules/seat-input.ts'

export type PlannedRoom = { readonly site: string; readonly number: number; readonly subject: string; readonly seated: number }
/** What the draw is fed with besides its list: rooms, sessions and rules. */
export async function seatsBodyOf(tx: Tx, exam: Exam): Promise<Result<SeatsBody, RoomsRefusal>> {
  const rooms = await roomsInOrder(tx, exam.id)
  const sat = await listedSubjects(tx, exam.id)
  return seatsBody(exam.family, exam.notice.roomLimit, rooms, sat, await sessionsOf(tx, exam.id), await cityCrowds(tx, exam.id))
}

/** Which rooms serve which subject and how many sit in each: decided by the list alone, before any seed, and shown without anybody's name. */
export async function planOf(tx: Tx, exam: Exam): Promise<Result<readonly PlannedRoom[], DrawRefusal | RoomsRefusal>> {
  const body = await seatsBodyOf(tx, exam)
  if (!body.ok) return body
  const plan = planParts({ ...body.value, ...notAnnounced }, await listedEntries(tx, exam.id))
  if (!plan.ok) return refuse(plan.refusal.code, { field: plan.refusal.field })
  const planned = known(plan.value.seats, 'a plan of seats').plan.flatMap(({ subject, sites }) =>
    sites.flatMap(({ rooms: used }) => used.map(({ room, taken }) => ({ site: room.site, number: room.number, subject, seated: taken }))),
  )
  return accept(planned)
}

/**
 * Whether everybody who holds a place in a test city can be seated there; asked before the list closes the rooms, since the draw alone would
 * only count whom it had to send elsewhere.
 */
export async function citiesHold(
  tx: Tx,
  exam: Exam,
  listed: readonly ListedCandidate[],
): Promise<Result<undefined, DrawRefusal | RoomsRefusal | 'city_rooms_short'>> {
  if (listed.every(({ wish }) => wish === null)) return accept(undefined)
  const crowds = listed.flatMap(({ subject, wish, needs }) =>
    subject === null || wish === null ? [] : { subject, district: wish, needs, people: 1 },
  )
  const sat = new Set(listed.flatMap(({ subject }) => subject ?? []))
  const body = seatsBody(exam.family, exam.notice.roomLimit, await roomsInOrder(tx, exam.id), sat, await sessionsOf(tx, exam.id), crowds)
  if (!body.ok) return body
  const entries = listed
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
    .flatMap(({ label, subject, needs, groups, wish }) =>
      subject === null ? [] : canonicalJson({ label, subjects: [subject], needs, groups, ...(wish === null ? {} : { wish }) }),
    )
  const plan = planParts({ ...body.value, ...notAnnounced }, entries)
  if (!plan.ok) return refuse(plan.refusal.code === 'site_unknown' ? 'city_rooms_short' : plan.refusal.code, { field: plan.refusal.field })
  const groups = known(plan.value.seats, 'a plan of seats').plan
  const granted = groups.flatMap(({ sites }) => sites.flatMap(({ ground, plain }) => [...ground.wished, ...plain.wished]))
  const [asked, seated] = [
    listed.filter(({ wish, subject }) => wish !== null && subject !== null).length,
    granted.reduce((sum, one) => sum + one, 0),
  ]
  return seated < asked ? refuse('city_rooms_short', { asked, seated }) : accept(undefined)
}

/** The plan is the same whoever the parties are; an input has to name some. */
const notAnnounced: Head = {
  drawId: 'plan',
  engine: engineVersion,
  parties: ['1', '2', '3'],
  revealBy: '2000-01-01T00:00:00Z',
  source: { name: 'plan', due: '2000-01-01T00:00:01Z' },
}
