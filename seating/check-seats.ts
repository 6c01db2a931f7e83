/** The seats of a transcript, computed a second time by plain counting. Shares no code with the draw. */

import type { Chair, Dice, Hall, Person, Place } from './check-hall.ts'
import { apart, variantAt } from './check-neighbours.ts'
import {
  ascending,
  bytesOf,
  deriveKey,
  disagree,
  type Json,
  measured,
  nth,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readTruth,
  readWhole,
  toCanonical,
} from './check-read.ts'

export type Stated = { readonly [key: string]: Json }
type Session = { readonly name: string; readonly subjects: readonly string[] }

export const provisionName = (needs: readonly string[]): string => needs.filter((need) => need !== 'ground-floor').join('+')
export const provisions = ['', 'extra-time', 'separate-room', 'extra-time+separate-room']
const possibleNeeds = ['extra-time', 'ground-floor', 'separate-room']

/** What `result` must be for this input and seed, and the texts of the tickets in the order of their leaves. */
export function seatsAgain(input: Stated, seed: Uint8Array, primitives: Primitives): { result: Json; tickets: string[] } {
  const sessions = readSessions(input)
  const { places, variants } = readPlaces(input)
  const known = new Set(sessions.flatMap(({ subjects }) => subjects))
  for (const [i, { kept, district }] of places.entries()) {
    if (kept !== undefined && !known.has(kept)) disagree(`input.rooms[${i}].subject is not a subject of input.sessions`)
    if (district !== undefined && places.some(({ site }) => site === district)) disagree(`input.rooms[${i}].district is the name of a site`)
  }
  const sites = [...new Set(places.map(({ site }) => site))]
  const wishes = new Map(sites.map((site) => [site, [site]]))
  for (const { site, district } of places) {
    if (district !== undefined) wishes.set(district, [...new Set([...(wishes.get(district) ?? []), site])])
  }
  const people = readPeople(input, sessions, [...wishes.keys()])
  const counted = { asked: 0, granted: 0, before: 0, after: 0 }
  const rooms: Json[] = []
  const tickets: string[] = []
  for (const session of sessions) {
    const halls = places.map((place): Hall => ({ place, subject: place.kept, sitters: [] }))
    const groups = new Map<string, Person[]>()
    for (const person of people) {
      const subject = person.subjects.find((one) => session.subjects.includes(one))
      if (subject === undefined) continue
      const key = `${person.provision}|${subject}`
      const group = groups.get(key)
      if (group) group.push(person)
      else groups.set(key, [person])
    }
    const groupOf = (provision: string, subject: string): readonly Person[] => groups.get(`${provision}|${subject}`) ?? []
    giveOutRooms(halls, session.subjects, groupOf)
    for (const provision of provisions) {
      for (const subject of session.subjects) {
        const members = groupOf(provision, subject)
        if (members.length === 0) continue
        const mine = halls.filter(({ place, subject: given }) => place.provision === provision && given === subject)
        const roll = dice(primitives, seed, 'seats', subject, provision)
        for (const { granted, before, after } of seatAll(members, mine, sites, wishes, roll)) {
          counted.granted += granted
          counted.before += before
          counted.after += after
        }
        for (const { wish } of members) if (wish !== undefined) counted.asked++
      }
    }
    for (const { place, subject, sitters } of halls) {
      if (subject === undefined || sitters.length === 0) continue
      const { site, number, columns } = place
      const draw = toCanonical(readText(input.drawId, 'input.drawId'))
      const where = `"session":${toCanonical(session.name)},"site":${toCanonical(site)}`
      rooms.push({ session: session.name, site, number, subject, seats: sitters.map(({ label }) => label) })
      for (const [at, { label }] of sitters.entries()) {
        const variant = variantAt(at, columns, variants)
        tickets.push(`{"draw":${draw},"label":${toCanonical(label)},"room":${number},"seat":${at + 1},${where},"variant":"${variant}"}`)
      }
    }
  }
  const { asked, granted, before, after } = counted
  return { result: { kind: 'seats', rooms, wishes: { asked, granted }, neighbours: { before, after } }, tickets }
}

export function readSessions(input: Stated): Session[] {
  let [end, all] = ['', new Set<string>()]
  const names = new Set<string>()
  return readList(input.sessions, 'input.sessions').map((value, i) => {
    const field = `input.sessions[${i}]`
    const one = readObject(value, field, 'name from to subjects')
    const [name, from, to] = [readText(one.name, `${field}.name`), readText(one.from, `${field}.from`), readText(one.to, `${field}.to`)]
    if (from >= to || from < end) disagree(`${field} does not follow the session before it`)
    if (names.has(name)) disagree(`${field}.name is that of another session`)
    names.add(name)
    end = to
    const subjects = readTexts(one.subjects, `${field}.subjects`)
    ascending(subjects, `${field}.subjects`)
    if (subjects.some((subject) => all.has(subject))) disagree(`${field}.subjects names a subject of another session`)
    all = new Set([...all, ...subjects])
    return { name, subjects }
  })
}

function readPeople(input: Stated, sessions: readonly Session[], wishes: readonly string[]): Person[] {
  const session = new Map(sessions.flatMap(({ name, subjects }) => subjects.map((subject) => [subject, name] as const)))
  const wished = new Set(wishes)
  let before = ''
  return readList(input.candidates, 'input.candidates').map((value, i) => {
    const person = readPerson(value, `input.candidates[${i}]`)
    if (i > 0 && person.label <= before) disagree(`input.candidates[${i}] is out of order or there twice`)
    before = person.label
    const sat = person.subjects.map(
      (subject) => session.get(subject) ?? disagree(`input.candidates[${i}].subjects names an unknown subject`),
    )
    if (sat.length !== new Set(sat).size) disagree(`input.candidates[${i}].subjects has two subjects in one session`)
    if (sat.length === 0) disagree(`input.candidates[${i}].subjects is empty`)
    if (person.wish !== undefined && !wished.has(person.wish)) disagree(`input.candidates[${i}].wish is neither a site nor a district`)
    return person
  })
}

export function readPerson(value: Json, field: string): Person {
  const one = readObject(value, field, 'label needs subjects groups', 'wish')
  const needs = readTexts(one.needs, `${field}.needs`)
  if (needs.some((need) => !possibleNeeds.includes(need))) disagree(`${field}.needs holds an unknown need`)
  ascending(needs, `${field}.needs`)
  const [subjects, groups] = [readTexts(one.subjects, `${field}.subjects`), readTexts(one.groups, `${field}.groups`)]
  ascending(subjects, `${field}.subjects`)
  ascending(groups, `${field}.groups`)
  return {
    label: readText(one.label, `${field}.label`),
    subjects,
    provision: provisionName(needs),
    low: needs.includes('ground-floor'),
    wish: one.wish === undefined ? undefined : readText(one.wish, `${field}.wish`),
    groups,
  }
}

function readPlaces(input: Stated): { places: Place[]; variants: number } {
  const rules = readObject(input.rules, 'input.rules', 'family roomLimit largerRooms variants')
  const limit = readWhole(rules.roomLimit, 'input.rules.roomLimit')
  const larger = readTruth(rules.largerRooms, 'input.rules.largerRooms')
  const variants = readWhole(rules.variants, 'input.rules.variants')
  readText(rules.family, 'input.rules.family')
  if (variants !== 1 && variants !== 2) disagree('input.rules.variants is neither 1 nor 2')
  const seen = new Set<string>()
  const places = readList(input.rooms, 'input.rooms').map((value, i): Place => {
    const field = `input.rooms[${i}]`
    const one = readObject(value, field, 'site number capacity columns offers', 'subject district')
    const offers = readTexts(one.offers, `${field}.offers`)
    ascending(offers, `${field}.offers`)
    const site = readText(one.site, `${field}.site`)
    const number = readWhole(one.number, `${field}.number`)
    const capacity = readWhole(one.capacity, `${field}.capacity`)
    const columns = readWhole(one.columns, `${field}.columns`)
    if (columns < 1) disagree(`${field}.columns is less than 1`)
    if (capacity < 1 || (capacity > limit && !larger)) disagree(`${field}.capacity is ${capacity}; the limit is ${limit}`)
    if (seen.has(`${number}@${site}`)) disagree(`${field} is a second room of the same site and number`)
    seen.add(`${number}@${site}`)
    const kept = one.subject === undefined ? undefined : readText(one.subject, `${field}.subject`)
    const district = one.district === undefined ? undefined : readText(one.district, `${field}.district`)
    return { site, number, capacity, columns, provision: provisionName(offers), low: offers.includes('ground-floor'), kept, district }
  })
  return { places, variants }
}

/** Rooms without a subject: first ground-floor rooms for ground-floor needs, then whatever is free, always the next in the list. */
function giveOutRooms(
  halls: readonly Hall[],
  subjects: readonly string[],
  groupOf: (provision: string, subject: string) => readonly Person[],
): void {
  for (const lowOnly of [true, false]) {
    for (const provision of provisions) {
      const fit = halls.filter(({ place }) => place.provision === provision && (place.low || !lowOnly))
      for (const subject of subjects) {
        const wanted = groupOf(provision, subject).filter(({ low }) => low || !lowOnly).length
        let seats = 0
        for (const hall of fit) if (hall.subject === subject) seats += hall.place.capacity
        for (const hall of fit) {
          if (seats >= wanted) break
          if (hall.subject !== undefined) continue
          hall.subject = subject
          seats += hall.place.capacity
        }
        if (seats < wanted) disagree(`input.rooms has too few seats for “${subject}”`)
      }
    }
  }
}

export function dice({ chacha20, hmacSha256 }: Primitives, seed: Uint8Array, ...purpose: readonly string[]): Dice {
  const key = deriveKey({ chacha20, hmacSha256, sha256: (bytes) => bytes }, seed, bytesOf('gongyuan/stream/1'), measured(...purpose))
  let [buffer, used, counter] = [new DataView(new ArrayBuffer(0)), 0, 0]
  return (sides) => {
    for (;;) {
      if (used === buffer.byteLength) {
        buffer = new DataView(Uint8Array.from(chacha20(key, new Uint8Array(12), counter, 64 * 256)).buffer)
        counter += 256
        used = 0
      }
      const number = buffer.getUint32(used, true)
      used += 4
      if (number < Math.floor(4_294_967_296 / sides) * sides) return number % sides
    }
  }
}

export function mix<T>(list: readonly T[], roll: Dice): T[] {
  const mixed = [...list]
  for (let size = mixed.length; size > 1; size--) {
    const pick = roll(size)
    const [chosen, last] = [nth(mixed, pick), nth(mixed, size - 1)]
    mixed[size - 1] = chosen
    mixed[pick] = last
  }
  return mixed
}

type Site = { readonly site: string; readonly ordered: readonly Hall[]; readonly low: number; readonly all: number; used: number }

/** Seats one group, site by site; answers what was counted at each. */
function seatAll(
  members: readonly Person[],
  mine: readonly Hall[],
  sites: readonly string[],
  wishes: ReadonlyMap<string, readonly string[]>,
  roll: Dice,
): { granted: number; before: number; after: number }[] {
  const here = sites
    .map((site) => ({ site, halls: mine.filter(({ place }) => place.site === site) }))
    .filter(({ halls }) => halls.length > 0)
    .map(({ site, halls }): Site => {
      const low = halls.filter(({ place }) => place.low)
      const seats = (list: readonly Hall[]): number => list.reduce((total, { place }) => total + place.capacity, 0)
      const ordered = [...low, ...halls.filter(({ place }) => !place.low)]
      return { site, ordered, low: seats(low), all: seats(halls), used: 0 }
    })
  const kinds = [members.filter(({ low }) => low), members.filter(({ low }) => !low)]
  const plans = kinds.map((people, kind) => countOut(people, kind, here, wishes))
  const sent = kinds.map((people, kind) => sendOut(people, nth(plans, kind), here, roll))
  return here.map((at, s) => {
    const chairs: Chair[] = []
    for (const hall of at.ordered)
      for (let seat = 0; seat < hall.place.capacity && chairs.length < at.used; seat++) chairs.push({ hall, seat })
    const [needy, easy] = [nth(nth(sent, 0), s), nth(nth(sent, 1), s)]
    const low = chairs.filter(({ hall }) => hall.place.low)
    const first = needy.length > 0 ? mix(low, roll) : low
    const then = mix([...first.slice(needy.length), ...chairs.slice(low.length)], roll)
    const sitters = [...needy, ...easy]
    for (const [i, { hall, seat }] of [...first.slice(0, needy.length), ...then].entries()) hall.sitters[seat] = nth(sitters, i)
    const granted = plans.flatMap(({ byWish }) => [...byWish.values()].map((counts) => nth(counts, s))).reduce((a, b) => a + b, 0)
    return { granted, ...apart(chairs, roll) }
  })
}

type Counts = { readonly byWish: Map<string, number[]>; readonly others: number[] }

function countOut(people: readonly Person[], kind: number, here: readonly Site[], wishes: ReadonlyMap<string, readonly string[]>): Counts {
  const asking = new Map<string, number>()
  for (const { wish } of people) if (wish !== undefined) asking.set(wish, (asking.get(wish) ?? 0) + 1)
  let left = people.length
  const byWish = new Map<string, number[]>()
  const spread = (amount: number, room: (at: Site) => number): number[] => {
    let open = amount
    return here.map((at) => {
      const take = Math.min(open, room(at))
      at.used += take
      open -= take
      left -= take
      return take
    })
  }
  for (const [wish, places] of wishes) {
    const counts = spread(asking.get(wish) ?? 0, (at) => (places.includes(at.site) ? (kind === 0 ? at.low : at.all) - at.used : 0))
    if (counts.some((count) => count > 0)) byWish.set(wish, counts)
  }
  if (kind === 0) return { byWish, others: spread(left, (at) => at.low - at.used) }
  const begun = spread(left, (at) => {
    let seats = 0
    for (const { place } of at.ordered) if (seats < at.used) seats += place.capacity
    return seats - at.used
  })
  const opened = spread(left, (at) => at.all - at.used)
  return { byWish, others: begun.map((count, s) => count + nth(opened, s)) }
}

type Asking = { readonly counts: readonly number[]; readonly list: Person[] }

function sendOut(people: readonly Person[], { byWish, others }: Counts, here: readonly Site[], roll: Dice): Person[][] {
  const lists: Person[][] = here.map(() => [])
  const lucky = new Set<Person>()
  const asking = new Map([...byWish].map(([wish, counts]): [string | undefined, Asking] => [wish, { counts, list: [] }]))
  for (const person of people) asking.get(person.wish)?.list.push(person)
  for (const { counts, list } of asking.values()) {
    const drawn = mix(list, roll)
    let next = 0
    for (const [s, count] of counts.entries()) {
      for (const one of drawn.slice(next, next + count)) {
        lists[s]?.push(one)
        lucky.add(one)
      }
      next += count
    }
  }
  const rest = mix(
    people.filter((one) => !lucky.has(one)),
    roll,
  )
  let next = 0
  for (const [s, count] of others.entries()) {
    for (const one of rest.slice(next, next + count)) lists[s]?.push(one)
    next += count
  }
  return lists
}
