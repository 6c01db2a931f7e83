/**
 * The draw of seats: one seat for each candidate and session, at random over site, room and seat.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) site, room and seat are arranged at random;
 * 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01, R-ROOM-02) the room's limit, full rooms, only the last one short.
 */
import { type Answer, accept } from './answer.ts'
import type { RoomName } from './input-lists.ts'
import type { Hall, Room, SeatsInput } from './input-seats.ts'
import { cell, nth, under } from './known.ts'
import { type Pairs, partColleagues, type UsedRoom, variantOf } from './neighbours.ts'
import { atGround, type Roll, rollOf, wishesOf } from './roll.ts'
import { type Group, planRoll, type Share, type SiteQuota, sum } from './seats-plan.ts'
import { type Stream, shuffle, streamOf } from './stream.ts'
import type { Ticket } from './tickets.ts'

/** A room that is used in a session: the label at index i sits on seat i + 1. */
export type SeatedRoom = RoomName & { readonly session: string; readonly subject: string; readonly seats: readonly string[] }
export type SeatsResult = {
  readonly kind: 'seats'
  readonly rooms: readonly SeatedRoom[]
  readonly wishes: { readonly asked: number; readonly granted: number }
  /** Pairs of neighbours who share a group, as drawn and after the one pass that parts them. */
  readonly neighbours: { readonly before: number; readonly after: number }
}

/** The same result before anybody is named: the place in the roll at index i sits on seat i + 1. */
export type PlacedRoom = Omit<SeatedRoom, 'seats'> & { readonly columns: number; readonly sitters: Uint32Array }
export type PlacedSeats = Omit<SeatsResult, 'kind' | 'rooms'> & { readonly rooms: readonly PlacedRoom[] }

export function drawSeats(input: SeatsInput, seed: Uint8Array): Answer<SeatsResult> {
  const roll = rollOf(input)
  return roll.ok ? drawRoll(input, roll.value, seed) : roll
}

export function drawRoll(hall: Hall, roll: Roll, seed: Uint8Array): Answer<SeatsResult> {
  const plan = planRoll(hall, roll)
  if (!plan.ok) return plan
  const { rooms, wishes, neighbours } = placeRoll(hall, roll, plan.value, seed)
  const seated = rooms.map(({ session, site, number, subject, sitters }) => {
    return { session, site, number, subject, seats: Array.from(sitters, roll.labelOf) }
  })
  return accept({ kind: 'seats', rooms: seated, wishes, neighbours })
}

/** `plan` is that of this hall and this roll. */
export function placeRoll(hall: Hall, roll: Roll, plan: readonly Group[], seed: Uint8Array): PlacedSeats {
  const pairs = { before: 0, after: 0 }
  const seated = new Map<string, Map<Room, PlacedRoom>>(hall.sessions.map(({ name }) => [name, new Map()]))
  let [asked, granted] = [0, 0]
  for (const group of plan) {
    for (const { used, sitters } of seatGroup(group, hall, roll, seed, pairs)) {
      let from = 0
      for (const { room, taken } of used) {
        const { site, number, columns } = room
        const here = sitters.subarray(from, from + taken)
        seated.get(group.session)?.set(room, { session: group.session, site, number, subject: group.subject, columns, sitters: here })
        from += taken
      }
    }
    for (const index of group.members) if (cell(roll.wishes, index) >= 0) asked++
    for (const { ground, plain } of group.sites) granted += sum(ground.wished) + sum(plain.wished)
  }
  const rooms = hall.sessions.flatMap(({ name }) => hall.rooms.flatMap((room) => seated.get(name)?.get(room) ?? []))
  return { rooms, wishes: { asked, granted }, neighbours: pairs }
}

export type Seat = Omit<SeatedRoom, 'seats'> & { readonly label: string; readonly seat: number }

/** The same result as one row a candidate and session, room by room. */
export const seatsOf = ({ rooms }: { readonly rooms: readonly SeatedRoom[] }): Seat[] =>
  rooms.flatMap(({ seats, ...room }) => seats.map((label, index) => ({ ...room, label, seat: index + 1 })))

/** The tickets of a result, in the order of their leaves. */
export function ticketsOf(hall: Pick<SeatsInput, 'drawId' | 'rooms' | 'rules'>, result: Pick<SeatsResult, 'rooms'>): Ticket[] {
  const rooms = new Map(hall.rooms.map((room) => [`${room.number} ${room.site}`, room]))
  return seatsOf(result).map(({ label, number, seat, session, site }) => {
    const { columns } = under(rooms, `${number} ${site}`)
    return { draw: hall.drawId, label, room: number, seat, session, site, variant: variantOf({ columns }, seat, hall.rules.variants) }
  })
}

/** Every group has its own keystream, so a candidate can recompute the own subject without the others. */
function seatGroup(
  { subject, provision, members, sites }: Group,
  hall: Hall,
  roll: Roll,
  seed: Uint8Array,
  pairs: Pairs,
): { used: readonly UsedRoom[]; sitters: Uint32Array }[] {
  const stream = streamOf(seed, 'seats', subject, provision)
  const wishes = wishesOf(hall.rooms).size
  const ground = sortToSites(
    stream,
    members.filter((index) => atGround(cell(roll.needs, index))),
    roll,
    wishes,
    sites.map((site) => site.ground),
  )
  const plain = sortToSites(
    stream,
    members.filter((index) => !atGround(cell(roll.needs, index))),
    roll,
    wishes,
    sites.map((site) => site.plain),
  )
  return sites.map((quota, s) => {
    const sitters = seatSite(stream, quota, nth(ground, s), nth(plain, s))
    const { before, after } = partColleagues(stream, roll, quota.rooms, sitters)
    pairs.before += before
    pairs.after += after
    return { used: quota.rooms, sitters }
  })
}

/** Who goes to which site: those who wish for it by lot while it has room, then everyone else by lot. */
function sortToSites(stream: Stream, people: Uint32Array, roll: Roll, wishes: number, shares: readonly Share[]): Uint32Array[] {
  const chosen = shares.map(({ wished, others }) => ({ list: new Uint32Array(sum(wished) + others), size: 0 }))
  /** Sends the first of a list, as many as each site takes; answers how many went. */
  const send = (list: Uint32Array, takes: readonly number[]): number => {
    let from = 0
    for (const [site, { list: places, size }] of chosen.entries()) {
      const some = list.subarray(from, from + nth(takes, site))
      places.set(some, size)
      chosen[site] = { list: places, size: size + some.length }
      from += some.length
    }
    return from
  }
  const { asking, from } = byWish(people, roll, wishes)
  const sent = new Uint8Array(people.length)
  for (let wish = 0; wish < wishes; wish++) {
    const granted = shares.map(({ wished }) => nth(wished, wish))
    if (sum(granted) === 0) continue
    const drawn = shuffle(stream, asking.subarray(from[wish], from[wish + 1]))
    const went = send(
      drawn.map((place) => cell(people, place)),
      granted,
    )
    for (const place of drawn.subarray(0, went)) sent[place] = 1
  }
  const rest = people.filter((_, place) => sent[place] === 0)
  send(
    shuffle(stream, rest),
    shares.map(({ others }) => others),
  )
  return chosen.map(({ list }) => list)
}

/** Places in `people` of those with a wish, wish after wish, each in the order of `people`. */
function byWish(people: Uint32Array, { wishes }: Roll, count: number): { readonly asking: Uint32Array; readonly from: Uint32Array } {
  const from = new Uint32Array(count + 1)
  for (const index of people) {
    const wish = cell(wishes, index)
    if (wish >= 0) from[wish + 1] = cell(from, wish + 1) + 1
  }
  for (let wish = 0; wish < count; wish++) from[wish + 1] = cell(from, wish + 1) + cell(from, wish)
  const next = from.slice()
  const asking = new Uint32Array(cell(from, count))
  for (const [place, index] of people.entries()) {
    const wish = cell(wishes, index)
    if (wish < 0) continue
    asking[cell(next, wish)] = place
    next[wish] = cell(next, wish) + 1
  }
  return { asking, from }
}

/** Which seat at the site: those who need the ground floor draw among its seats, then everyone else among all that are left. */
function seatSite(stream: Stream, { rooms }: SiteQuota, needGround: Uint32Array, plain: Uint32Array): Uint32Array {
  const taken = sum(rooms.map((room) => room.taken))
  const groundSeats = sum(rooms.filter(({ room }) => room.offers.includes('ground-floor')).map((room) => room.taken))
  const seats = Uint32Array.from({ length: taken }, (_, index) => index)
  if (needGround.length > 0) shuffle(stream, seats.subarray(0, groundSeats))
  shuffle(stream, seats.subarray(needGround.length))
  const sitters = new Uint32Array(taken)
  for (const [at, index] of needGround.entries()) sitters[cell(seats, at)] = index
  for (const [at, index] of plain.entries()) sitters[cell(seats, needGround.length + at)] = index
  return sitters
}
