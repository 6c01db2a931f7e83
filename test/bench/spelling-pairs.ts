import { z } from 'zod'
import { systemClock } from '../../src/foundation/clock.ts'
import { inBenchPlace } from '../support/bench-place.ts'
import { enterContestants, openRace } from '../support/place-races.ts'
import type { Figures, Options } from '../support/run-named.ts'
import { judgePairs, runPairs, spellingPairs } from '../support/spelling-pairs.ts'

/**
 * The same person twice at once under two spellings of one number, all pairs together, at services with connections of their own in one
 * process, on a real PostgreSQL: each is one person and one application.
 * `npm run bench -- spelling-pairs [--pairs 500] [--services 2] [--json]`
 */
const Given = z.strictObject({
  pairs: z.coerce.number().int().min(1).max(1000).default(500),
  services: z.coerce.number().int().min(1).max(8).default(2),
})

export async function measure(options: Options): Promise<Figures> {
  const { pairs: many, services: queues } = Given.parse(options)
  return inBenchPlace({ services: queues, connections: 16 }, async ({ services, service, admin }) => {
    const where = await openRace(admin, systemClock(), await enterContestants(service, 1), 1000)
    process.stderr.write(`${many} people, each twice at once, at ${queues} services in one process\n`)
    const began = performance.now()
    const told = await runPairs(services, where, spellingPairs(many))
    const seconds = Math.round(performance.now() - began) / 1000
    const missed = await judgePairs(admin, where, told)
    return { pairs: many, services: queues, seconds, applications: told.flat().filter(({ ok }) => ok).length, missed }
  })
}
