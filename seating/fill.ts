/**
 * People into places: places in published order, each takes the first person in seed order for whom the rest can still be filled.
 *
 * That is the first complete assignment of a search that tries people in seed order, so the search below gives the defined
 * result whatever it prunes, as long as it prunes only what is proved empty. Two proofs are used: no matching of people to
 * the places that are left (units set aside), and too few people of different units (recusals set aside).
 */
import { cell, nth } from './known.ts'
import { matchingOf } from './matching.ts'

/** A room or a panel. */
export type Circle = {
  readonly name: string
  readonly size: number
  /** Whether a person, by index, may sit here at all. */
  readonly mayJoin: (person: number) => boolean
  /** At least so many with the trait: experienced, or from outside. */
  readonly quota: number
  /** The first place is for someone who may lead. */
  readonly leader: boolean
}
export type Task = {
  readonly people: readonly string[]
  readonly units: readonly number[]
  readonly trait: readonly boolean[]
  readonly leads: readonly boolean[]
  readonly distinctUnits: boolean
  readonly circles: readonly Circle[]
}
/** For each circle the people on its places; `circle` is the farthest one that the search reached. */
export type Filling =
  | { readonly state: 'filled'; readonly places: readonly (readonly number[])[] }
  | { readonly state: 'impossible' | 'not_decided'; readonly circle: string }

/** `order` lists all people, first choice first; `limit` bounds the choices that are tried. */
export function fill(task: Task, order: readonly number[], limit: number): Filling {
  const places = task.circles.flatMap(({ size }, circle) => Array.from({ length: size }, (_, seat) => ({ circle, seat })))
  const board = boardOf(task, places)
  const line = lineOf(order)
  const variety = varietyOf(task)
  const matching = matchingOf(order, places.length, board.allows, board.needsTrait, task.trait)
  const nameOf = (place: number): string => nth(task.circles, nth(places, place).circle).name
  for (let place = 0; place < places.length; place++) {
    if (!matching.place(place)) return { state: 'impossible', circle: nameOf(place) }
  }
  if (!variety.suffices(-1, 0, board.taken)) return { state: 'impossible', circle: nameOf(0) }

  const chosen = new Array<number>(places.length).fill(-1)
  let [at, steps, farthest] = [0, 0, 0]
  // Where in the line the search for the person at this place goes on: after the one who was tried last.
  let last = line.start
  const settle = (place: number, person: number): boolean => {
    const { circle, seat } = nth(places, place)
    const { size } = nth(task.circles, circle)
    board.sit(place, person)
    variety.take(person)
    if (variety.suffices(circle, size - seat - 1, board.taken) && matching.fix(place, person, place - seat + size)) return true
    board.rise(place, person)
    variety.giveBack(person)
    return false
  }
  while (at < places.length) {
    let found = -1
    for (let next = line.after(last); next >= 0 && found < 0; next = line.after(next)) {
      const person = nth(order, next)
      if (!board.open(at, person)) continue
      steps++
      if (steps > limit) return { state: 'not_decided', circle: nameOf(farthest) }
      if (settle(at, person)) found = next
    }
    if (found >= 0) {
      line.leave(found)
      chosen[at] = found
      at++
      last = line.start
      farthest = Math.max(farthest, at)
      continue
    }
    if (at === 0) return { state: 'impossible', circle: nameOf(farthest) }
    at--
    last = nth(chosen, at)
    line.comeBack(last)
    const person = nth(order, last)
    board.rise(at, person)
    variety.giveBack(person)
    const { circle, seat } = nth(places, at)
    matching.loosen(at, at - seat + nth(task.circles, circle).size)
  }
  let from = 0
  return {
    state: 'filled',
    places: task.circles.map(({ size }) => {
      from += size
      return chosen.slice(from - size, from).map((position) => nth(order, position))
    }),
  }
}

/** Those who sit nowhere, by their position in the order; whoever comes back does so in reverse, so the links need no search. */
function lineOf(order: readonly number[]) {
  const start = order.length
  const next = Int32Array.from({ length: start + 1 }, (_, position) => (position === start ? 0 : position + 1))
  const before = Int32Array.from({ length: start + 1 }, (_, position) => (position === 0 ? start : position - 1))
  return {
    start,
    /** The next position, or -1 at the end of the line. */
    after: (position: number): number => {
      const following = cell(next, position)
      return following === start ? -1 : following
    },
    leave: (position: number): void => {
      next[cell(before, position)] = cell(next, position)
      before[cell(next, position)] = cell(before, position)
    },
    comeBack: (position: number): void => {
      next[cell(before, position)] = position
      before[cell(next, position)] = position
    },
  }
}

type Board = {
  /** Whether a person who sits nowhere may take the next place, looking ahead to the quota of the circle. */
  readonly open: (place: number, person: number) => boolean
  /** Whether this person could stand on an unsettled place: necessary for every completion, so safe to prune by. */
  readonly allows: (place: number, person: number) => boolean
  /** Whether an unsettled place is one of those kept for the quota. */
  readonly needsTrait: (place: number) => boolean
  readonly sit: (place: number, person: number) => void
  readonly rise: (place: number, person: number) => void
  readonly taken: (circle: number, unit: number) => boolean
}

type Place = { readonly circle: Circle; readonly now: { filled: number; having: number; units: Set<number> }; readonly seat: number }

function boardOf(task: Task, list: readonly { readonly circle: number; readonly seat: number }[]): Board {
  const seated = new Uint8Array(task.people.length)
  const state = task.circles.map((circle) => ({ circle, now: { filled: 0, having: 0, units: new Set<number>() } }))
  const places = list.map(({ circle, seat }): Place => ({ ...nth(state, circle), seat }))
  const lookUp = (place: number): Place => nth(places, place)
  const has = (person: number): boolean => nth(task.trait, person)
  const unitOf = (person: number): number => nth(task.units, person)
  const fits = ({ circle, now, seat }: Place, person: number): boolean => {
    if (seated[person] === 1) return false
    if (circle.leader && seat === 0 && !task.leads[person]) return false
    if (task.distinctUnits && now.units.has(unitOf(person))) return false
    return circle.mayJoin(person)
  }
  /** Places of one circle are alike, so those who fill the quota may be thought to stand last; only the leader's place is not. */
  const lastOnes = ({ circle, now, seat }: Place): boolean =>
    seat >= circle.size - (circle.quota - now.having - Number(circle.leader && now.filled === 0))
  return {
    open: (place, person) => {
      const one = lookUp(place)
      const { circle, now, seat } = one
      return circle.quota - now.having - Number(has(person)) <= circle.size - seat - 1 && fits(one, person)
    },
    allows: (place, person) => {
      const one = lookUp(place)
      return (has(person) || !lastOnes(one)) && fits(one, person)
    },
    needsTrait: (place) => lastOnes(lookUp(place)),
    sit: (place, person) => {
      const { now } = lookUp(place)
      seated[person] = 1
      now.filled++
      now.having += Number(has(person))
      now.units.add(unitOf(person))
    },
    rise: (place, person) => {
      const { now } = lookUp(place)
      seated[person] = 0
      now.filled--
      now.having -= Number(has(person))
      now.units.delete(unitOf(person))
    },
    taken: (circle, unit) => nth(state, circle).now.units.has(unit),
  }
}

/** Gale–Ryser: the k largest circles that are left need at least as many people as the units can send, k from each at most. */
function varietyOf(task: Task): {
  readonly take: (person: number) => void
  readonly giveBack: (person: number) => void
  readonly suffices: (circle: number, open: number, taken: (circle: number, unit: number) => boolean) => boolean
} {
  const free: number[] = []
  const change = (person: number, by: number): void => {
    const unit = nth(task.units, person)
    free[unit] = (free[unit] ?? 0) + by
  }
  for (const person of task.people.keys()) change(person, 1)
  const steps = largestAfter(task.circles)
  return {
    take: (person) => change(person, -1),
    giveBack: (person) => change(person, 1),
    suffices: (circle, open, taken) => {
      if (!task.distinctUnits) return true
      return nth(steps, circle + 1).every(({ count, seats }) => {
        let sendable = 0
        for (const [unit, number] of free.entries()) sendable += Math.min(number, count + Number(open > 0 && !taken(circle, unit)))
        return sendable >= seats + open
      })
    },
  }
}

/** For each circle onwards: how many seats the `count` largest circles have, wherever the size changes (in between it cannot fail first). */
function largestAfter(circles: readonly Circle[]): { count: number; seats: number }[][] {
  const sizes = new Map<number, number>()
  const after: { count: number; seats: number }[][] = []
  for (const circle of [undefined, ...circles.toReversed()]) {
    if (circle) sizes.set(circle.size, (sizes.get(circle.size) ?? 0) + 1)
    let [count, seats] = [0, 0]
    const steps = [{ count, seats }]
    for (const [one, often] of [...sizes].sort(([a], [b]) => b - a)) {
      count += often
      seats += one * often
      steps.push({ count, seats })
    }
    after.push(steps)
  }
  return after.reverse()
}
