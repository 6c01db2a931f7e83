/**
 * The supplementary draw: seats for late candidates and for those whose room is lost. Nobody else moves.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) at random, by nobody's hand; a forced change is a new record that refers to the
 * first. An attacker who “loses” a room to move an accomplice gets one more throw, in public, of the seats that are left.
 */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { byLabel, type Head, head, most, type RoomName, repeated, roomNumber, sorted } from './input-lists.ts'
import {
  arrangeCandidate,
  type Candidate,
  candidateShape,
  judgeOffers,
  judgeSessions,
  type Need,
  needShape,
  type Session,
  sessionsShape,
} from './input-seats.ts'
import { cell, nth, under } from './known.ts'
import { variantOf } from './neighbours.ts'
import { atGround, bitsOf, provisionAt, provisions } from './roll.ts'
import { integer, listOf, oneOf, record, type Shape, text } from './shape.ts'
import { shuffle, streamOf } from './stream.ts'
import type { Ticket } from './tickets.ts'

export type RoomInSession = RoomName & { readonly session: string }
/** Seats of one room in one session where nobody sits. */
export type FreeRoom = RoomInSession & {
  readonly subject: string
  readonly columns: number
  readonly offers: readonly Need[]
  readonly free: readonly number[]
  readonly district?: string
}
export type SupplementInput = Head & {
  readonly kind: 'supplement'
  /** SHA-256 of the transcripts of the draw of seats and of its supplements so far, oldest first. */
  readonly after: readonly string[]
  readonly sessions: readonly Session[]
  readonly lost: readonly RoomInSession[]
  /** Late ones with all their subjects; those of a lost room with the subjects they lost their seat in. */
  readonly candidates: readonly Candidate[]
  readonly rooms: readonly FreeRoom[]
  readonly rules: { readonly variants: number }
}
export type SupplementResult = {
  readonly kind: 'supplement'
  readonly rooms: readonly (RoomInSession & {
    readonly subject: string
    readonly seats: readonly { readonly seat: number; readonly label: string }[]
  })[]
}

const digest: Shape<string> = (value, fault): value is string => {
  fault.path = ''
  fault.sentence = 'is not 64 lower-case hexadecimal digits'
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}
const seats = integer(1, 10_000)
export const supplementShape = record<SupplementInput>({
  ...head,
  kind: oneOf('supplement'),
  after: listOf(digest, most.few),
  sessions: sessionsShape,
  lost: listOf(record<RoomInSession>({ session: text, site: text, number: roomNumber }), most.places),
  candidates: listOf(candidateShape, most.people),
  rooms: listOf(
    record<FreeRoom>(
      {
        session: text,
        site: text,
        number: roomNumber,
        subject: text,
        columns: seats,
        offers: needShape,
        free: listOf(seats, 10_000),
        district: text,
      },
      'district',
    ),
    most.places,
  ),
  rules: record<SupplementInput['rules']>({ variants: integer(1, 2) }),
})

const nameOf = ({ session, site, number }: RoomInSession): string => `${number} ${session}|${site}`

export function arrangeSupplement(input: SupplementInput): Answer<SupplementInput> {
  const sessions = input.sessions.map((one) => ({ ...one, subjects: sorted(one.subjects, compareText) }))
  const timed = judgeSessions(sessions)
  if (!timed.ok) return timed
  if (input.after.length === 0) return refuse('input_malformed', 'after', 'after is empty; a supplement follows a draw')
  const lost = new Set(input.lost.map(nameOf))
  const seen = new Set<string>()
  const candidates = byLabel(input.candidates.map(arrangeCandidate))
  const rooms = input.rooms.map((room) => ({ ...room, offers: sorted(room.offers, compareText), free: sorted(room.free, (a, b) => a - b) }))
  const offered = judgeOffers(rooms)
  if (!offered.ok) return offered
  for (const [index, room] of rooms.entries()) {
    const field = `rooms[${index}]`
    if (seen.has(nameOf(room))) return refuse('place_duplicate', field, `${field} is there twice`)
    seen.add(nameOf(room))
    if (lost.has(nameOf(room))) return refuse('place_duplicate', field, `${field} is one of the rooms that are lost`)
    if (repeated(room.free.map(String)) !== undefined) return refuse('place_duplicate', `${field}.free`, `${field}.free names a seat twice`)
    if (!sessions.find(({ name }) => name === room.session)?.subjects.includes(room.subject)) {
      return refuse('subject_unknown', `${field}.subject`, `${field}.subject is not a subject of its session`)
    }
  }
  const known = new Set(sessions.flatMap(({ subjects }) => subjects))
  for (const [index, { subjects, needs, groups }] of candidates.entries()) {
    const field = `candidates[${index}]`
    const twice = repeated(subjects) ?? repeated(needs) ?? repeated(groups)
    if (twice !== undefined) return refuse('label_duplicate', field, `${field} names “${twice}” twice`)
    if (subjects.length === 0 || subjects.some((subject) => !known.has(subject))) {
      return refuse('subject_unknown', `${field}.subjects`, `${field}.subjects is empty or names an unknown subject`)
    }
    if (sessions.some((session) => session.subjects.filter((subject) => subjects.includes(subject)).length > 1)) {
      return refuse('session_clash', `${field}.subjects`, `${field}.subjects has two subjects in one session`)
    }
  }
  return accept({ ...input, sessions, candidates, rooms })
}

type Place = { readonly room: FreeRoom; readonly seat: number }
/** So many people draw so many seats. */
type Lot = { readonly people: readonly Candidate[]; readonly places: Place[] }
/** Who sits one subject under one provision and wishes for one site or district, or for none. */
type Share = {
  readonly subject: string
  readonly provision: string
  readonly wish: string | undefined
  readonly ground: Lot
  readonly others: Lot
}

const isGround = ({ room }: Place): boolean => room.offers.includes('ground-floor')
const lies = ({ room }: Place, wish: string | undefined): boolean => wish === undefined || room.district === wish || room.site === wish

/** Which free seats are drawn among whom, decided without the seed: the first ones in published order, those that were wished for before others. */
export function planSupplement({ sessions, candidates, rooms }: SupplementInput): Answer<readonly Share[]> {
  const shares: Share[] = []
  for (const subject of sessions.flatMap(({ subjects }) => subjects)) {
    for (const [at, provision] of provisions.entries()) {
      const people = candidates.filter((one) => one.subjects.includes(subject) && provisionAt(bitsOf(one.needs)) === at)
      const places = rooms
        .filter((room) => room.subject === subject && provisionAt(bitsOf(room.offers)) === at)
        .flatMap((room) => room.free.map((seat): Place => ({ room, seat })))
      const planned = wishesOf(people).map((wish): Share => {
        const lot = (ground: boolean): Lot => ({
          people: people.filter((one) => one.wish === wish && atGround(bitsOf(one.needs)) === ground),
          places: [],
        })
        return { subject, provision, wish, ground: lot(true), others: lot(false) }
      })
      const free = new Set(places)
      const take = ({ people: { length }, places: taken }: Lot, fits: (place: Place) => boolean) => {
        for (const place of free) {
          if (taken.length >= length) return
          if (!fits(place)) continue
          taken.push(place)
          free.delete(place)
        }
      }
      for (const { wish, ground } of planned) take(ground, (place) => isGround(place) && lies(place, wish))
      for (const { ground } of planned) take(ground, isGround)
      for (const { wish, others } of planned) take(others, (place) => lies(place, wish))
      for (const { others } of planned) take(others, () => true)
      if (planned.flatMap(({ ground, others }) => [ground, others]).some((lot) => lot.places.length < lot.people.length)) {
        return refuse(
          'too_few_seats',
          'rooms',
          `rooms: “${subject}” has ${people.length} candidates for ${places.length} free ${provision} seats`,
        )
      }
      shares.push(...planned)
    }
  }
  return accept(shares)
}

/** In order, and last those who wish for nothing. */
const wishesOf = (people: readonly Candidate[]): (string | undefined)[] => [
  ...sorted([...new Set(people.flatMap(({ wish }) => wish ?? []))], compareText),
  ...(people.some(({ wish }) => wish === undefined) ? [undefined] : []),
]

export function drawSupplement(input: SupplementInput, seed: Uint8Array): Answer<SupplementResult> {
  const plan = planSupplement(input)
  if (!plan.ok) return plan
  const seated = new Map<FreeRoom, { seat: number; label: string }[]>()
  for (const { subject, provision, wish, ground, others } of plan.value) {
    const stream = streamOf(seed, 'supplement', subject, provision, ...(wish === undefined ? [] : [wish]))
    for (const { people, places } of [ground, others]) {
      const order = shuffle(
        stream,
        Uint32Array.from(places, (_, index) => index),
      )
      for (const [at, { label }] of people.entries()) {
        const { room, seat } = nth(places, cell(order, at))
        seated.set(room, [...(seated.get(room) ?? []), { seat, label }])
      }
    }
  }
  const rooms = input.rooms.flatMap((room) => {
    const seats = seated.get(room)?.sort((a, b) => a.seat - b.seat)
    return seats ? [{ session: room.session, site: room.site, number: room.number, subject: room.subject, seats }] : []
  })
  return accept({ kind: 'supplement', rooms })
}

/** The tickets of a supplement, in the order of their leaves. */
export function ticketsOfSupplement(input: SupplementInput, { rooms }: SupplementResult): Ticket[] {
  const columns = new Map(input.rooms.map((room) => [nameOf(room), room.columns]))
  return rooms.flatMap((room) =>
    room.seats.map(({ seat, label }) => ({
      draw: input.drawId,
      label,
      room: room.number,
      seat,
      session: room.session,
      site: room.site,
      variant: variantOf({ columns: under(columns, nameOf(room)) }, seat, input.rules.variants),
    })),
  )
}
