import { hash } from 'node:crypto'
import type { Stopwatch } from '../../foundation/clock.ts'

/** Which sessions were officers' when they were last looked up, by the hash of their token; kept in memory for a while. */
export type KnownOfficers = { readonly note: (token: string) => void; readonly knows: (token: string) => boolean }

/** Longer than an officer may be silent, so that whoever still works is still known. */
const minutes = 20
const most = 20_000

/**
 * What this decides is only whose request is taken first when not all can be: rights are asked for anew each time. Somebody who was an
 * officer until now gains a few minutes of being served in a rush.
 */
export function knownOfficers(watch: Stopwatch): KnownOfficers {
  const until = new Map<string, number>()
  const hashOf = (token: string) => hash('sha256', token, 'base64')
  return {
    note: (token) => {
      if (until.size >= most) until.clear()
      until.set(hashOf(token), watch() + minutes * 60_000)
    },
    knows: (token) => until.size > 0 && (until.get(hashOf(token)) ?? 0) > watch(),
  }
}
