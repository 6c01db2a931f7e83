import type { Stopwatch } from '../../foundation/clock.ts'
import type { RequestClass } from './request-class.ts'
import type { FrontSettings } from './settings.ts'

export type ShedReason = 'rate' | 'at_once' | 'delay'

type Terms = {
  /** Part of the bucket a class leaves for those that are worth more. Below nothing: it may run into debt, which the others pay. */
  readonly leaves: number
  /** Part of the rate that is this class's own, whatever the others do, so that none stands still; officers need none, having the debt. */
  readonly own: number
  /** Part of the places it may fill, and the part it may fill alone. */
  readonly places: number
  readonly placesAlone: number
  /** How long the loop may have stood behind, in milliseconds, before this class is sent away. */
  readonly delay: number
}

/** In the order of worth: what a person loses when sent away. Officers work on a day that cannot be moved; there are few of them. */
const terms: Readonly<Record<RequestClass, Terms>> = {
  office: { leaves: -1, own: 0, places: 1.5, placesAlone: 0.5, delay: Number.POSITIVE_INFINITY },
  submit: { leaves: 0, own: 0.1, places: 1, placesAlone: 1, delay: 500 },
  save: { leaves: 0.2, own: 0.05, places: 0.9, placesAlone: 0.8, delay: 400 },
  upload: { leaves: 0.3, own: 0.05, places: 0.9, placesAlone: 0.5, delay: 300 },
  sign_in: { leaves: 0.4, own: 0.1, places: 0.9, placesAlone: 0.25, delay: 300 },
  officer_door: { leaves: 0.4, own: 0.05, places: 1, placesAlone: 0.25, delay: 500 },
  read: { leaves: 0.5, own: 0.05, places: 0.7, placesAlone: 0.5, delay: 200 },
  browse: { leaves: 0.6, own: 0.03, places: 0.5, placesAlone: 0.4, delay: 150 },
  list: { leaves: 0.8, own: 0.02, places: 0.3, placesAlone: 0.15, delay: 100 },
}

/** A taken place. `waits` gives it back while the client is still sending, `returns` takes it again, `leaves` is the end. */
export type Place = { readonly waits: () => void; readonly returns: () => void; readonly leaves: () => void }

export type Admission = {
  readonly admit: (of: RequestClass) => Place | ShedReason
  readonly working: () => number
}

/** The bucket holds a quarter of a second: a longer one would let a burst in that takes as long to answer. */
const burstSeconds = 0.25

/** `standing`: how long requests have lately stood before anybody looked at them. */
export function openAdmission(settings: FrontSettings['admission'], watch: Stopwatch, standing: () => number): Admission {
  const bucket = settings.perSecond === undefined ? undefined : sharedBucket(settings.perSecond, watch)
  const working = new Map<RequestClass, number>()
  let all = 0
  const add = (of: RequestClass, one: number) => {
    working.set(of, (working.get(of) ?? 0) + one)
    all += one
  }
  const placeOf = (of: RequestClass): Place => {
    let state: 'works' | 'waits' | 'left' = 'works'
    add(of, 1)
    const becomes = (next: typeof state) => {
      if (state === 'left' || state === next) return
      if (state === 'works') add(of, -1)
      else if (next === 'works') add(of, 1)
      state = next
    }
    return { waits: () => becomes('waits'), returns: () => becomes('works'), leaves: () => becomes('left') }
  }
  return {
    admit: (of) => {
      const { places, placesAlone, delay } = terms[of]
      if (all >= settings.atOnce * places || (working.get(of) ?? 0) >= settings.atOnce * placesAlone) return 'at_once'
      if (standing() > delay) return 'delay'
      if (bucket && !bucket(of)) return 'rate'
      return placeOf(of)
    },
    working: () => all,
  }
}

/** One bucket for all, from which each class leaves something to its betters, and a small one of its own for each. */
function sharedBucket(perSecond: number, watch: Stopwatch): (of: RequestClass) => boolean {
  const holds = Math.max(10, perSecond * burstSeconds)
  const own = new Map<RequestClass, { tokens: number }>()
  let tokens = holds
  let at = watch()
  const refill = () => {
    const passed = (watch() - at) / 1000
    at += passed * 1000
    tokens = Math.min(holds, tokens + passed * perSecond)
    for (const [of, one] of own) one.tokens = Math.min(ownMost(of), one.tokens + passed * perSecond * terms[of].own)
  }
  const ownMost = (of: RequestClass) => (terms[of].own === 0 ? 0 : Math.max(1, holds * terms[of].own))
  return (of) => {
    refill()
    if (tokens - 1 >= holds * terms[of].leaves) {
      tokens -= 1
      return true
    }
    const kept = own.get(of) ?? { tokens: ownMost(of) }
    own.set(of, kept)
    // What is its own it gets whatever is left, even below the debt officers may make: all the shares together are less than half of the rate.
    if (kept.tokens < 1) return false
    kept.tokens -= 1
    tokens -= 1
    return true
  }
}
