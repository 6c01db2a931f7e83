import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import postgres from 'postgres'
import { z } from 'zod'
import { type Authority, connect } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import { temporaryKeyring } from '../../src/keys/keyring.ts'
import { memoryFiles } from '../support/files.ts'
import { enterContestants, openRace } from '../support/place-races.ts'
import { judgePairs, runPairs, spellingPairs } from '../support/spelling-pairs.ts'
import type { Figures, Options } from './run.ts'

/**
 * The same person twice at once under two spellings of one number, all pairs together, at processes with connections of their own, on a real
 * PostgreSQL: each is one person and one application.
 * `npm run bench -- spelling-pairs [--pairs 500] [--processes 2] [--json]`
 */
const Given = z.strictObject({
  pairs: z.coerce.number().int().min(1).max(1000).default(500),
  processes: z.coerce.number().int().min(1).max(8).default(2),
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

export async function measure(options: Options): Promise<Figures> {
  const { pairs: many, processes } = Given.parse(options)
  const folder = await mkdtemp(join(tmpdir(), 'spelling-pairs-'))
  // The server's user may pass through, if it is another than ours.
  await chmod(folder, 0o711)
  const server = await startEmbedded({ folder })
  const admin = postgres(server.adminUrl, {
    max: 2,
    onnotice: () => {},
    connection: { search_path: `${authority.schema},public`, TimeZone: 'UTC' },
  })
  const databases = Array.from({ length: processes }, () => connect(server.serviceUrl, { max: 16 }))
  try {
    await migrate(server.ownerUrl, [authority])
    const [keyring, files, logger] = [temporaryKeyring(), memoryFiles(), pino({ level: 'silent' })]
    const services = databases.map((database) =>
      bindDeps({ database, clock: systemClock, keyring, files, logger, rehearsal: false }, authority),
    )
    const where = await openRace(admin, systemClock(), await enterContestants(known(services[0], 'a process'), 1), 1000)
    process.stderr.write(`${many} people, each twice at once, at ${processes} processes\n`)
    const began = performance.now()
    const told = await runPairs(services, where, spellingPairs(many))
    const seconds = Math.round(performance.now() - began) / 1000
    const faults = await judgePairs(admin, where, told)
    for (const fault of faults.slice(0, 20)) process.stderr.write(`wrong: ${fault}\n`)
    return { pairs: many, processes, seconds, applications: told.flat().filter(({ ok }) => ok).length, failed: faults.length }
  } finally {
    await Promise.all(databases.map((database) => database.close()))
    await admin.end({ timeout: 5 })
    await server.discard()
    await rm(folder, { recursive: true, force: true })
  }
}
