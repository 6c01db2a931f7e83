import type { Context } from 'hono'
import type { Problem } from './answer.ts'
import type { Env } from './env.ts'

/** From how many seconds on, and within how many: a database is mostly back at once, a queue has to be served first. */
const soon = { from: 1, within: 3 }
const later = { from: 2, within: 6 }

/** Whoever is told to come back is told when, and not all at the same moment. Answers the seconds; nothing for another answer. */
export function sayWhen(c: Context<Env>, { status, code }: Problem): number | undefined {
  if (status !== 503) return undefined
  const { from, within } = code.startsWith('database_') ? soon : later
  const seconds = from + ((c.get('deps').newSecret()[0] ?? 0) % within)
  c.header('retry-after', String(seconds))
  return seconds
}
