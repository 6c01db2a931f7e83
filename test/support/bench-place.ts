import pino from 'pino'
import postgres from 'postgres'
import { type Authority, connect } from '../../db/connect.ts'
import type { EmbeddedServer } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import type { Deps } from '../../src/deps.ts'
import { type Clock, systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import { temporaryKeyring } from '../../src/keys/keyring.ts'
import { memoryFiles } from './files.ts'
import { openOwnServer } from './own-server.ts'

export type BenchPlace = {
  readonly authority: Authority
  readonly folder: string
  readonly server: EmbeddedServer
  /** A superuser's connection with the authority's tables in sight. */
  readonly admin: postgres.Sql
  /** Use cases to be called, each of these with queues and connections of its own; all are in this process. */
  readonly services: readonly Deps[]
  readonly service: Deps
}

type Asked = { readonly services?: number; readonly connections?: number; readonly clock?: Clock }

const authority: Authority = {
  schema: 'bench',
  host: 'localhost',
  origin: 'http://localhost',
  timeZone: 'Asia/Shanghai',
  name: '测试考试中心',
  adviceLine: null,
  complaintLine: null,
}

/** An empty authority on a durable PostgreSQL of its own, while `work` runs; files are kept in memory. */
export async function inBenchPlace<T>(
  { services: many = 1, connections = 8, clock = systemClock }: Asked,
  work: (place: BenchPlace) => Promise<T>,
): Promise<T> {
  const { folder, server: running, discard } = await openOwnServer('bench')
  const server = running()
  const admin = postgres(server.adminUrl, {
    max: 2,
    onnotice: () => {},
    connection: { search_path: `${authority.schema},public`, TimeZone: 'UTC' },
  })
  const databases = Array.from({ length: many }, () => connect(server.serviceUrl, { max: connections }))
  try {
    await migrate(server.ownerUrl, [authority])
    const shared = { clock, keyring: temporaryKeyring(), files: memoryFiles(), logger: pino({ level: 'silent' }), rehearsal: false }
    const services = databases.map((database) => bindDeps({ database, ...shared }, authority))
    return await work({ authority, folder, server, admin, services, service: known(services[0], 'a service') })
  } finally {
    await Promise.all(databases.map((database) => database.close()))
    await admin.end({ timeout: 5 })
    await discard()
  }
}
