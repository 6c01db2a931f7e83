import type { Need, Room, SeatRules, Session } from '../../../seating/input-seats.ts'
import { type RoomKind, roomLimit } from '../../exam/rules/room-limit.ts'
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { type CityCrowd, roomsByCity } from './city-rooms.ts'

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
  readonly columns: number
  readonly kind: RoomKind
  readonly separate: boolean
  /** The test city its site lies in. */
  readonly city?: string | null | undefined
}

export type AccessNeed = 'none' | 'wheelchair' | 'large_print' | 'separate_room' | 'other'

/** What the stated need means for the seat; a larger print is the paper's matter. */
export function needsOf(need: AccessNeed): Need[] {
  if (need === 'wheelchair') return ['ground-floor']
  return need === 'separate_room' ? ['separate-room'] : []
}

/** Who shares one of these is kept from sitting beside the other. “无” names nobody's employer. */
export function groupsOf({
  employer,
  school,
  position,
}: {
  readonly employer: string | undefined
  readonly school: string
  readonly position: string
}): string[] {
  const named = (kind: string, text: string | undefined) =>
    text === undefined || nothing.test(text) ? [] : [`${kind}:${text.normalize('NFKC').replaceAll(/\s/g, '')}`]
  return [...named('employer', employer), ...named('school', school), ...named('position', position)]
}

const nothing = /^\s*(无|无业|待业|none|-*)\s*$/i

/** A room kept for one person alone offers one seat, whatever stands in it. */
export function seatRoom({ site, number, floor, capacity, columns, separate, city }: PlacedRoom): Room {
  const offers: Need[] = [...(floor === 1 ? (['ground-floor'] as const) : []), ...(separate ? (['separate-room'] as const) : [])]
  return { site, number, capacity: separate ? 1 : capacity, columns, offers, ...(city ? { district: districtOf(city) } : {}) }
}

/** A test city as the draw knows it: never the code of a site, which has no colon. */
export const districtOf = (city: string): string => `city:${city}`

/** One subject and when it is sat. */
export type PlacedSession = { readonly subject: string; readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }

/** Subjects that overlap in time are one session of the draw, so that nobody and no room is needed twice at once; all others follow. */
export function seatSessions(placed: readonly PlacedSession[], sat: ReadonlySet<string>): Session[] {
  const inTime = placed.filter(({ subject }) => sat.has(subject)).toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
  const sessions: { from: Temporal.Instant; to: Temporal.Instant; subjects: string[] }[] = []
  for (const { subject, startsAt, endsAt } of inTime) {
    const last = sessions.at(-1)
    if (last && Temporal.Instant.compare(startsAt, last.to) < 0) {
      last.subjects.push(subject)
      if (Temporal.Instant.compare(endsAt, last.to) > 0) last.to = endsAt
    } else sessions.push({ from: startsAt, to: endsAt, subjects: [subject] })
  }
  return sessions.map(({ from, to, subjects }) => ({
    name: inSeconds(from),
    from: inSeconds(from),
    to: inSeconds(to),
    subjects: subjects.sort(),
  }))
}

const inSeconds = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' })

export type SeatsBody = {
  readonly kind: 'seats'
  readonly sessions: readonly Session[]
  /** They are added as text: a million of them would not fit as objects. */
  readonly candidates: readonly []
  readonly rooms: readonly Room[]
  readonly rules: SeatRules
}

export type RoomsRefusal = 'room_above_family_limit' | 'no_rooms'

export function seatsBody(
  family: Family,
  ofNotice: number,
  rooms: readonly PlacedRoom[],
  sat: ReadonlySet<string>,
  placed: readonly PlacedSession[],
  /** Who holds places in test cities; nobody where the notice offers none. */
  crowds: readonly CityCrowd[] = [],
): Result<SeatsBody, RoomsRefusal> {
  if (rooms.length === 0) return refuse('no_rooms')
  const limits = rooms.map((room) => roomLimit(family, room.kind, ofNotice) ?? 0)
  const over = rooms.findIndex((room, index) => room.capacity > (limits[index] ?? 0))
  if (over >= 0) return refuse('room_above_family_limit', { site: rooms[over]?.site, room: rooms[over]?.number, limit: limits[over] })
  const sessions = seatSessions(placed, sat)
  // Gap: every subject has one paper; once papers have two variants, this is where the notice says so.
  // The engine's own limit is one number; that each kind of room keeps its own was judged just now.
  const rules = { family, roomLimit: Math.min(ofNotice, 30), largerRooms: rooms.some(({ kind }) => kind !== 'written'), variants: 1 }
  return accept({ kind: 'seats', sessions, candidates: [], rooms: roomsByCity(rooms.map(seatRoom), crowds), rules })
}
