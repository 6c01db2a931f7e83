/**
 * How many sit in which room, decided by the frozen list alone; who sits where is for the seed.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01) rooms of 30, only the last room of a subject at a site may be short,
 * (R-ROOM-02) at most 100 in a computer room; B-02 the limit is a parameter of the family.
 */
import { type Answer, accept, refuse } from './answer.ts'
import type { Candidate, Need, Room, SeatsInput } from './input.ts'

/** Needs that keep everyone else out of a room. A ground-floor room is open to all. */
const reservedNeeds = ['extra-time', 'separate-room'] as const
export type Provision = '' | 'extra-time' | 'separate-room' | 'extra-time+separate-room'
const provisions: readonly Provision[] = ['', 'extra-time', 'separate-room', 'extra-time+separate-room']

const provisionOf = (needs: readonly Need[]): Provision => {
  const kept = reservedNeeds.filter((need) => needs.includes(need))
  return provisions.find((provision) => provision === kept.join('+')) ?? ''
}

/** The rooms that one subject uses at one site, ground floor first, and how many of each kind of candidate they take. */
export type SiteQuota = {
  readonly site: string
  readonly rooms: readonly { readonly room: Room; readonly taken: number }[]
  readonly ground: { readonly wished: number; readonly others: number }
  readonly plain: { readonly wished: number; readonly others: number }
}
/** One subject in rooms of one provision: the smallest thing that is drawn by itself. */
export type Group = {
  readonly subject: string
  readonly provision: Provision
  readonly members: readonly Candidate[]
  readonly sites: readonly SiteQuota[]
}

export function planSeats(input: SeatsInput): Answer<readonly Group[]> {
  const named = judgeNames(input)
  if (!named.ok) return named
  const members = membersByProvision(input)
  const rooms = assignRooms(input, members)
  if (!rooms.ok) return rooms
  const groups: Group[] = []
  for (const subject of input.subjects) {
    for (const provision of provisions) {
      const people = members(provision, subject)
      if (people.length === 0) continue
      groups.push({ subject, provision, members: people, sites: quotas(people, rooms.value(provision, subject), sitesOf(input.rooms)) })
    }
  }
  return accept(groups)
}

function judgeNames({ candidates, rooms, rules, subjects }: SeatsInput): Answer<true> {
  const known = new Set(subjects)
  const sites = new Set(sitesOf(rooms))
  for (const [index, { label, subject, wish }] of candidates.entries()) {
    if (!known.has(subject)) {
      return refuse(
        'subject_unknown',
        `candidates[${index}].subject`,
        `candidates[${index}].subject: “${label}” sits the unknown subject “${subject}”`,
      )
    }
    if (wish !== undefined && !sites.has(wish)) {
      return refuse(
        'site_unknown',
        `candidates[${index}].wish`,
        `candidates[${index}].wish: “${label}” wishes for the unknown site “${wish}”`,
      )
    }
  }
  for (const [index, { subject, capacity }] of rooms.entries()) {
    if (subject !== undefined && !known.has(subject)) {
      return refuse('subject_unknown', `rooms[${index}].subject`, `rooms[${index}].subject is the unknown subject “${subject}”`)
    }
    if (capacity > rules.roomLimit && !rules.largerRooms) {
      const sentence = `rooms[${index}].capacity is ${capacity}; family ${rules.family} allows ${rules.roomLimit}`
      return refuse('room_over_limit', `rooms[${index}].capacity`, sentence)
    }
  }
  return accept(true)
}

const sitesOf = (rooms: readonly Room[]): string[] => [...new Set(rooms.map(({ site }) => site))]

type ByProvision<T> = (provision: Provision, subject: string) => readonly T[]

function membersByProvision({ candidates }: SeatsInput): ByProvision<Candidate> {
  const lists = tables<Candidate>()
  for (const candidate of candidates)
    lists.add(candidate.needs.length === 0 ? '' : provisionOf(candidate.needs), candidate.subject, candidate)
  return lists.of
}

function tables<T>(): { add: (provision: Provision, subject: string, one: T) => void; of: ByProvision<T> } {
  const lists = new Map<Provision, Map<string, T[]>>(provisions.map((provision) => [provision, new Map()]))
  return {
    add: (provision, subject, one) => {
      const list = lists.get(provision)?.get(subject)
      if (list) list.push(one)
      else lists.get(provision)?.set(subject, [one])
    },
    of: (provision, subject) => lists.get(provision)?.get(subject) ?? [],
  }
}

const atGround = ({ needs }: { readonly needs: readonly Need[] }): boolean => needs.includes('ground-floor')
const offersGround = ({ offers }: Room): boolean => offers.includes('ground-floor')
const capacityOf = (rooms: readonly Room[]): number => rooms.reduce((sum, { capacity }) => sum + capacity, 0)

/** Rooms without a subject are given out in published order: ground floor to subjects that need it, then until every subject has seats. */
function assignRooms(input: SeatsInput, members: ByProvision<Candidate>): Answer<ByProvision<Room>> {
  const given = tables<Room>()
  const free = new Map<Provision, Room[]>(provisions.map((provision) => [provision, []]))
  for (const room of input.rooms) {
    const provision = provisionOf(room.offers)
    if (room.subject === undefined) free.get(provision)?.push(room)
    else given.add(provision, room.subject, room)
  }
  for (const { of: enough, what } of [
    { of: offersGround, what: ' on the ground floor' },
    { of: () => true, what: '' },
  ]) {
    for (const provision of provisions) {
      const left = free.get(provision) ?? []
      const [taken, rest]: [Room[], Room[]] = [[], []]
      for (const room of left) (enough(room) ? taken : rest).push(room)
      let next = 0
      for (const subject of input.subjects) {
        const people = members(provision, subject)
        const wanted = what === '' ? people.length : people.filter(atGround).length
        let seats = capacityOf(given.of(provision, subject).filter(enough))
        for (let room = taken[next]; seats < wanted && room; room = taken[next]) {
          given.add(provision, subject, room)
          seats += room.capacity
          next++
        }
        if (seats < wanted) {
          const where = `${provision === '' ? 'ordinary' : provision} rooms${what}`
          return refuse('too_few_seats', 'rooms', `rooms: “${subject}” has ${wanted} candidates for ${seats} seats in ${where}`)
        }
      }
      const kept = new Set([...taken.slice(next), ...rest])
      free.set(
        provision,
        left.filter((room) => kept.has(room)),
      )
    }
  }
  return accept(given.of)
}

/** Access needs first, then wishes, then the rest: first to fill up rooms that are begun, then in the order of sites. */
function quotas(people: readonly Candidate[], rooms: readonly Room[], order: readonly string[]): SiteQuota[] {
  const needy = people.filter(atGround)
  const easy = people.filter((one) => !atGround(one))
  const wishes = (list: readonly Candidate[]): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const { wish } of list) if (wish !== undefined) counts.set(wish, (counts.get(wish) ?? 0) + 1)
    return counts
  }
  const needyWishes = wishes(needy)
  const easyWishes = wishes(easy)
  const here = order.flatMap((site) => {
    const mine = rooms.filter((room) => room.site === site)
    const ordered = [...mine.filter(offersGround), ...mine.filter((room) => !offersGround(room))]
    return ordered.length === 0 ? [] : [{ site, ordered, ground: capacityOf(mine.filter(offersGround)), seats: capacityOf(mine) }]
  })
  const groundWished = here.map(({ site, ground }) => Math.min(needyWishes.get(site) ?? 0, ground))
  const groundOthers = pour(
    needy.length - sum(groundWished),
    here.map(({ ground }, s) => ground - (groundWished[s] ?? 0)),
  )
  const settled = here.map((_, s) => (groundWished[s] ?? 0) + (groundOthers[s] ?? 0))
  const plainWished = here.map(({ site, seats }, s) => Math.min(easyWishes.get(site) ?? 0, seats - (settled[s] ?? 0)))
  const begun = here.map((_, s) => (settled[s] ?? 0) + (plainWished[s] ?? 0))
  const rest = easy.length - sum(plainWished)
  const toppedUp = pour(
    rest,
    here.map(({ ordered }, s) => roomLeft(ordered, begun[s] ?? 0)),
  )
  const opened = pour(
    rest - sum(toppedUp),
    here.map(({ seats }, s) => seats - (begun[s] ?? 0) - (toppedUp[s] ?? 0)),
  )
  return here.map(({ site, ordered }, s) => {
    const ground = { wished: groundWished[s] ?? 0, others: groundOthers[s] ?? 0 }
    const plain = { wished: plainWished[s] ?? 0, others: (toppedUp[s] ?? 0) + (opened[s] ?? 0) }
    return { site, rooms: fillRooms(ordered, ground.wished + ground.others + plain.wished + plain.others), ground, plain }
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

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
  return rooms.map((room, index) => ({ room, taken: shares[index] ?? 0 })).filter((one) => one.taken > 0)
}
