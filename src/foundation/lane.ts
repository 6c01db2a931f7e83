import type { Stopwatch } from './clock.ts'

/**
 * A bounded lane for work that takes a core for a while: so many at once, so many waiting, the rest is told to come back. Without it a
 * rush of sign-ins would starve the registrations of those who are in.
 */
export type Lane = { readonly run: <T>(work: () => Promise<T>) => Promise<T | 'busy'> }

type Bounds = {
  readonly atOnce: number
  readonly waiting: number
  /** Whoever has waited longer when their turn comes is told to come back: they have mostly gone, and the work would be done for nobody. */
  readonly patience?: { readonly milliseconds: number; readonly watch: Stopwatch }
}

export function boundedLane({ atOnce, waiting, patience }: Bounds): Lane {
  let running = 0
  const queue: { readonly until: number; readonly turn: (may: boolean) => void }[] = []
  const time = () => patience?.watch() ?? 0
  /** The place goes to the next in line, or is free: never to somebody who comes in between. */
  const leave = () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const may = time() <= next.until
      next.turn(may)
      if (may) return
    }
    running -= 1
  }
  return {
    run: async (work) => {
      if (running >= atOnce) {
        if (queue.length >= waiting) return 'busy'
        const until = time() + (patience?.milliseconds ?? 0)
        const may = await new Promise<boolean>((turn) => {
          queue.push({ until, turn })
        })
        if (!may) return 'busy'
      } else running += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
