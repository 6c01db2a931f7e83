import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { NoParameters } from '../exam/read-exams.ts'
import type { Caller } from '../foundation/caller.ts'
import { accept } from '../foundation/result.ts'
import { countsBetween, type WorkCounts } from './records.ts'
import { slotOf, slotSeconds, startOf } from './slots.ts'

const minutes = 5
const slots = (minutes * 60) / slotSeconds
/** Over which the figures of now are taken: one slot alone jumps about. */
const lately = 2
/** By then every process has written the slot before. */
const graceSeconds = 2

/** How often each name was counted, the most frequent first. */
type Counted = readonly { readonly name: string; readonly count: number }[]

/** The last minutes of all processes together. Rates are per second. */
export async function readBoard(deps: Deps, _: Caller, __: z.infer<typeof NoParameters>) {
  const now = deps.clock()
  const end = slotOf(now.subtract({ seconds: graceSeconds }))
  const rows = await deps.within('office', (tx) => countsBetween(tx, startOf(end - slots), startOf(end)))
  const bySlot = Map.groupBy(rows, ({ countedFrom }) => slotOf(countedFrom))
  const points = Array.from({ length: slots }, (_slot, index) => {
    const slot = end - slots + index
    return { at: startOf(slot).toString(), ...ratesOf(bySlot.get(slot) ?? [], 1) }
  })
  const last = Array.from({ length: lately }, (_slot, back) => bySlot.get(end - 1 - back) ?? []).flat()
  return accept({
    at: now.toString(),
    minutes,
    processes: new Set(last.map(({ process }) => process)).size,
    now: {
      ...ratesOf(last, lately),
      waiting: most(last, ({ queue }) => queue),
      working: Math.round(sum(last.map(({ working }) => working)) / lately),
      standingMilliseconds: most(last, ({ standing }) => standing),
    },
    points,
    submissions: added(rows.map(({ submissions }) => submissions)),
    admitted: added(rows.map(({ admitted }) => admitted)),
    turnedAway: added(rows.map(({ turnedAway }) => turnedAway)),
  })
}

export type Board = Extract<Awaited<ReturnType<typeof readBoard>>, { ok: true }>['value']

function ratesOf(rows: readonly WorkCounts[], many: number) {
  const perSecond = (count: number) => Math.round((count / (many * slotSeconds)) * 10) / 10
  const accepted = sum(rows.map(({ submissions }) => submissions.accepted ?? 0))
  return {
    accepted: perSecond(accepted),
    refused: perSecond(sum(rows.map(({ submissions }) => totalOf(submissions))) - accepted),
    admitted: perSecond(sum(rows.map(({ admitted }) => totalOf(admitted)))),
    turnedAway: perSecond(sum(rows.map(({ turnedAway }) => totalOf(turnedAway)))),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const totalOf = (counts: Readonly<Record<string, number>>) => sum(Object.values(counts))
const most = (rows: readonly WorkCounts[], of: (row: WorkCounts) => number) => Math.max(0, ...rows.map(of))

function added(all: readonly Readonly<Record<string, number>>[]): Counted {
  const counts = new Map<string, number>()
  for (const one of all) for (const [name, count] of Object.entries(one)) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
