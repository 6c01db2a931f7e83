/** A supplementary draw computed again, and held against the transcripts it follows. Shares no code with the draw. */

import type { Person } from './check-hall.ts'
import { variantAt } from './check-neighbours.ts'
import {
  ascending,
  bytesOf,
  disagree,
  type Json,
  nth,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readWhole,
  toCanonical,
  toHex,
} from './check-read.ts'
import { dice, mix, provisionName, provisions, readPerson, readSessions, type Stated } from './check-seats.ts'

type Free = {
  session: string
  site: string
  number: number
  subject: string
  columns: number
  provision: string
  low: boolean
  district: string | undefined
  seats: number[]
  given: Map<number, string>
}

type Part = { readonly sitters: readonly Person[]; readonly chairs: { readonly room: Free; readonly seat: number }[] }

const roomKey = (session: string, site: string, number: number): string => `${session}|${number}|${site}`

export function supplementAgain(input: Stated, seed: Uint8Array, primitives: Primitives): { result: Json; tickets: string[] } {
  const sessions = readSessions(input)
  const variants = readWhole(readObject(input.rules, 'input.rules', 'variants').variants, 'input.rules.variants')
  const rooms = readList(input.rooms, 'input.rooms').map((value, i) => readFree(value, `input.rooms[${i}]`))
  const people = readList(input.candidates, 'input.candidates').map((value, i) => readPerson(value, `input.candidates[${i}]`))
  ascending(
    people.map(({ label }) => label),
    'input.candidates',
  )
  for (const subject of sessions.flatMap(({ subjects }) => subjects)) {
    for (const provision of provisions) {
      const chairs = rooms
        .filter((room) => room.subject === subject && room.provision === provision)
        .flatMap((room) => room.seats.map((seat) => ({ room, seat })))
      const mine = people.filter((one) => one.subjects.includes(subject) && one.provision === provision)
      const asked = mine.flatMap(({ wish }) => (wish === undefined ? [] : [wish]))
      // Those with a wish come first, in the order of the wishes.
      const teams = [...[...new Set(asked)].sort(), undefined].map((wish) => ({ wish, parts: [] as Part[] }))
      for (const low of [true, false]) {
        const parts = teams.map(({ wish, parts }) => {
          const part: Part = { sitters: mine.filter((one) => one.low === low && one.wish === wish), chairs: [] }
          parts.push(part)
          return { wish, part }
        })
        for (const where of ['as wished', 'anywhere']) {
          for (const { wish, part } of parts) {
            const fitting = chairs.filter(
              ({ room }) =>
                (room.low || !low) && (where === 'anywhere' || wish === undefined || room.district === wish || room.site === wish),
            )
            for (const chair of fitting.slice(0, part.sitters.length - part.chairs.length)) {
              chairs.splice(chairs.indexOf(chair), 1)
              part.chairs.push(chair)
            }
          }
        }
        if (parts.some(({ part }) => part.chairs.length < part.sitters.length))
          disagree(`input.rooms has too few free seats for “${subject}”`)
      }
      for (const { wish, parts } of teams) {
        const roll = dice(primitives, seed, 'supplement', subject, provision, ...(wish === undefined ? [] : [wish]))
        for (const part of parts) {
          const mixed = mix(part.chairs, roll)
          for (const [i, { label }] of part.sitters.entries()) nth(mixed, i).room.given.set(nth(mixed, i).seat, label)
        }
      }
    }
  }
  const draw = readText(input.drawId, 'input.drawId')
  const taken = rooms
    .filter(({ given }) => given.size > 0)
    .map((room) => ({ ...room, seats: [...room.given].map(([seat, label]) => ({ seat, label })).sort((a, b) => a.seat - b.seat) }))
  const tickets = taken.flatMap(({ session, site, number, columns, seats }) =>
    seats.map(({ seat, label }) =>
      toCanonical({ draw, label, room: number, seat, session, site, variant: variantAt(seat - 1, columns, variants) }),
    ),
  )
  const result = taken.map(({ session, site, number, subject, seats }) => ({ session, site, number, subject, seats }))
  return { result: { kind: 'supplement', rooms: result }, tickets }
}

function readFree(value: Json, field: string): Free {
  const one = readObject(value, field, 'session site number subject columns offers free', 'district')
  const offers = readTexts(one.offers, `${field}.offers`)
  ascending(offers, `${field}.offers`)
  const seats = readList(one.free, `${field}.free`).map((seat) => readWhole(seat, `${field}.free`))
  if (seats.some((seat, i) => seat <= (seats[i - 1] ?? 0))) disagree(`${field}.free is out of order or repeats itself`)
  return {
    session: readText(one.session, `${field}.session`),
    site: readText(one.site, `${field}.site`),
    number: readWhole(one.number, `${field}.number`),
    subject: readText(one.subject, `${field}.subject`),
    columns: readWhole(one.columns, `${field}.columns`),
    provision: provisionName(offers),
    low: offers.includes('ground-floor'),
    district: one.district === undefined ? undefined : readText(one.district, `${field}.district`),
    seats,
    given: new Map(),
  }
}

/**
 * That a supplement follows exactly these transcripts, moves those of the lost rooms with the wishes they had and nobody else, and gives
 * away free seats only.
 */
export function judgeSupplement(input: Stated, earlier: readonly string[], { sha256 }: Primitives): void {
  const after = readTexts(input.after, 'input.after')
  if (after.length !== earlier.length) disagree('input.after does not name as many transcripts as there are before this one')
  const seated = new Map<string, { readonly subject: string; readonly sitters: Map<number, string> }>()
  const known = new Set<string>()
  const listed = new Map<string, Person>()
  const halls = new Map<string, string>()
  for (const [i, text] of earlier.entries()) {
    if (toHex(sha256(bytesOf(text))) !== after[i]) disagree(`input.after[${i}] is not the hash of the transcript before`)
    const before: Json = JSON.parse(text)
    const { input: list, result } = readObject(
      before,
      'the transcript before',
      'commitments engine format freezeHash input publicValue result reveals seed tickets',
    )
    for (const value of lostOf(list)) seated.delete(value)
    const { people, rooms } = listIn(list)
    for (const one of people) listed.set(one.label, one)
    for (const [room, made] of rooms) halls.set(room, made)
    for (const [key, { subject, seats }] of sittersOf(result)) {
      const sitters = seated.get(key)?.sitters ?? new Map<number, string>()
      for (const [seat, label] of seats) {
        sitters.set(seat, label)
        known.add(label)
      }
      seated.set(key, { subject, sitters })
    }
  }
  const moved = new Map<string, Set<string>>()
  const lost = lostOf(input)
  for (const key of lost) {
    const { subject, sitters } = seated.get(key) ?? disagree('input.lost names a room where nobody sits')
    for (const label of sitters.values()) moved.set(label, new Set([...(moved.get(label) ?? []), subject]))
  }
  for (const [i, value] of readList(input.candidates, 'input.candidates').entries()) {
    const { label, subjects, wish, provision, low } = readPerson(value, `input.candidates[${i}]`)
    const due = moved.get(label)
    if (due) {
      const before = listed.get(label) ?? disagree(`input.candidates[${i}] sat there and was on no list`)
      if (wish !== before.wish) disagree(`input.candidates[${i}].wish is not that of the list`)
      if (provision !== before.provision || low !== before.low) disagree(`input.candidates[${i}].needs is not that of the list`)
    }
    if (!due && known.has(label)) disagree(`input.candidates[${i}] has a seat and lost none`)
    if (due && (subjects.length !== due.size || subjects.some((subject) => !due.has(subject))))
      disagree(`input.candidates[${i}].subjects is not what was lost`)
    moved.delete(label)
  }
  if (moved.size > 0) disagree('input.candidates lacks somebody of a lost room')
  for (const [i, value] of readList(input.rooms, 'input.rooms').entries()) {
    const { session, site, number, subject, seats } = readFree(value, `input.rooms[${i}]`)
    const key = roomKey(session, site, number)
    const [room, made] = madeOf(value, `input.rooms[${i}]`)
    if (halls.has(room) && halls.get(room) !== made) disagree(`input.rooms[${i}] is not the room of the list`)
    if (lost.includes(key)) disagree(`input.rooms[${i}] is lost`)
    const there = seated.get(key)
    if (seats.some((seat) => there?.sitters.has(seat))) disagree(`input.rooms[${i}].free names a seat that is taken`)
    if (there && there.subject !== subject) disagree(`input.rooms[${i}].subject is not what is sat there`)
  }
}

/** The people of a list, and how each of its rooms is made. */
function listIn(list: Json | undefined): { people: Person[]; rooms: [string, string][] } {
  if (typeof list !== 'object' || list === null || !('candidates' in list))
    return disagree('the transcript before has no list of candidates')
  return {
    people: readList(list.candidates, 'candidates').map((value, i) => readPerson(value, `candidates[${i}]`)),
    rooms: readList(list.rooms, 'rooms').map((value, i) => madeOf(value, `rooms[${i}]`)),
  }
}

/** Which room, on a list of either kind, and what an insider would gain by stating differently. */
function madeOf(value: Json, field: string): [string, string] {
  const { site, number, columns, offers, district } = readObject(
    value,
    field,
    'columns number offers site',
    'capacity district free session subject',
  )
  return [
    toCanonical([readText(site, field), readWhole(number, field)]),
    toCanonical([readWhole(columns, field), readTexts(offers, field), district ?? null]),
  ]
}

function lostOf(input: Json | undefined): string[] {
  if (typeof input !== 'object' || input === null || !('lost' in input)) return []
  return readList(input.lost, 'input.lost').map((value, i) => {
    const { session, site, number } = readObject(value, `input.lost[${i}]`, 'session site number')
    return roomKey(readText(session, 'session'), readText(site, 'site'), readWhole(number, 'number'))
  })
}

/** Who sits where by a transcript, of the draw of seats or of a supplement. */
function sittersOf(result: Json | undefined): Map<string, { subject: string; seats: [number, string][] }> {
  const { rooms } = readObject(result, 'result', 'kind rooms', 'wishes neighbours')
  return new Map(
    readList(rooms, 'result.rooms').map((value) => {
      const { session, site, number, subject, seats } = readObject(value, 'result.rooms', 'session site number subject seats')
      const sitters = readList(seats, 'result.rooms.seats').map((one, at): [number, string] => {
        if (typeof one === 'string') return [at + 1, one]
        const { seat, label } = readObject(one, 'result.rooms.seats', 'seat label')
        return [readWhole(seat, 'seat'), readText(label, 'label')]
      })
      const key = roomKey(readText(session, 'session'), readText(site, 'site'), readWhole(number, 'number'))
      return [key, { subject: readText(subject, 'subject'), seats: sitters }]
    }),
  )
}
