/**
 * The draw of seats: one seat for each candidate, at random over site, room and seat.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) site, room and seat are arranged at random;
 * 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-01, R-ROOM-02) the room's limit, full rooms, only the last one short.
 */
import { type Answer, accept } from './answer.ts'
import type { Candidate, SeatsInput } from './input.ts'
import type { RoomName } from './input-lists.ts'
import { type Group, planSeats, type SiteQuota } from './seats-plan.ts'
import { type Stream, shuffle, streamOf } from './stream.ts'

/** A room that is used: the label at index i sits on seat i + 1. */
export type SeatedRoom = RoomName & { readonly subject: string; readonly seats: readonly string[] }
export type SeatsResult = {
  readonly kind: 'seats'
  readonly rooms: readonly SeatedRoom[]
  readonly wishes: { readonly asked: number; readonly granted: number }
}

export function drawSeats(input: SeatsInput, seed: Uint8Array): Answer<SeatsResult> {
  const plan = planSeats(input)
  if (!plan.ok) return plan
  const seated = new Map<object, SeatedRoom>()
  let granted = 0
  for (const group of plan.value) {
    for (const [room, one] of seatGroup(group, seed)) seated.set(room, one)
    for (const { ground, plain } of group.sites) granted += ground.wished + plain.wished
  }
  // Gap: neighbours of one employer or position are not yet kept apart; the repair pass goes here, over `seated`, room by room.
  const rooms = input.rooms.flatMap((room) => seated.get(room) ?? [])
  const asked = input.candidates.filter(({ wish }) => wish !== undefined).length
  return accept({ kind: 'seats', rooms, wishes: { asked, granted } })
}

export type Seat = RoomName & { readonly label: string; readonly subject: string; readonly seat: number }

/** The same result as one row a candidate, room by room. */
export const seatsOf = (result: SeatsResult): Seat[] =>
  result.rooms.flatMap(({ site, number, subject, seats }) =>
    seats.map((label, index) => ({ label, site, number, subject, seat: index + 1 })),
  )

type Queue = { readonly wished: Map<string, number[]>; readonly others: number[] }

/** Every group has its own keystream, so a candidate can recompute the own subject without the others. */
function seatGroup({ subject, provision, members, sites }: Group, seed: Uint8Array): [object, SeatedRoom][] {
  const stream = streamOf(seed, 'seats', subject, provision)
  const ground = sortToSites(stream, queueOf(members, true), sites, 'ground')
  const plain = sortToSites(stream, queueOf(members, false), sites, 'plain')
  return sites.flatMap((quota, s) => seatSite(stream, quota, members, subject, ground[s] ?? [], plain[s] ?? []))
}

function queueOf(members: readonly Candidate[], ground: boolean): Queue {
  const wished = new Map<string, number[]>()
  const others: number[] = []
  for (const [index, { needs, wish }] of members.entries()) {
    if (needs.includes('ground-floor') !== ground) continue
    if (wish === undefined) {
      others.push(index)
      continue
    }
    const list = wished.get(wish)
    if (list) list.push(index)
    else wished.set(wish, [index])
  }
  return { wished, others }
}

/** Who goes to which site: those who wish for it by lot while it has room, then everyone else by lot. */
function sortToSites(stream: Stream, { wished, others }: Queue, sites: readonly SiteQuota[], kind: 'ground' | 'plain'): number[][] {
  const chosen: number[][] = sites.map(() => [])
  const rest = [...others]
  for (const [s, quota] of sites.entries()) {
    const asking = shuffle(stream, Uint32Array.from(wished.get(quota.site) ?? []))
    for (const [at, index] of asking.entries()) (at < quota[kind].wished ? chosen[s] : rest)?.push(index)
    wished.delete(quota.site)
  }
  for (const asking of wished.values()) for (const index of asking) rest.push(index)
  const drawn = shuffle(stream, Uint32Array.from(rest).sort())
  let from = 0
  for (const [s, quota] of sites.entries()) {
    for (const index of drawn.subarray(from, from + quota[kind].others)) chosen[s]?.push(index)
    from += quota[kind].others
  }
  return chosen
}

/** Which seat at the site: those who need the ground floor draw among its seats, then everyone else among all that are left. */
function seatSite(
  stream: Stream,
  { rooms }: SiteQuota,
  members: readonly Candidate[],
  subject: string,
  needGround: readonly number[],
  plain: readonly number[],
): [object, SeatedRoom][] {
  const taken = rooms.reduce((sum, room) => sum + room.taken, 0)
  const groundSeats = rooms.filter(({ room }) => room.offers.includes('ground-floor')).reduce((sum, room) => sum + room.taken, 0)
  const seats = Uint32Array.from({ length: taken }, (_, index) => index)
  if (needGround.length > 0) shuffle(stream, seats.subarray(0, groundSeats))
  shuffle(stream, seats.subarray(needGround.length))
  const sitters: string[] = new Array(taken)
  for (const [at, index] of needGround.entries()) sitters[seats[at] ?? 0] = members[index]?.label ?? ''
  for (const [at, index] of plain.entries()) sitters[seats[needGround.length + at] ?? 0] = members[index]?.label ?? ''
  let from = 0
  return rooms.map(({ room, taken: size }) => {
    const one: [object, SeatedRoom] = [room, { site: room.site, number: room.number, subject, seats: sitters.slice(from, from + size) }]
    from += size
    return one
  })
}
