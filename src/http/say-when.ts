import type { Context } from 'hono'
import type { Problem } from './answer.ts'
import type { Env } from './env.ts'

/** Whoever is told to come back is told when, and not all at the same moment. */
export function sayWhen(c: Context<Env>, problem: Problem): void {
  if (problem.status === 503) c.header('retry-after', String(2 + ((c.get('deps').newSecret()[0] ?? 0) % 6)))
}
