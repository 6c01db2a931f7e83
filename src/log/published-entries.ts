import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { type Entry, type EntryFilter, entriesBelow, entriesIn, newestCheckpoint, type Published } from './records.ts'
import type { LogRefusal } from './refusals.ts'

type LogDeps = Pick<Deps, 'within'>

/** What is sequenced but not published yet is not shown: nothing stands behind its index so far. */
export function publishedEntries(
  deps: LogDeps,
  from: number,
  most: number,
): Promise<Result<{ size: number; entries: Entry[] }, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    if (!newest) return refuse('log_empty')
    const { size } = newest
    return accept({ size, entries: from >= size ? [] : await entriesIn(tx, { from, to: Math.min(size, from + most) }) })
  })
}

export async function publishedEntry(deps: LogDeps, index: number): Promise<Result<Entry, LogRefusal>> {
  const found = await publishedEntries(deps, index, 1)
  if (!found.ok) return found
  const [entry] = found.value.entries
  return entry ? accept(entry) : refuse('entry_unknown')
}

export type EntriesPage = { readonly newest: Published | undefined; readonly entries: readonly Entry[]; readonly more: boolean }

/** The newest published entries below an index, with the checkpoint they are under. */
export function entriesPage(deps: LogDeps, below: number | undefined, most: number, filter: EntryFilter): Promise<EntriesPage> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    const size = newest?.size ?? 0
    const entries = await entriesBelow(tx, Math.min(below ?? size, size), most + 1, filter)
    return { newest, entries: entries.slice(0, most), more: entries.length > most }
  })
}
