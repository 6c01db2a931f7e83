import type { Counts } from '../foundation/meter.ts'

/** Counts of one authority in this process, until the board's job collects them. */
export type Tally = {
  readonly submitted: (outcome: string) => void
  readonly admitted: (of: string) => void
  readonly turnedAway: (of: string, by: string) => void
  readonly queued: (waiting: number) => void
  readonly collect: (now: Pick<Counts, 'working' | 'standing'>) => Counts
}

export function openTally(): Tally {
  const counter = () => new Map<string, number>()
  let [submissions, admitted, turnedAway, queue] = [counter(), counter(), counter(), 0]
  const one = (counts: Map<string, number>, name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    submitted: (outcome) => one(submissions, outcome),
    admitted: (of) => one(admitted, of),
    turnedAway: (of, by) => one(turnedAway, `${by} ${of}`),
    queued: (waiting) => {
      queue = Math.max(queue, waiting)
    },
    collect: (now) => {
      const counts = {
        submissions: Object.fromEntries(submissions),
        admitted: Object.fromEntries(admitted),
        turnedAway: Object.fromEntries(turnedAway),
        queue,
        ...now,
      }
      ;[submissions, admitted, turnedAway, queue] = [counter(), counter(), counter(), 0]
      return counts
    },
  }
}
