import type { Candidate, Room, Session } from '../../../seating/input-seats.ts'
import type { FreeRoom, RoomInSession, SupplementInput } from '../../../seating/supplement.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { type PlacedRoom, seatRoom } from './seat-input.ts'

/**
 * What a supplementary draw of seats is fed with: those of the lost rooms and the late ones, and every seat where nobody sits.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) a forced change is a new record beside the first draw and moves nobody else;
 * 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01) rooms that are begun are filled before another is opened. Whoever holds a place in a test
 * city gets a seat there as long as there is one; if there are too few, the draw decides who goes to another.
 */
export type Taken = RoomInSession & { readonly seat: number; readonly label: string; readonly subject: string }
export type SupplementRefusal = 'nobody_to_seat' | 'room_not_in_use' | 'session_begun'

export type Standing = {
  readonly after: readonly string[]
  readonly sessions: readonly Session[]
  readonly rooms: readonly PlacedRoom[]
  readonly taken: readonly Taken[]
  readonly lost: readonly RoomInSession[]
  readonly late: readonly Candidate[]
  readonly listed: ReadonlyMap<string, Pick<Candidate, 'needs' | 'groups' | 'wish'>>
  /** As the sessions write their times. */
  readonly now: string
}

export type SupplementBody = Pick<SupplementInput, 'kind' | 'after' | 'sessions' | 'lost' | 'candidates' | 'rooms' | 'rules'>

const keyOf = ({ session, site, number }: RoomInSession): string => `${number} ${session}|${site}`
const special = ({ needs }: Pick<Candidate, 'needs'>): string => needs.filter((need) => need !== 'ground-floor').join()
const kindOf = ({ offers }: Pick<Room, 'offers'>): string => offers.filter((need) => need !== 'ground-floor').join()

export function supplementBody(standing: Standing): Result<SupplementBody, SupplementRefusal> {
  const { after, sessions, taken, lost, late, now } = standing
  const used = new Set(taken.map(keyOf))
  const unused = lost.find((room) => !used.has(keyOf(room)))
  if (unused) return refuse('room_not_in_use', { site: unused.site, room: unused.number })
  const candidates = [...movedBy(standing), ...late]
  if (candidates.length === 0) return refuse('nobody_to_seat')
  const concerned = sessions.filter(({ subjects }) => candidates.some((one) => one.subjects.some((subject) => subjects.includes(subject))))
  if (concerned.some(({ from }) => from <= now)) return refuse('session_begun')
  const sitting = Map.groupBy(taken, keyOf)
  const rooms = concerned.flatMap((session) => freeRooms(standing, sitting, session, candidates))
  return accept({ kind: 'supplement', after, sessions, lost, candidates, rooms, rules: { variants: 1 } })
}

function movedBy({ taken, lost, listed }: Standing): Candidate[] {
  const subjects = new Map<string, string[]>()
  const gone = new Set(lost.map(keyOf))
  for (const seat of taken) {
    if (gone.has(keyOf(seat))) subjects.set(seat.label, [...(subjects.get(seat.label) ?? []), seat.subject])
  }
  return [...subjects].map(([label, lostSubjects]) => {
    const { needs = [], groups = [], wish } = listed.get(label) ?? {}
    return { label, subjects: lostSubjects.sort(), needs, groups, ...(wish === undefined ? {} : { wish }) }
  })
}

/** Rooms that are begun, then as many others, in published order, as the subjects still need. */
function freeRooms(
  { rooms, lost }: Standing,
  sitting: ReadonlyMap<string, readonly Taken[]>,
  { name, subjects }: Session,
  candidates: readonly Candidate[],
): FreeRoom[] {
  const gone = new Set(lost.map(keyOf))
  const here = rooms.map((placed) => {
    const room = { ...seatRoom(placed), session: name }
    const sitters = sitting.get(keyOf(room)) ?? []
    const free = Array.from({ length: room.capacity }, (_, at) => at + 1).filter((seat) => !sitters.some((one) => one.seat === seat))
    return { room, subject: sitters[0]?.subject, free }
  })
  const open = here.filter(({ room }) => !gone.has(keyOf(room)))
  const given = new Map(open.flatMap((one) => (one.subject === undefined ? [] : [[one, one.subject] as const])))
  const groups = subjects.flatMap((subject) => {
    const due = candidates.filter((one) => one.subjects.includes(subject))
    return [...new Set(due.map(special))].map((provision) => ({
      subject,
      provision,
      people: due.filter((one) => special(one) === provision),
    }))
  })
  const openFor = ({ subject, provision, people }: (typeof groups)[number], city: string | undefined, groundOnly: boolean) => {
    const fit = open.filter(
      ({ room }) =>
        kindOf(room) === provision &&
        (city === undefined || room.district === city) &&
        (!groundOnly || room.offers.includes('ground-floor')),
    )
    // Who needs the ground floor goes before the others, also from elsewhere into this city, where their own has none.
    const wanted = people.filter(
      ({ wish, needs }) =>
        (city === undefined || wish === city || spill(fit, wish, needs)) && (!groundOnly || needs.includes('ground-floor')),
    ).length
    let seats = fit.reduce((sum, one) => sum + (given.get(one) === subject ? one.free.length : 0), 0)
    for (const one of fit) {
      if (seats >= wanted || given.has(one)) continue
      given.set(one, subject)
      seats += one.free.length
    }
  }
  const grounded = new Set(open.flatMap(({ room }) => (room.offers.includes('ground-floor') ? [room.district] : [])))
  const spill = (fit: typeof open, wish: string | undefined, needs: Candidate['needs']) =>
    needs.includes('ground-floor') && !grounded.has(wish) && fit.some(({ room }) => room.offers.includes('ground-floor'))
  // First each city for its own, in every subject; then anywhere for all of them together.
  for (const group of groups)
    for (const city of [...new Set(group.people.flatMap(({ wish }) => wish ?? []))].sort())
      for (const groundOnly of [true, false]) openFor(group, city, groundOnly)
  for (const group of groups) for (const groundOnly of [true, false]) openFor(group, undefined, groundOnly)
  const needed = new Set(candidates.flatMap((one) => one.subjects))
  const listedFirst = [...open.filter(({ subject }) => subject !== undefined), ...open.filter(({ subject }) => subject === undefined)]
  return listedFirst.flatMap((one): FreeRoom[] => {
    const subject = given.get(one)
    const { session, site, number, columns, offers, district } = one.room
    return subject !== undefined && needed.has(subject) && one.free.length > 0
      ? [{ session, site, number, subject, columns, offers, free: one.free, ...(district === undefined ? {} : { district }) }]
      : []
  })
}
