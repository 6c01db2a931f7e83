/** The frozen input of a draw of seats: who sits what and when, in which rooms, under which rules. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { byLabel, distinctRooms, type Head, head, most, type RoomName, repeated, roomNumber, sorted } from './input-lists.ts'
import { instant, integer, listOf, oneOf, record, text, truth } from './shape.ts'

export type Need = 'extra-time' | 'ground-floor' | 'separate-room'
/** Sessions follow one another; every room is free again in the next. A subject is sat in one session. */
export type Session = { readonly name: string; readonly from: string; readonly to: string; readonly subjects: readonly string[] }
export type Candidate = {
  readonly label: string
  readonly subjects: readonly string[]
  readonly needs: readonly Need[]
  /** Blinded names of employer, training institution and position: who shares one is kept from sitting beside the other. */
  readonly groups: readonly string[]
  /** A site or a district. */
  readonly wish?: string
}
/** Seats stand in rows of `columns`, seat 1 at the front left. */
export type Room = RoomName & {
  readonly capacity: number
  readonly columns: number
  readonly offers: readonly Need[]
  readonly subject?: string
  readonly district?: string
}
/** With two `variants` of the paper no neighbours have the same one. */
export type SeatRules = {
  readonly family: string
  readonly roomLimit: number
  readonly largerRooms: boolean
  readonly variants: number
}
export type SeatsInput = Head & {
  readonly kind: 'seats'
  readonly sessions: readonly Session[]
  readonly candidates: readonly Candidate[]
  readonly rooms: readonly Room[]
  readonly rules: SeatRules
}
/** All of the input but the people: what the plan of rooms is made from. */
export type Hall = Pick<SeatsInput, 'sessions' | 'rooms' | 'rules'>

export const needShape = listOf(oneOf<Need>('extra-time', 'ground-floor', 'separate-room'), 3)
export const sessionsShape = listOf(record<Session>({ name: text, from: instant, to: instant, subjects: listOf(text, most.few) }), most.few)
export const candidateShape = record<Candidate>(
  { label: text, subjects: listOf(text, most.few), needs: needShape, groups: listOf(text, most.groups), wish: text },
  'wish',
)
const seats = integer(1, 10_000)

export const seatsShape = record<SeatsInput>({
  ...head,
  kind: oneOf('seats'),
  sessions: sessionsShape,
  candidates: listOf(candidateShape, most.people),
  rooms: listOf(
    record<Room>(
      { site: text, number: roomNumber, capacity: seats, columns: seats, offers: needShape, subject: text, district: text },
      'subject',
      'district',
    ),
    most.places,
  ),
  rules: record<SeatRules>({ family: text, roomLimit: seats, largerRooms: truth, variants: integer(1, 2) }),
})

export function arrangeSeats(input: SeatsInput): Answer<SeatsInput> {
  const candidates = byLabel(input.candidates.map(arrangeCandidate))
  const sessions = input.sessions.map((one) => ({ ...one, subjects: sorted(one.subjects, compareText) }))
  const rooms = input.rooms.map((one) => ({ ...one, offers: sorted(one.offers, compareText) }))
  const timed = judgeSessions(sessions)
  if (!timed.ok) return timed
  for (const [index, { subjects, needs, groups }] of candidates.entries()) {
    if (subjects.length === 0) return refuse('input_malformed', `candidates[${index}].subjects`, `candidates[${index}].subjects is empty`)
    const twice = repeated(subjects) ?? repeated(needs) ?? repeated(groups)
    if (twice !== undefined) return refuse('label_duplicate', `candidates[${index}]`, `candidates[${index}] names “${twice}” twice`)
  }
  const offered = judgeOffers(rooms)
  if (!offered.ok) return offered
  const places = distinctRooms(rooms)
  return places.ok ? accept({ ...input, candidates, sessions, rooms }) : places
}

/** Of lists that are in order. */
export function judgeOffers(rooms: readonly Pick<Room, 'offers'>[]): Answer<true> {
  for (const [index, { offers }] of rooms.entries()) {
    const twice = repeated(offers)
    if (twice !== undefined) return refuse('label_duplicate', `rooms[${index}].offers`, `rooms[${index}].offers names “${twice}” twice`)
  }
  return accept(true)
}

/** Nothing is copied that is in order already: a million candidates usually are. */
export function arrangeCandidate(one: Candidate): Candidate {
  const [subjects, needs, groups] = [sorted(one.subjects, compareText), sorted(one.needs, compareText), sorted(one.groups, compareText)]
  return subjects === one.subjects && needs === one.needs && groups === one.groups ? one : { ...one, subjects, needs, groups }
}

export function judgeSessions(sessions: readonly Session[]): Answer<true> {
  const seen = new Set<string>()
  const named = new Set<string>()
  for (const [index, { name, from, to, subjects }] of sessions.entries()) {
    const before = sessions[index - 1]
    if (to <= from || (before && from < before.to)) {
      return refuse('sessions_overlap', `sessions[${index}]`, `sessions[${index}] must end after it begins and begin after the one before`)
    }
    if (named.has(name)) return refuse('label_duplicate', `sessions[${index}].name`, `sessions[${index}].name is the second “${name}”`)
    named.add(name)
    for (const subject of subjects) {
      if (seen.has(subject))
        return refuse('label_duplicate', `sessions[${index}].subjects`, `sessions names the subject “${subject}” twice`)
      seen.add(subject)
    }
  }
  return accept(true)
}
