/** The order of a staff draw, checked: for everyone who was passed over a proof that they could not have been taken. */
import { disagree, nth, under } from './check-read.ts'

export type Person = { label: string; unit: string; trait: boolean; leads: boolean; mayJoin: (circle: Circle) => boolean }
export type Circle = {
  field: string
  site: string
  number: number
  host: string
  region: string
  speciality: string
  positions: string[]
  size: number
  quota: number
  leader: boolean
}
export type Kept = { declared: number; derived: number }
export type Case = { people: Map<string, Person>; circles: Circle[]; kept: Kept; apart: boolean; reserves: number; limit: number }

/** People by their rank, and which of them have no place yet. */
type Hall = { line: Person[]; free: Set<number>; circles: Circle[]; apart: boolean }
type Verdict = 'yes' | 'no' | 'unknown'

/** Nobody earlier in the order could have been taken: each one breaks a rule there, or leaves the rest unfillable. */
export function judgeOrder({ people, circles, apart, limit }: Case, taken: readonly (readonly string[])[], order: readonly string[]): void {
  const line = order.map((label) => under(people, label))
  const rank = new Map(order.map((label, at) => [label, at]))
  const hall: Hall = { line, circles, apart, free: new Set(line.keys()) }
  for (const [c, labels] of taken.entries()) {
    const begun: number[] = []
    for (const [s, label] of labels.entries()) {
      const own = under(rank, label)
      for (const earlier of hall.free) {
        if (earlier >= own) break
        if (!permitted(hall, c, begun, earlier)) continue
        const field = `${nth(circles, c).field}.people[${s}].label`
        const name = nth(line, earlier).label
        const verdict = canFinish({ ...hall, free: without(hall.free, [earlier]) }, c, [...begun, earlier], { steps: limit })
        if (verdict === 'yes') disagree(`${field} is “${label}”, but “${name}” comes earlier and the rest can still be filled`)
        if (verdict === 'unknown') disagree(`${field}: whether “${name}” could stand there is not decided within rules.searchLimit`)
      }
      begun.push(own)
      hall.free.delete(own)
    }
  }
}

const without = (free: ReadonlySet<number>, some: Iterable<number>): Set<number> => {
  const rest = new Set(free)
  for (const one of some) rest.delete(one)
  return rest
}

/** Whether somebody may join those who have begun a circle, with enough places left for the quota. */
function permitted({ line, circles, apart }: Hall, c: number, begun: readonly number[], next: number): boolean {
  const [circle, last] = [nth(circles, c), nth(line, next)]
  if (!last.mayJoin(circle)) return false
  if (circle.leader && begun.length === 0 && !last.leads) return false
  if (apart && begun.some((one) => nth(line, one).unit === last.unit)) return false
  const having = begun.filter((one) => nth(line, one).trait).length + (last.trait ? 1 : 0)
  return having + circle.size - begun.length - 1 >= circle.quota
}

/** Looks for any completion at all: scarce people are spared, large units are used first. */
function canFinish(hall: Hall, c: number, begun: readonly number[], budget: { steps: number }): Verdict {
  const { line, circles, free } = hall
  const circle = circles[c]
  if (!circle) return 'yes'
  if (begun.length === circle.size) return canFinish(hall, c + 1, [], budget)
  if (!varied(hall, c, begun) || !matchable(hall, c, begun)) return 'no'
  const crowd = crowdsOf(hall)
  const lacking = circle.quota - begun.filter((one) => nth(line, one).trait).length
  const worth = (one: number): number => under(crowd, nth(line, one).unit) + (nth(line, one).trait === lacking > 0 ? 1_000_000 : 0)
  const choices = [...free].filter((one) => permitted(hall, c, begun, one)).sort((a, b) => worth(b) - worth(a))
  for (const next of choices) {
    budget.steps--
    if (budget.steps < 0) return 'unknown'
    const verdict = canFinish({ ...hall, free: without(free, [next]) }, c, [...begun, next], budget)
    if (verdict !== 'no') return verdict
  }
  return 'no'
}

function crowdsOf({ line, free }: Hall): Map<string, number> {
  const crowds = new Map<string, number>()
  for (const one of free) {
    const unit = nth(line, one).unit
    crowds.set(unit, (crowds.get(unit) ?? 0) + 1)
  }
  return crowds
}

type Open = { circle: Circle; must: boolean }
/** People on no place yet. */
type Spare = { traited: Set<number>; plain: Set<number> }
type Held = { place: Map<number, Open>; person: Map<Open, number> }

/** A necessary condition: units and leaders aside, each open place can have a person of its own. Traited places are counted last. */
function matchable({ line, circles, free }: Hall, from: number, begun: readonly number[]): boolean {
  const open: Open[] = []
  for (const [later, circle] of circles.slice(from).entries()) {
    const already = later === 0 ? begun : []
    const having = already.filter((one) => nth(line, one).trait).length
    for (let s = already.length; s < circle.size; s++) open.push({ circle, must: circle.size - s <= circle.quota - having })
  }
  const traited = new Set([...free].filter((one) => nth(line, one).trait))
  const spare: Spare = { traited, plain: without(free, traited) }
  const held: Held = { place: new Map(), person: new Map() }
  const suits = ({ circle, must }: Open, one: number): boolean => {
    const person = nth(line, one)
    return (person.trait || !must) && person.mayJoin(circle)
  }
  // The demanding places first, then the others with the people they do not need: few are sent elsewhere.
  return [...open.filter(({ must }) => must), ...open.filter(({ must }) => !must)].every((place) => moved(suits, held, spare, place))
}

/** Finds the place a person by sending others elsewhere, shortest chain first. */
function moved(suits: (place: Open, person: number) => boolean, held: Held, { traited, plain }: Spare, start: Open): boolean {
  const loose = (place: Open, people: ReadonlySet<number>): number | undefined => {
    for (const person of people) if (suits(place, person)) return person
    return undefined
  }
  const reached = new Map<number, Open>()
  const queue = [start]
  for (const place of queue) {
    const first = (place.must ? undefined : loose(place, plain)) ?? loose(place, traited)
    if (first !== undefined) {
      traited.delete(first)
      plain.delete(first)
      let [given, at] = [first, place]
      for (;;) {
        const before = held.person.get(at)
        held.place.set(given, at)
        held.person.set(at, given)
        if (before === undefined) return true
        given = before
        at = under(reached, before)
      }
    }
    for (const [person, at] of held.place) {
      if (reached.has(person) || !suits(place, person)) continue
      reached.set(person, place)
      queue.push(at)
    }
  }
  return false
}

/**
 * Another necessary condition, rules of single people aside: where no two of one unit may be together, a unit with five free people fills
 * at most as many places as there are groups left, so many large units cannot make up for few.
 */
function varied(hall: Hall, from: number, begun: readonly number[]): boolean {
  const { line, circles, apart } = hall
  if (!apart) return true
  const present = new Set(begun.map((one) => nth(line, one).unit))
  const crowds = [...crowdsOf(hall)]
  const often = new Map<number, number>()
  for (const { size } of circles.slice(from + 1)) often.set(size, (often.get(size) ?? 0) + 1)
  let [groups, wanted] = [0, nth(circles, from).size - begun.length]
  // Groups of one size only tighten the condition together: it is enough to look after all of them.
  for (const [size, more] of [[0, 0] as const, ...[...often].sort(([a], [b]) => b - a)]) {
    groups += more
    wanted += size * more
    let sendable = 0
    for (const [unit, number] of crowds) sendable += Math.min(number, groups + Number(!present.has(unit)))
    if (sendable < wanted) return false
  }
  return true
}
