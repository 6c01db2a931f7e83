import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { readConfig } from '../src/config.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { openKeyringFile } from '../src/keys/keyring.ts'
import { freePort } from '../src/rehearsal/free-port.ts'
import { startOrdered } from '../src/rehearsal/ordered-process.ts'
import { type Counted, readMetrics } from './metrics.ts'
import { processorMicros } from './processor-time.ts'
import type { Place } from './ready-exam.ts'
import type { ServerName } from './server-name.ts'

/** What was asked for, and the processor's time meanwhile in microseconds: the service's, and PostgreSQL's with all its children. */
export type Measured<T> = { readonly told: T; readonly service: number; readonly database: number }

export type Served = {
  readonly measured: <T>(work: () => Promise<T>) => Promise<Measured<T>>
  /** Its own counters, as they stand now. */
  readonly counted: () => Promise<Counted>
  readonly pid: number
  /** At once, as when the machine fails; what is served afterwards is another process on the same data. */
  readonly kill: () => Promise<void>
}

export type OpenedPlace = {
  readonly place: Place
  /** A superuser's connection with the authority's tables in sight. */
  readonly admin: postgres.Sql
  /** Writes what a k6 script reads; answers the path. */
  readonly write: (name: string, content: string | Uint8Array) => string
  /** The real service in a process of its own, or what it is measured against, while `work` runs. */
  readonly served: <T>(work: (service: Served) => Promise<T>, serving?: Serving) => Promise<T>
}

type Serving = {
  readonly server?: ServerName
  /** What it takes on; left out, as `npm start` has it. */
  readonly admission?: { readonly perSecond: number; readonly atOnce: number }
  readonly nodeOptions?: readonly string[]
}

/** An empty authority on an embedded PostgreSQL with durable commits, in a folder that is deleted afterwards whatever happens. */
export async function inOpenedPlace<T>(work: (opened: OpenedPlace) => Promise<T>): Promise<T> {
  const folder = join(readConfig().dataFolder, `load-${systemClock().epochMilliseconds}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const embedded = await startEmbedded({ folder })
  const port = await freePort()
  const authority = {
    schema: 'load',
    host: 'localhost',
    origin: `http://localhost:${port}`,
    timeZone: 'Asia/Shanghai',
    name: '人事考试中心',
    adviceLine: null,
    complaintLine: null,
  }
  const search_path = `${authority.schema},public`
  const admin = postgres(embedded.adminUrl, { max: 1, onnotice: () => {}, connection: { search_path, TimeZone: 'UTC' } })
  try {
    const keyringFile = join(folder, 'keyring.json')
    const { serviceUrl, ownerUrl } = embedded
    const filesFolder = join(folder, 'files')
    const { keyring } = openKeyringFile(keyringFile, true, systemClock().toString())
    await migrate(ownerUrl, [authority])
    const [postmaster] = await admin<{ pid: string }[]>`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`
    return await work({
      place: { authority, serviceUrl, ownerUrl, keyring, filesFolder },
      admin,
      write: (name, content) => {
        const file = join(folder, name)
        writeFileSync(file, content)
        return file
      },
      served: async (work, { server = 'accepted', nodeOptions = [], ...limits } = {}) => {
        // What was written before is written out, and is not charged to the service.
        await admin`vacuum analyze`
        await admin`checkpoint`
        const metricsPort = await freePort()
        const service = startOrdered(new URL('./server-process.ts', import.meta.url), { nodeOptions })
        const used = () => ({ service: processorMicros(service.pid), database: processorMicros(Number(postmaster?.pid)) })
        try {
          const order = { server, databaseUrl: serviceUrl, ownerUrl, keyringFile, filesFolder, port, metricsPort, ...limits }
          await service.ask(order, z.undefined())
          return await work({
            measured: async (asked) => {
              const before = used()
              const told = await asked()
              const now = used()
              return { told, service: now.service - before.service, database: now.database - before.database }
            },
            counted: () => readMetrics(metricsPort),
            pid: service.pid,
            kill: service.kill,
          })
        } finally {
          await service.stop()
        }
      },
    })
  } finally {
    await admin.end({ timeout: 5 })
    await embedded.discard()
    rmSync(folder, { recursive: true, force: true })
  }
}
