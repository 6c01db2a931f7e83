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

  // Nobody is -1, and a column has no place -1: written for nobody, nothing changes.
  const put = (place: number, person: number): void => {
    undo.push([place, cell(personAt, place)])
    personAt[place] = person
    placeOf[person] = place
  }
  const lift = (place: number): void => {
    placeOf[cell(personAt, place)] = -1
    put(place, -1)
  }

  /** Somebody on no place who may take this one. */
  const loose = (place: number, trait: boolean): number | undefined =>
    order.find((person) => cell(placeOf, person) < 0 && sparing[person] === trait && allows(place, person))

  const augment = (start: number): boolean => {
    const seen = new Uint8Array(order.length)
    const cameFrom = new Map<number, number>()
    const queue = [start]
    for (const place of queue) {
      const found = (needsTrait(place) ? undefined : loose(place, false)) ?? loose(place, true)
      if (found !== undefined) {
        let given = found
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
      // Whoever is settled here cannot stand on an earlier place: those are settled on others.
      const holder = cell(placeOf, person)
      const homeless = holder > place ? [holder] : []
      for (const one of [...homeless, place]) lift(one)
      put(place, person)
      if (mend(place + 1, end, homeless)) return true
      for (const [changed] of undo) placeOf[cell(personAt, changed)] = -1
      for (const [changed, before] of undo.toReversed()) personAt[changed] = before
      for (const [changed] of undo) placeOf[cell(personAt, changed)] = changed
      return false
    },
    loosen: (place, end) => {
      if (!mend(place, end, [])) throw new Error(`place ${place} had a matching before it was settled and has none after`)
    },
  }
}
