import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import postgres from 'postgres'
import { z } from 'zod'
import { checkExam } from '../../db/check-exam.ts'
import { type Authority, connect } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import { temporaryKeyring } from '../../src/keys/keyring.ts'
import { memoryFiles } from '../support/files.ts'
import { enterContestants, judgeRace, openRace, runRace } from '../support/place-races.ts'
import type { Figures, Options } from './run.ts'

/**
 * Races for the places of a post: everybody submits at once through the service's own use case, at processes with connections and queues of
 * their own, on a real PostgreSQL with durable commits. In every tenth race a line of the service is cut while it runs, and whoever heard of
 * it asks again. Nobody may be one too many, and no place may be left while somebody was refused.
 * `npm run bench -- capacity [--races 1000] [--clients 400] [--places 100] [--processes 2] [--seconds 1500] [--json]`
 */
const whole = (least: number, most: number, otherwise: number) => z.coerce.number().int().min(least).max(most).default(otherwise)
const Given = z.strictObject({
  races: whole(1, 100_000, 1000),
  clients: whole(1, 5000, 400),
  places: whole(1, 5000, 100),
  processes: whole(1, 8, 2),
  /** No race begins after so many. */
  seconds: whole(1, 7200, 1500),
})

const authority: Authority = {
  schema: 'bench',
  host: 'localhost',
  origin: 'http://localhost',
  timeZone: 'Asia/Shanghai',
  name: '测试考试中心',
  adviceLine: null,
  complaintLine: null,
}
/** The sentences of `checkExam` that are about places. */
const aboutPlaces = /runs out|numbers in the order of registration|holds a place|one application|receipt/

export async function measure(options: Options): Promise<Figures> {
  const { races, clients, places, processes: many, seconds: limit } = Given.parse(options)
  const folder = await mkdtemp(join(tmpdir(), 'capacity-'))
  // The server's user may pass through, if it is another than ours.
  await chmod(folder, 0o711)
  const began = performance.now()
  const said = (text: string) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${text}\n`)
  const server = await startEmbedded({ folder })
  const admin = postgres(server.adminUrl, {
    max: 2,
    onnotice: () => {},
    connection: { search_path: `${authority.schema},public`, TimeZone: 'UTC' },
  })
  const databases = Array.from({ length: many }, () => connect(server.serviceUrl, { max: 8 }))
  try {
    await migrate(server.ownerUrl, [authority])
    const [keyring, files, logger] = [temporaryKeyring(), memoryFiles(), pino({ level: 'silent' })]
    const services = databases.map((database) =>
      bindDeps({ database, clock: systemClock, keyring, files, logger, rehearsal: false }, authority),
    )
    const contestants = await enterContestants(known(services[0], 'a process'), clients)
    said(`${races} races of ${clients} people for ${places} places, at ${many} processes`)
    const sums = { run: 0, overbooked: 0, lostPlaces: 0, cut: 0, repeated: 0, milliseconds: 0 }
    const faults: string[] = []
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
    const violated = broken.filter(({ invariant }) => aboutPlaces.test(invariant)).map(({ invariant }) => invariant)
    if (sums.run < races) faults.push(`${sums.run} of ${races} races in ${limit} seconds`)
    const { overbooked, lostPlaces, cut, repeated, milliseconds } = sums
    for (const fault of [...new Set([...faults, ...violated])].slice(0, 20)) said(`wrong: ${fault}`)
    return {
      races: sums.run,
      clients,
      places,
      overbooked,
      lostPlaces,
      seconds: Math.round(milliseconds) / 1000,
      perSecond: perSecond(sums, clients),
      processes: many,
      linesCut: cut,
      askedAgain: repeated,
      failed: overbooked + lostPlaces + faults.length + violated.length,
    }
  } finally {
    await Promise.all(databases.map((database) => database.close()))
    await admin.end({ timeout: 5 })
    await server.discard()
    await rm(folder, { recursive: true, force: true })
  }
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
