import { cell } from './known.ts'

/** A matching of people to all places, kept up as places are settled one by one; augmenting paths, breadth first. */
export type Matching = {
  /** Gives an unmatched place a person, moving others if it must. */
  readonly place: (place: number) => boolean
  /** Settles a place on a person. On false nothing has changed. `end` is the end of the circle, whose demands may have changed. */
  readonly fix: (place: number, person: number, end: number) => boolean
  /** Takes a settlement back: the demands of the circle that ends at `end` may be stricter again. */
  readonly loosen: (place: number, end: number) => void
}

/** `sparing` people are given to places that do not need them only when nobody else is left. */
export function matchingOf(
  order: readonly number[],
  count: number,
  allows: (place: number, person: number) => boolean,
  needsTrait: (place: number) => boolean,
  sparing: readonly boolean[],
): Matching {
  const personAt = new Int32Array(count).fill(-1)
  const placeOf = new Int32Array(order.length).fill(-1)
  let undo: [number, number][] = []

  const put = (place: number, person: number): void => {
    undo.push([place, cell(personAt, place)])
    personAt[place] = person
    if (person >= 0) placeOf[person] = place
  }
  const lift = (place: number): void => {
    const person = cell(personAt, place)
    if (person >= 0) placeOf[person] = -1
    put(place, -1)
  }

  /** Somebody on no place who may take this one. */
  const unmatched = (place: number): number => {
    const spare = !needsTrait(place)
    let second = -1
    for (const person of order) {
      if (cell(placeOf, person) >= 0 || (spare && second >= 0 && sparing[person]) || !allows(place, person)) continue
      if (!spare || !sparing[person]) return person
      second = person
    }
    return second
  }

  const augment = (start: number): boolean => {
    const seen = new Uint8Array(order.length)
    const cameFrom = new Map<number, number>()
    const queue = [start]
    for (const place of queue) {
      let given = unmatched(place)
      if (given >= 0) {
        let at: number | undefined = place
        while (at !== undefined) {
          const before: number = cell(personAt, at)
          put(at, given)
          given = before
          at = cameFrom.get(at)
        }
        return true
      }
      for (const person of order) {
        const holder = cell(placeOf, person)
        if (seen[person] === 1 || holder < 0 || !allows(place, person)) continue
        seen[person] = 1
        cameFrom.set(holder, place)
        queue.push(holder)
      }
    }
    return false
  }

  /** Lifts everyone on the places from `from` to `end` who no longer may stand there, and finds them and `homeless` new places. */
  const mend = (from: number, end: number, homeless: number[]): boolean => {
    for (let place = from; place < end; place++) {
      const person = cell(personAt, place)
      if (person >= 0 && !allows(place, person)) {
        lift(place)
        homeless.push(place)
      }
    }
    return homeless.every(augment)
  }

  return {
    place: augment,
    fix: (place, person, end) => {
      undo = []
      const holder = cell(placeOf, person)
      if (holder !== place) {
        if (holder >= 0) lift(holder)
        lift(place)
        put(place, person)
      }
      if (mend(place + 1, end, holder >= 0 && holder !== place ? [holder] : [])) return true
      for (const [changed] of undo) if (cell(personAt, changed) >= 0) placeOf[cell(personAt, changed)] = -1
      for (const [changed, before] of undo.toReversed()) personAt[changed] = before
      for (const [changed] of undo) if (cell(personAt, changed) >= 0) placeOf[cell(personAt, changed)] = changed
      return false
    },
    loosen: (place, end) => {
      if (!mend(place, end, [])) throw new Error(`place ${place} had a matching before it was settled and has none after`)
    },
  }
}
