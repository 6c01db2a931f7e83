import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type postgres from 'postgres'
import { z } from 'zod'
import { checkExam } from '../../db/check-exam.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { inBenchPlace } from '../support/bench-place.ts'
import { pastLimit } from '../support/limits.ts'
import { aboutRegistration, enterContestants, judgeRace, openRace, runRace } from '../support/place-races.ts'
import { progress } from '../support/progress.ts'
import type { Figures, Options } from '../support/run-named.ts'

/**
 * Races for the places of a post: everybody submits at once through the service's own use case, at services with connections and queues of
 * their own, all in this process, on a real PostgreSQL with durable commits. In every tenth race a line of the service is cut while it runs, and whoever heard of
 * it asks again. Nobody may be one too many, and no place may be left while somebody was refused.
 * `npm run bench -- capacity [--races 1000] [--clients 400] [--places 100] [--services 2] [--seconds 1500] [--json]`
 */
const whole = (least: number, most: number, otherwise: number) => z.coerce.number().int().min(least).max(most).default(otherwise)
const Given = z.strictObject({
  races: whole(1, 100_000, 1000),
  clients: whole(1, 5000, 400),
  places: whole(1, 5000, 100),
  services: whole(1, 8, 2),
  /** No race begins after so many. */
  seconds: whole(1, 7200, 1500),
})

export async function measure(options: Options): Promise<Figures> {
  const { races, clients, places, services: queues, seconds: limit } = Given.parse(options)
  const said = progress()
  return inBenchPlace({ services: queues, connections: 8 }, async ({ authority, services, service, admin, server }) => {
    const contestants = await enterContestants(service, clients)
    said(`${races} races of ${clients} people for ${places} places, at ${queues} services in one process`)
    const sums = { run: 0, overbooked: 0, lostPlaces: 0, cut: 0, repeated: 0, milliseconds: 0 }
    const faults: string[] = []
    const began = performance.now()
    for (; sums.run < races && performance.now() - began < limit * 1000; sums.run++) {
      const race = await openRace(admin, systemClock(), contestants, places)
      const from = performance.now()
      const running = runRace(services, race, contestants)
      if (sums.run % 10 === 9) sums.cut += await cutALine(admin, randomInt(60))
      const outcome = await running
      sums.milliseconds += performance.now() - from
      const judged = await judgeRace(admin, race, places, outcome)
      sums.overbooked += judged.overbooked
      sums.lostPlaces += judged.lostPlaces
      sums.repeated += outcome.repeated
      faults.push(...judged.faults)
      if ((sums.run + 1) % Math.max(1, Math.floor(races / 20)) === 0)
        said(`${sums.run + 1} races, ${perSecond(sums, clients)} submissions a second`)
    }
    const { broken } = await checkExam(server.ownerUrl, authority)
    const { overbooked, lostPlaces, cut, repeated, milliseconds } = sums
    return {
      races: sums.run,
      clients,
      places,
      overbooked,
      lostPlaces,
      seconds: Math.round(milliseconds) / 1000,
      perSecond: perSecond(sums, clients),
      services: queues,
      linesCut: cut,
      askedAgain: repeated,
      missed: [
        ...pastLimit({ overbooked, lostPlaces }, { overbooked: 0, lostPlaces: 0 }),
        ...(sums.run < races ? [`${sums.run} of ${races} races in ${limit} seconds`] : []),
        ...[...new Set(faults)].slice(0, 20),
        ...broken.filter(({ invariant }) => aboutRegistration.test(invariant)).map(({ invariant }) => `broken: ${invariant}`),
      ],
    }
  })
}

const perSecond = ({ run, milliseconds }: { run: number; milliseconds: number }, clients: number) =>
  Math.round(((run === 0 ? 1 : run) * clients * 1000) / Math.max(1, milliseconds))

/** A line of the service that is at work after so many milliseconds; answers how many were cut. */
async function cutALine(admin: postgres.Sql, after: number): Promise<number> {
  await delay(after)
  const rows = await admin`
    select pg_terminate_backend(pid) from (
      select pid from pg_stat_activity where application_name = 'gongyuan' and state <> 'idle' order by random() limit 1) as one`
  return rows.length
}
