/**
 * How many sit in which room, decided by the frozen list alone; who sits where is for the seed.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01) rooms of 30, only the last room of a subject at a site may be short,
 * (R-ROOM-02) at most 100 in a computer room; B-02 the limit is a parameter of the family.
 */
import { type Answer, accept, refuse } from './answer.ts'
import type { Hall, Room, SeatsInput } from './input-seats.ts'
import { cell, nth } from './known.ts'
import { atGround, bitsOf, type Provision, provisionAt, provisions, type Roll, rollOf, sitesOf, subjectsOf, wishesOf } from './roll.ts'

/** How many come to a site by their wish, wish by wish in the order of `wishesOf`, and how many others. */
export type Share = { readonly wished: readonly number[]; readonly others: number }
/** The rooms that one subject uses at one site, ground floor first, and how many of each kind of candidate they take. */
export type SiteQuota = {
  readonly site: string
  readonly rooms: readonly { readonly room: Room; readonly taken: number }[]
  readonly ground: Share
  readonly plain: Share
}
/** One subject in rooms of one provision: the smallest thing that is drawn by itself. `members` are places in the roll. */
export type Group = {
  readonly session: string
  readonly subject: string
  readonly provision: Provision
  readonly members: Uint32Array
  readonly sites: readonly SiteQuota[]
}

export function planSeats(input: Hall & Pick<SeatsInput, 'candidates'>): Answer<readonly Group[]> {
  const roll = rollOf(input)
  return roll.ok ? planRoll(input, roll.value) : roll
}

export function planRoll(hall: Hall, roll: Roll): Answer<readonly Group[]> {
  const judged = judgeRooms(hall)
  if (!judged.ok) return judged
  const subjects = subjectsOf(hall)
  const members = membersOf(roll, subjects.length)
  const wishes = [...wishesOf(hall.rooms).values()]
  const sites = sitesOf(hall.rooms)
  const groups: Group[] = []
  for (const [at, { name, subjects: sat }] of hall.sessions.entries()) {
    const crowd: Crowd[] = subjects.flatMap((one, id) =>
      one.at === at ? provisions.map((_, p) => crowdOf(roll, members(id, p), one.subject, p)) : [],
    )
    const rooms = assignRooms(hall, sat, crowd)
    if (!rooms.ok) return rooms
    for (const { people, subject, provision } of crowd) {
      if (people.length === 0) continue
      const mine = rooms.value.filter((given) => given.subject === subject && provisionOf(given.room) === provision).map(({ room }) => room)
      const quotas = quotasOf(roll, people, mine, sites, wishes)
      groups.push({ session: name, subject, provision: nth(provisions, provision), members: people, sites: quotas })
    }
  }
  return accept(groups)
}

function judgeRooms(hall: Hall): Answer<true> {
  const known = new Set(subjectsOf(hall).map(({ subject }) => subject))
  const sites = new Set(sitesOf(hall.rooms))
  for (const [index, { subject, capacity, district }] of hall.rooms.entries()) {
    const field = `rooms[${index}]`
    if (subject !== undefined && !known.has(subject)) {
      return refuse('subject_unknown', `${field}.subject`, `${field}.subject is the unknown subject “${subject}”`)
    }
    if (district !== undefined && sites.has(district)) {
      return refuse('place_duplicate', `${field}.district`, `${field}.district: “${district}” is the name of a site`)
    }
    if (capacity > hall.rules.roomLimit && !hall.rules.largerRooms) {
      const sentence = `${field}.capacity is ${capacity}; family ${hall.rules.family} allows ${hall.rules.roomLimit}`
      return refuse('room_over_limit', `${field}.capacity`, sentence)
    }
  }
  return accept(true)
}

/** Who sits a subject in rooms of a provision, in the order of labels. */
function membersOf(
  { size, needs, subjects, subjectsFrom }: Roll,
  subjectCount: number,
): (subject: number, provision: number) => Uint32Array {
  const listOf = (index: number, at: number): number => cell(subjects, at) * provisions.length + provisionAt(cell(needs, index))
  const from = new Uint32Array(subjectCount * provisions.length + 1)
  for (let index = 0; index < size; index++) {
    for (let at = cell(subjectsFrom, index); at < cell(subjectsFrom, index + 1); at++) add(from, listOf(index, at) + 1, 1)
  }
  for (let list = 1; list < from.length; list++) add(from, list, cell(from, list - 1))
  const next = from.slice()
  const sorted = new Uint32Array(subjects.length)
  for (let index = 0; index < size; index++) {
    for (let at = cell(subjectsFrom, index); at < cell(subjectsFrom, index + 1); at++) {
      const list = listOf(index, at)
      sorted[cell(next, list)] = index
      add(next, list, 1)
    }
  }
  return (subject, provision) => {
    const list = subject * provisions.length + provision
    return sorted.subarray(from[list], from[list + 1])
  }
}

const add = (numbers: Uint32Array, at: number, more: number): void => {
  numbers[at] = cell(numbers, at) + more
}

type Crowd = { readonly subject: string; readonly provision: number; readonly people: Uint32Array; readonly ground: number }

function crowdOf(roll: Roll, people: Uint32Array, subject: string, provision: number): Crowd {
  let ground = 0
  for (const index of people) if (atGround(cell(roll.needs, index))) ground++
  return { subject, provision, people, ground }
}

const provisionOf = (room: Room): number => provisionAt(bitsOf(room.offers))
const offersGround = ({ offers }: Room): boolean => offers.includes('ground-floor')
const capacityOf = (rooms: readonly Room[]): number => rooms.reduce((sum, { capacity }) => sum + capacity, 0)

type GivenRoom = { readonly room: Room; subject: string | undefined }

/** Rooms without a subject are given out in published order: ground floor to subjects that need it, then until every subject has seats. */
function assignRooms({ rooms }: Hall, subjects: readonly string[], crowd: readonly Crowd[]): Answer<readonly GivenRoom[]> {
  const given: GivenRoom[] = rooms.flatMap((room) =>
    room.subject === undefined || subjects.includes(room.subject) ? [{ room, subject: room.subject }] : [],
  )
  for (const groundOnly of [true, false]) {
    for (const provision of provisions.keys()) {
      const fit = given.filter(({ room }) => provisionOf(room) === provision && (offersGround(room) || !groundOnly))
      let next = 0
      for (const { subject, people, ground } of crowd.filter((one) => one.provision === provision)) {
        const wanted = groundOnly ? ground : people.length
        let seats = capacityOf(fit.filter((one) => one.subject === subject).map(({ room }) => room))
        for (let one = fit[next]; one && seats < wanted; one = fit[++next]) {
          if (one.subject !== undefined) continue
          one.subject = subject
          seats += one.room.capacity
        }
        if (seats < wanted) {
          const where = `${provisions[provision] || 'ordinary'} rooms${groundOnly ? ' on the ground floor' : ''}`
          return refuse('too_few_seats', 'rooms', `rooms: “${subject}” has ${wanted} candidates for ${seats} seats in ${where}`)
        }
      }
    }
  }
  return accept(given)
}

/** Access needs first, then wishes, then the rest: first to fill up rooms that are begun, then in the order of sites. */
function quotasOf(
  roll: Roll,
  people: Uint32Array,
  rooms: readonly Room[],
  sites: readonly string[],
  wishes: readonly Set<string>[],
): SiteQuota[] {
  const here = sites.flatMap((site) => {
    const mine = rooms.filter((room) => room.site === site)
    const ordered = [...mine.filter(offersGround), ...mine.filter((room) => !offersGround(room))]
    return ordered.length === 0 ? [] : [{ site, ordered, ground: capacityOf(mine.filter(offersGround)), seats: capacityOf(mine), taken: 0 }]
  })
  const asked = { ground: new Uint32Array(wishes.length + 1), plain: new Uint32Array(wishes.length + 1) }
  for (const index of people) {
    add(atGround(cell(roll.needs, index)) ? asked.ground : asked.plain, cell(roll.wishes, index) + 1, 1)
  }
  const share = (kind: 'ground' | 'plain', rounds: readonly ((site: (typeof here)[number]) => number)[]): Share[] => {
    const size =
      kind === 'ground'
        ? (site: (typeof here)[number]) => site.ground - site.taken
        : (site: (typeof here)[number]) => site.seats - site.taken
    let left = cell(asked[kind], 0)
    const wished = wishes.map((places, wish) => {
      const wanted = cell(asked[kind], wish + 1)
      const granted = pour(
        wanted,
        here.map((site) => (places.has(site.site) ? size(site) : 0)),
      )
      for (const [s, site] of here.entries()) site.taken += nth(granted, s)
      left += wanted - sum(granted)
      return granted
    })
    const others = here.map(() => 0)
    for (const room of rounds) {
      const poured = pour(left, here.map(room))
      for (const [s, site] of here.entries()) {
        others[s] = nth(others, s) + nth(poured, s)
        site.taken += nth(poured, s)
      }
      left -= sum(poured)
    }
    return here.map((_, s) => ({ wished: wished.map((granted) => nth(granted, s)), others: nth(others, s) }))
  }
  const ground = share('ground', [(site) => site.ground - site.taken])
  const plain = share('plain', [({ ordered, taken }) => roomLeft(ordered, taken), ({ seats, taken }) => seats - taken])
  return here.map(({ site, ordered, taken }, s) => ({
    site,
    rooms: fillRooms(ordered, taken),
    ground: nth(ground, s),
    plain: nth(plain, s),
  }))
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Gives `amount` away in order, each vessel up to its measure. */
function pour(amount: number, measures: readonly number[]): number[] {
  let left = amount
  return measures.map((measure) => {
    const taken = Math.min(left, measure)
    left -= taken
    return taken
  })
}

/** Seats still free in the last room that `taken` candidates begin. */
function roomLeft(rooms: readonly Room[], taken: number): number {
  let seats = 0
  for (const { capacity } of rooms) {
    if (seats >= taken) break
    seats += capacity
  }
  return seats - taken
}

function fillRooms(rooms: readonly Room[], taken: number): { room: Room; taken: number }[] {
  const shares = pour(
    taken,
    rooms.map(({ capacity }) => capacity),
  )
  return rooms.map((room, index) => ({ room, taken: nth(shares, index) })).filter((one) => one.taken > 0)
}
