import type { Instant } from './clock.ts'

declare const made: unique symbol

/** A kind of thing that is kept: the name it is kept under, and the type that comes back. */
export type Kept<T> = { readonly name: string; readonly unchanging: boolean; readonly [made]?: T }
export const kept = <T>(name: string): Kept<T> => ({ name, unchanging: false })
/** What never changes once it is there, such as a published list: the few that were asked for last are kept as long as they are asked for. */
export const keptForGood = <T>(name: string): Kept<T> => ({ name, unchanging: true })

/**
 * What many ask for at the same moment is made once, and given to all of them while it is young. `now` is when the asker came: what comes
 * back was begun less than the kept time before, so whoever states that time states the truth.
 */
export type Keep = <T>(kind: Kept<T>, of: string, now: Instant, make: () => Promise<T>) => Promise<T>

type Held = { readonly at: Instant; readonly value: Promise<unknown> }

/** So many unchanging things of a kind: each may be as large as the list of a whole exam. A list that is read does not drive out a page of it. */
const mostUnchanging = 8

const mostHeld = 500

/**
 * What was asked for last goes to the end, and what nobody has asked for longest is let go of: whoever asks for a thousand things that there are
 * not pushes out these, and not what everybody reads.
 */
function putLast<V>(all: Map<string, V>, place: string, value: V, most: number): void {
  all.delete(place)
  all.set(place, value)
  const { value: first } = all.keys().next()
  if (first !== undefined && all.size > most) all.delete(first)
}

/** Nothing is kept for zero seconds: then each asks for itself. What failed is not kept either. */
export function keepFor(seconds: number): Keep {
  const held = new Map<string, Held>()
  const unchangingOf = new Map<string, Map<string, Promise<unknown>>>()
  const isYoung = ({ at }: Held, now: Instant) => {
    const age = now.since(at).total('seconds')
    // Whoever waited in a queue came a little before it was made; a clock set back lets go of everything.
    return age < seconds && age > -60
  }
  const forGood = <T>({ name }: Kept<T>, of: string, make: () => Promise<T>): Promise<T> => {
    const unchanging = unchangingOf.get(name) ?? new Map<string, Promise<unknown>>()
    unchangingOf.set(name, unchanging)
    const found = unchanging.get(of) as Promise<T> | undefined
    const value = found ?? make()
    putLast(unchanging, of, value, mostUnchanging)
    value.catch(() => unchanging.get(of) === value && unchanging.delete(of))
    return value
  }
  return <T>(kind: Kept<T>, of: string, now: Instant, make: () => Promise<T>): Promise<T> => {
    if (kind.unchanging) return seconds === 0 ? make() : forGood(kind, of, make)
    const place = `${kind.name} ${of}`
    const found = held.get(place)
    if (found && isYoung(found, now)) {
      putLast(held, place, found, mostHeld)
      return found.value as Promise<T>
    }
    const value = make()
    if (seconds === 0) return value
    putLast(held, place, { at: now, value }, mostHeld)
    value.catch(() => held.get(place)?.value === value && held.delete(place))
    return value
  }
}
