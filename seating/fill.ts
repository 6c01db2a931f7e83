/**
 * People into places: places in published order, each takes the first person in seed order for whom the rest can still be filled.
 *
 * That is the first complete assignment of a search that tries people in seed order, so the search below gives the defined
 * result whatever it prunes, as long as it prunes only what is proved empty. Two proofs are used: no matching of people to
 * the places that are left (units set aside), and too few people of different units (recusals set aside).
 */
import { matchingOf } from './matching.ts'

/** A room or a panel. */
export type Circle = {
  readonly name: string
  readonly size: number
  /** People, by index, who may not sit here. */
  readonly excluded: ReadonlySet<number>
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
  const variety = varietyOf(task)
  const matching = matchingOf(order, places.length, board.allows)
  const nameOf = (place: number): string => task.circles[places[place]?.circle ?? 0]?.name ?? ''
  for (let place = 0; place < places.length; place++) {
    if (!matching.place(place)) return { state: 'impossible', circle: nameOf(place) }
  }
  if (places.length > 0 && !variety.suffices(-1, 0, board.taken)) return { state: 'impossible', circle: nameOf(0) }

  const tried = new Array<number>(places.length + 1).fill(0)
  const chosen = new Array<number>(places.length).fill(-1)
  let [at, steps, farthest] = [0, 0, 0]
  const settle = (place: number, person: number): boolean => {
    const { circle, seat } = places[place] ?? { circle: 0, seat: 0 }
    const size = task.circles[circle]?.size ?? 0
    board.sit(place, person)
    variety.take(person)
    if (variety.suffices(circle, size - seat - 1, board.taken) && matching.fix(place, person, place - seat + size)) return true
    board.rise(place, person)
    variety.giveBack(person)
    return false
  }
  while (at < places.length) {
    let found = false
    for (let next = tried[at] ?? 0; next < order.length && !found; next++) {
      const person = order[next] ?? 0
      if (!board.open(at, person)) continue
      steps++
      if (steps > limit) return { state: 'not_decided', circle: nameOf(farthest) }
      if (!settle(at, person)) continue
      found = true
      chosen[at] = person
      tried[at] = next + 1
    }
    if (found) {
      at++
      tried[at] = 0
      farthest = Math.max(farthest, Math.min(at, places.length - 1))
      continue
    }
    if (at === 0) return { state: 'impossible', circle: nameOf(farthest) }
    at--
    const person = chosen[at] ?? 0
    board.rise(at, person)
    variety.giveBack(person)
    const { circle, seat } = places[at] ?? { circle: 0, seat: 0 }
    matching.loosen(at, at - seat + (task.circles[circle]?.size ?? 0))
  }
  let from = 0
  return {
    state: 'filled',
    places: task.circles.map(({ size }) => {
      from += size
      return chosen.slice(from - size, from)
    }),
  }
}

type Board = {
  /** Whether a person who sits nowhere may take the next place, looking ahead to the quota of the circle. */
  readonly open: (place: number, person: number) => boolean
  /** Whether this person could stand on an unsettled place: necessary for every completion, so safe to prune by. */
  readonly allows: (place: number, person: number) => boolean
  readonly sit: (place: number, person: number) => void
  readonly rise: (place: number, person: number) => void
  readonly taken: (circle: number, unit: number) => boolean
}

function boardOf(task: Task, places: readonly { readonly circle: number; readonly seat: number }[]): Board {
  const seated = new Set<number>()
  const state = task.circles.map(() => ({ filled: 0, having: 0, units: new Set<number>() }))
  const lookUp = (place: number) => {
    const { circle: index, seat } = places[place] ?? { circle: -1, seat: 0 }
    const [circle, now] = [task.circles[index], state[index]]
    if (!circle || !now) throw new Error(`there is no place ${place}`)
    return { circle, now, seat }
  }
  const has = (person: number): boolean => task.trait[person] ?? false
  const unitOf = (person: number): number => task.units[person] ?? -1
  const fits = (place: number, person: number): boolean => {
    if (seated.has(person)) return false
    const { circle, now, seat } = lookUp(place)
    if (circle.excluded.has(person)) return false
    if (circle.leader && seat === 0 && !task.leads[person]) return false
    return !(task.distinctUnits && now.units.has(unitOf(person)))
  }
  return {
    open: (place, person) => {
      const { circle, now, seat } = lookUp(place)
      return fits(place, person) && circle.quota - now.having - (has(person) ? 1 : 0) <= circle.size - seat - 1
    },
    allows: (place, person) => {
      if (!fits(place, person)) return false
      const { circle, now, seat } = lookUp(place)
      // Places of one circle are alike, so those who fill the quota may be thought to stand last; only the leader's place is not.
      const lacking = circle.quota - now.having - (circle.leader && now.filled === 0 ? 1 : 0)
      return seat < circle.size - lacking || has(person)
    },
    sit: (place, person) => {
      const { now } = lookUp(place)
      seated.add(person)
      now.filled++
      now.having += has(person) ? 1 : 0
      now.units.add(unitOf(person))
    },
    rise: (place, person) => {
      const { now } = lookUp(place)
      seated.delete(person)
      now.filled--
      now.having -= has(person) ? 1 : 0
      now.units.delete(unitOf(person))
    },
    taken: (circle, unit) => state[circle]?.units.has(unit) ?? false,
  }
}

/** Gale–Ryser: the k largest circles that are left need at least as many people as the units can send, k from each at most. */
function varietyOf(task: Task): {
  readonly take: (person: number) => void
  readonly giveBack: (person: number) => void
  readonly suffices: (circle: number, open: number, taken: (circle: number, unit: number) => boolean) => boolean
} {
  const free = new Array<number>(task.units.reduce((most, unit) => Math.max(most, unit), -1) + 1).fill(0)
  const change = (person: number, by: number): void => {
    const unit = task.units[person] ?? 0
    free[unit] = (free[unit] ?? 0) + by
  }
  for (const person of task.people.keys()) change(person, 1)
  const steps = largestAfter(task.circles)
  return {
    take: (person) => change(person, -1),
    giveBack: (person) => change(person, 1),
    suffices: (circle, open, taken) => {
      if (!task.distinctUnits) return true
      return (steps[circle + 1] ?? []).every(({ count, seats }) => {
        let sendable = 0
        for (const [unit, number] of free.entries()) sendable += Math.min(number, count + (open > 0 && !taken(circle, unit) ? 1 : 0))
        return sendable >= seats + open
      })
    },
  }
}

/** For each circle onwards: how many seats the `count` largest circles have, wherever the size changes (in between it cannot fail first). */
function largestAfter(circles: readonly Circle[]): { count: number; seats: number }[][] {
  const sizes = new Map<number, number>()
  const after: { count: number; seats: number }[][] = [[{ count: 0, seats: 0 }]]
  for (const { size } of circles.toReversed()) {
    sizes.set(size, (sizes.get(size) ?? 0) + 1)
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
