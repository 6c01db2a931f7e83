/**
 * A bounded lane for work that takes a core for a while: so many at once, so many waiting, the rest is told to come back. Without it a
 * rush of sign-ins would starve the registrations of those who are in.
 */
export type Lane = { readonly run: <T>(work: () => Promise<T>) => Promise<T | 'busy'> }

export function boundedLane({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Lane {
  let running = 0
  const queue: (() => void)[] = []
  /** The place goes to the next in line, or is free: never to somebody who comes in between. */
  const leave = () => {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
  return {
    run: async (work) => {
      if (running >= atOnce) {
        if (queue.length >= waiting) return 'busy'
        await new Promise<void>((go) => {
          queue.push(go)
        })
      } else running += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
