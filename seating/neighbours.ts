/**
 * Who sits in front, behind, left and right, and the one pass that keeps colleagues apart.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-04) single desks in single rows, neighbours are front, back, left and right.
 * An attacker who wishes to sit beside an accomplice of the same employer is parted from them by lot, which the seed alone decides.
 */
import type { Room } from './input-seats.ts'
import { cell } from './known.ts'
import { atGround, type Roll } from './roll.ts'
import type { Stream } from './stream.ts'

/** How many other seats are tried for somebody who sits beside a colleague. */
const tries = 20

export type UsedRoom = { readonly room: Room; readonly taken: number }
export type Pairs = { before: number; after: number }

/** Paper of a seat: like the squares of a chessboard, so that no neighbours have the same one. */
export function variantOf({ columns }: { readonly columns: number }, seat: number, variants: number): 'A' | 'B' {
  const row = Math.floor((seat - 1) / columns)
  const column = (seat - 1) % columns
  return variants === 2 && (row + column) % 2 === 1 ? 'B' : 'A'
}

/** Changes `sitters` (places in the roll, room after room); counts the pairs of neighbours who share a group, before and after. */
export function partColleagues(stream: Stream, roll: Roll, rooms: readonly UsedRoom[], sitters: Uint32Array): Pairs {
  const beside = neighboursIn(rooms, sitters.length)
  const clashes = (place: number): number => {
    let found = 0
    for (let side = 4 * place; side < 4 * place + 4; side++) {
      const other = cell(beside.places, side)
      if (other >= 0 && shareGroup(roll, cell(sitters, place), cell(sitters, other))) found++
    }
    return found
  }
  const pairs = (): number => {
    let found = 0
    for (let place = 0; place < sitters.length; place++) found += clashes(place)
    return found / 2
  }
  const before = pairs()
  if (before === 0) return { before, after: before }
  const swap = (a: number, b: number): void => {
    const held = cell(sitters, a)
    sitters[a] = cell(sitters, b)
    sitters[b] = held
  }
  const maySit = (sitter: number, place: number): boolean =>
    beside.ground[place] === 1 || !atGround(cell(roll.needs, cell(sitters, sitter)))
  for (let place = 0; place < sitters.length; place++) {
    for (let left = tries; left > 0 && clashes(place) > 0; left--) {
      const other = stream.below(sitters.length)
      if (!maySit(place, other) || !maySit(other, place)) continue
      const was = clashes(place) + clashes(other)
      swap(place, other)
      if (clashes(place) + clashes(other) >= was) swap(place, other)
    }
  }
  return { before, after: pairs() }
}

/** The four sides of every seat as places in the sequence of seats, -1 where there is nobody; and which seats are on the ground floor. */
function neighboursIn(rooms: readonly UsedRoom[], size: number): { readonly places: Int32Array; readonly ground: Uint8Array } {
  const places = new Int32Array(4 * size).fill(-1)
  const ground = new Uint8Array(size)
  let first = 0
  for (const { room, taken } of rooms) {
    const { columns } = room
    if (room.offers.includes('ground-floor')) ground.fill(1, first, first + taken)
    for (let seat = 0; seat < taken; seat++) {
      const side = 4 * (first + seat)
      if (seat >= columns) places[side] = first + seat - columns
      if (seat + columns < taken) places[side + 1] = first + seat + columns
      if (seat % columns > 0) places[side + 2] = first + seat - 1
      if (seat % columns < columns - 1 && seat + 1 < taken) places[side + 3] = first + seat + 1
    }
    first += taken
  }
  return { places, ground }
}

function shareGroup({ groups, groupsFrom }: Roll, a: number, b: number): boolean {
  const [fromB, toB] = [cell(groupsFrom, b), cell(groupsFrom, b + 1)]
  for (let i = cell(groupsFrom, a); i < cell(groupsFrom, a + 1); i++) {
    for (let j = fromB; j < toB; j++) if (groups[i] === groups[j]) return true
  }
  return false
}
