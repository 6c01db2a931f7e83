import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, RoomId, SiteId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { deleteRoom, enterSite, insertRooms, lockExam, siteById, slotsOf, takenNumbers } from './records.ts'
import { judgeRoom, type RoomRefusal, roomKinds } from './rules/room-limit.ts'
import { placesOpen } from './rules/session.ts'

const Name = z.string().trim().min(1).max(100)

export const AddSite = z.strictObject({
  examId: ExamId,
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Z-]{1,12}$/),
  name: Name,
  address: Name,
  unit: Name,
  /** The test city it lies in, where the notice offers cities. */
  city: Name.optional(),
})
export type AddSite = z.infer<typeof AddSite>

export type PlaceRefusal = 'exam_unknown' | 'places_frozen' | 'exam_cancelled'

export async function addSite(
  deps: Deps,
  caller: Caller,
  command: AddSite,
): Promise<Result<{ siteId: SiteId }, PlaceRefusal | 'site_code_taken' | 'city_unknown' | 'idempotency_key_reused'>> {
  const { examId } = command
  const siteId = SiteId.parse(deps.newId())
  return act(deps, { event: 'site_added', role: 'office', by: caller, examId, subject: siteId, command }, async (tx, _now, note) => {
    note({ code: command.code })
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const open = placesOpen({ state: exam.state, placesClosed: exam.placesClosedAt !== null })
    if (!open.ok) return open
    const cities = [...new Set((await slotsOf(tx, examId)).flatMap(({ city }) => city ?? []))]
    const { city = null } = command
    if (cities.length > 0 ? !cities.includes(city ?? '') : city !== null) return refuse('city_unknown', { cities })
    return (await enterSite(tx, { id: siteId, ...command, city })) ? accept({ siteId }) : refuse('site_code_taken')
  })
}

const NewRoom = z.strictObject({
  number: z.int().min(1).max(9999),
  name: Name,
  floor: z.int().min(-3).max(60),
  rows: z.int().min(1).max(40),
  columns: z.int().min(1).max(40),
  capacity: z.int().min(1).max(500),
  kind: z.enum(roomKinds).default('written'),
  /** Kept for people who need a room of their own. */
  separate: z.boolean().default(false),
})

export const AddRooms = z.strictObject({ examId: ExamId, siteId: SiteId, rooms: z.array(NewRoom).min(1).max(500) })
export type AddRooms = z.infer<typeof AddRooms>

/** Rooms of a site, all or none: the first room over its limit is named. */
export async function addRooms(
  deps: Deps,
  caller: Caller,
  command: AddRooms,
): Promise<Result<{ roomIds: RoomId[] }, PlaceRefusal | RoomRefusal | 'site_unknown' | 'room_number_taken' | 'idempotency_key_reused'>> {
  const { examId, siteId, rooms } = command
  return act(deps, { event: 'rooms_added', role: 'office', by: caller, examId, subject: siteId, command }, async (tx, _now, note) => {
    note({ rooms: rooms.length })
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const open = placesOpen({ state: exam.state, placesClosed: exam.placesClosedAt !== null })
    if (!open.ok) return open
    if (!(await siteById(tx, examId, siteId))) return refuse('site_unknown')
    for (const room of rooms) {
      const judged = judgeRoom(exam.family, room, exam.notice.roomLimit)
      if (!judged.ok) return refuse(judged.refusal, { number: room.number, ...judged.facts })
    }
    const numbers = rooms.map(({ number }) => number)
    const repeated = numbers.filter((number, at) => numbers.indexOf(number) !== at)
    const taken = [...repeated, ...(await takenNumbers(tx, siteId, numbers))]
    if (taken.length > 0) return refuse('room_number_taken', { numbers: taken })
    const rows = rooms.map(({ rows: seatRows, columns: seatColumns, ...room }) => ({
      ...room,
      id: RoomId.parse(deps.newId()),
      examId,
      family: exam.family,
      siteId,
      seatRows,
      seatColumns,
    }))
    await insertRooms(tx, rows)
    return accept({ roomIds: rows.map(({ id }) => id) })
  })
}

export const RemoveRoom = z.strictObject({ examId: ExamId, roomId: RoomId })
export type RemoveRoom = z.infer<typeof RemoveRoom>

export async function removeRoom(
  deps: Deps,
  caller: Caller,
  command: RemoveRoom,
): Promise<Result<{ roomId: RoomId }, PlaceRefusal | 'room_unknown' | 'idempotency_key_reused'>> {
  const { examId, roomId } = command
  return act(deps, { event: 'room_removed', role: 'office', by: caller, examId, subject: roomId, command }, async (tx) => {
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const open = placesOpen({ state: exam.state, placesClosed: exam.placesClosedAt !== null })
    if (!open.ok) return open
    return (await deleteRoom(tx, examId, roomId)) ? accept({ roomId }) : refuse('room_unknown')
  })
}
