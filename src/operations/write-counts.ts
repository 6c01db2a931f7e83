import type { Deps } from '../deps.ts'
import type { Meter } from '../foundation/meter.ts'
import { enterCounts, forgetCountsBefore } from './records.ts'
import { slotOf, startOf } from './slots.ts'

type Turn = { slot: number; readonly process: string }

/** Of this process: which five seconds it is counting, and the name it writes under. */
const turns = new WeakMap<Meter, Turn>()

/**
 * Writes what this process has counted, once the five seconds are over. Called about every second; what came in that second may be counted
 * with the five before. While the database is away counts are lost: the board shows them to nobody then.
 */
export async function writeCounts(deps: Pick<Deps, 'within' | 'clock' | 'newId' | 'meter'>): Promise<void> {
  const now = deps.clock()
  const slot = slotOf(now)
  const turn = turns.get(deps.meter) ?? { slot, process: deps.newId() }
  turns.set(deps.meter, turn)
  if (turn.slot === slot) return
  const { working, standing, queue, ...sums } = deps.meter.collect()
  const row = { process: turn.process, countedFrom: startOf(turn.slot), ...sums, queue, working, standing: Math.round(standing) }
  turn.slot = slot
  await deps.within('office', async (tx) => {
    await enterCounts(tx, row)
    await forgetCountsBefore(tx, now.subtract({ hours: 1 }))
  })
}
