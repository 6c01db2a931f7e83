import type { Candidate, Need, Room, SeatRules } from '../../../seating/input.ts'
import { type RoomKind, roomLimit } from '../../exam/rules/room-limit.ts'
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * What the draw of seats is fed with: who sits what, and which rooms offer what.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01) rooms of 30, (R-ROOM-02) computer rooms of at most 100, (R-ROOM-03) a hall is
 * several rooms, (R-ROOM-04) single desks in single rows, so that the seats of a room are its rows times its columns;
 * 《工人技术等级考核工作制度》第六条（二） (R-WK-21) larger single rooms; B-02 which family may use them.
 */
export type PlacedRoom = {
  readonly site: string
  readonly number: number
  readonly floor: number
  readonly capacity: number
  readonly kind: RoomKind
  readonly separate: boolean
}

export type AccessNeed = 'none' | 'wheelchair' | 'large_print' | 'separate_room' | 'other'

/** What the stated need means for the seat; a larger print is the paper's matter. */
export function needsOf(need: AccessNeed): Need[] {
  if (need === 'wheelchair') return ['ground-floor']
  return need === 'separate_room' ? ['separate-room'] : []
}

/** A room kept for one person alone offers one seat, whatever stands in it. */
export function seatRoom({ site, number, floor, capacity, separate }: PlacedRoom): Room {
  const offers: Need[] = [...(floor === 1 ? (['ground-floor'] as const) : []), ...(separate ? (['separate-room'] as const) : [])]
  return { site, number, capacity: separate ? 1 : capacity, offers }
}

export type SeatsBody = {
  readonly kind: 'seats'
  readonly subjects: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly rooms: readonly Room[]
  readonly rules: SeatRules
}

export type RoomsRefusal = 'room_above_family_limit' | 'no_rooms'

export function seatsBody(
  family: Family,
  ofNotice: number,
  rooms: readonly PlacedRoom[],
  candidates: readonly Candidate[],
): Result<SeatsBody, RoomsRefusal> {
  if (rooms.length === 0) return refuse('no_rooms')
  const limits = rooms.map((room) => roomLimit(family, room.kind, ofNotice) ?? 0)
  const over = rooms.findIndex((room, index) => room.capacity > (limits[index] ?? 0))
  if (over >= 0) return refuse('room_above_family_limit', { site: rooms[over]?.site, room: rooms[over]?.number, limit: limits[over] })
  const subjects = [...new Set(candidates.map(({ subject }) => subject))].sort()
  // The engine's own limit is one number; that each kind of room keeps its own was judged just now.
  const rules = { family, roomLimit: Math.min(ofNotice, 30), largerRooms: rooms.some(({ kind }) => kind !== 'written') }
  return accept({ kind: 'seats', subjects, candidates, rooms: rooms.map(seatRoom), rules })
}
