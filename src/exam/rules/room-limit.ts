import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * How many candidates a room may hold.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条(三) (R-ROOM-01) a written room is arranged for 30, (R-ROOM-02) a computer room holds no
 * more than 100, (R-ROOM-03) a hall is divided into several rooms; 《工人技术等级考核工作制度》第六条(二) (R-WK-21) foresees a larger single
 * room with more invigilators. Read as in B-02: 30 is the maximum; only WK and SK may register a single large room.
 */
export const roomKinds = ['written', 'computer', 'single_large'] as const
export type RoomKind = (typeof roomKinds)[number]

export type RoomPlan = { readonly kind: RoomKind; readonly capacity: number; readonly rows: number; readonly columns: number }
export type RoomRefusal = 'room_over_limit' | 'large_room_not_in_family' | 'capacity_exceeds_seats'

const largestRoom = { written: 30, computer: 100, single_large: 500 } as const satisfies Record<RoomKind, number>

/** The limit of a kind of room in a family; the notice may set less for written rooms, never more. */
export function roomLimit(family: Family, kind: RoomKind, ofNotice: number): number | undefined {
  if (kind === 'single_large') return family === 'WK' || family === 'SK' ? largestRoom.single_large : undefined
  return kind === 'written' ? Math.min(ofNotice, largestRoom.written) : largestRoom.computer
}

export function judgeRoom(family: Family, room: RoomPlan, ofNotice: number): Result<RoomPlan, RoomRefusal> {
  const limit = roomLimit(family, room.kind, ofNotice)
  if (limit === undefined) return refuse('large_room_not_in_family')
  if (room.capacity > limit) return refuse('room_over_limit', { capacity: room.capacity, limit })
  if (room.capacity > room.rows * room.columns) return refuse('capacity_exceeds_seats', { seats: room.rows * room.columns })
  return accept(room)
}
