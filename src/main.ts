import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { type Authority, connect, refuseOwner } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { isRehearsal } from '../db/rehearsal-mark.ts'
import { createApp } from './app.ts'
import { readArguments } from './arguments.ts'
import { bindDeps } from './bind-deps.ts'
import { type Config, readConfig } from './config.ts'
import type { Deps } from './deps.ts'
import { reachStore, type S3Place, s3Store } from './files/s3-store.ts'
import { diskStore } from './files/store.ts'
import { type Clock, systemClock } from './foundation/clock.ts'
import { openFrontDoor } from './front-door.ts'
import type { FrontSettings } from './http/front/settings.ts'
import { type FoundingLink, foundingLinks } from './identity/found.ts'
import { knowsKeyring, registerKeyring } from './identity/keyring-register.ts'
import { rememberCandidates } from './identity/remembered-candidates.ts'
import { startJobs } from './jobs/jobs.ts'
import { type Keyring, openKeyringFile } from './keys/keyring.ts'
import { openLogger } from './operating-log.ts'
import { loadAssets } from './web/assets.ts'

/** How long a candidate's session is taken as good without asking again. */
const rememberedSeconds = 3

/** How long one count of the applications, or one public page, is given to everybody who asks. */
const keptSeconds = 1

export type ServiceOptions = {
  /** The service's own login, never the owner's. */
  readonly databaseUrl: string
  readonly keyring: Keyring
  readonly filesFolder: string
  /** Uploads lie there instead of in the folder. */
  readonly filesS3?: S3Place | undefined
  readonly port: number
  readonly logger: Logger
  /** A movable clock is taken from a rehearsal database only. */
  readonly clock?: Clock
  readonly tls?: Config['tls']
  /** Addresses that may connect; none named: all. */
  readonly trustedProxies?: readonly string[]
  /** What a rehearsal puts in front of the service: doors for people who look around. A real database takes none. */
  readonly around?: (inner: Fetch) => Fetch
  /** Listen on this machine only. */
  readonly local?: boolean
  /** What the process takes on before it sends people away; left out, it tries everything. */
  readonly front?: FrontSettings | undefined
  /** From this port on a free one is found for the metrics. */
  readonly metricsPort?: number | undefined
}

type Fetch = (request: Request) => Response | Promise<Response>

export type Service = {
  readonly port: number
  readonly authorities: readonly Authority[]
  readonly depsFor: (authority: Authority) => Deps
  /** Links for the founders who have not come yet, by authority. */
  readonly founding: readonly (FoundingLink & { readonly authority: Authority })[]
  /**
   * Says at once that it is no longer ready, and serves on for the drain, so that a load balancer sees it and sends nobody more. Then takes
   * no new connection, finishes what is under way (ten seconds at most), lets go of the database.
   */
  readonly stop: (drain?: { readonly seconds: number }) => Promise<void>
}

/** Enough to keep two cores of a database busy; each connection more prepares and plans every statement once more. */
const connections = 8

/** Starts the service on a migrated database. Used by `npm start` and by the rehearsal alike. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { databaseUrl, keyring, logger } = options
  await refuseOwner(databaseUrl)
  const rehearsal = await isRehearsal(databaseUrl)
  if ((options.clock || options.around) && !rehearsal) throw new Error('only a rehearsal’s database takes another clock or another door')
  const database = connect(databaseUrl, { max: connections })
  try {
    const authorities = await database.authorities()
    if (authorities.length === 0) throw new Error('the database knows no examination authority: run npm run migrate first')
    const files = options.filesS3 ? s3Store(options.filesS3) : diskStore(options.filesFolder, randomUUID)
    await reachStore(files)
    const door = await openFrontDoor({ ...options, authorities, connections })
    const shared = {
      database,
      meterOf: door.meterOf,
      keyring,
      logger,
      rehearsal,
      keptSeconds,
      clock: options.clock ?? systemClock,
      files,
    }
    const bound = new Map(authorities.map((authority) => [authority.schema, bindDeps(shared, authority)]))
    const depsFor = (authority: Authority) => bound.get(authority.schema) ?? bindDeps(shared, authority)
    const founding: Service['founding'][number][] = []
    for (const authority of authorities) {
      await registerKeyring(depsFor(authority))
      founding.push(...(await foundingLinks(depsFor(authority))).map((link) => ({ ...link, authority })))
    }
    const app = createApp({
      authorities,
      depsFor,
      assets: await loadAssets(),
      identify: door.noting(rememberCandidates(rememberedSeconds)),
    })
    const inner: Fetch = (request) => app.fetch(request)
    const server = door.serverFor(getRequestListener(options.around?.(inner) ?? inner))
    onlyFrom(server, options.trustedProxies ?? [])
    const port = await listen(server, options)
    const jobs = startJobs(authorities.map(depsFor))
    return {
      port,
      authorities,
      depsFor,
      founding,
      stop: async ({ seconds } = { seconds: 0 }) => {
        door.drain()
        if (seconds > 0) await pause(seconds * 1000)
        await close(server)
        await jobs.stop()
        await door.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Behind a proxy that ends https, whoever else reaches the port would speak to the service in clear and past the proxy's limits. */
function onlyFrom(server: Server, proxies: readonly string[]): void {
  if (proxies.length === 0) return
  server.on('connection', (socket) => {
    const from = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    if (!proxies.includes(from)) socket.destroy()
  })
}

const listen = (server: Server, { port, local }: ServiceOptions) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(local ? { host: 'localhost' } : {}) }, () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

const close = (server: Server) =>
  new Promise<void>((done) => {
    const patience = setTimeout(() => server.closeAllConnections(), 10_000)
    // Again and again: a connection that is finished now becomes idle, and would stay so.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(patience)
      clearInterval(idle)
      done()
    })
    server.closeIdleConnections()
  })

const say = (line: string) => process.stdout.write(`${line}\n`)

/** `npm start`. Without DATABASE_URL the embedded server is started and migrated; with it, migrating is its owner's business. */
async function main(): Promise<void> {
  readArguments(() => parseArgs({ options: {} }))
  const config = readConfig()
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ folder: config.dataFolder })
  try {
    if (embedded) await migrate(embedded.ownerUrl, [config.authority])
    const databaseUrl = config.databaseUrl ?? embedded?.serviceUrl ?? ''
    const { keyring, created } = openKeyringFile(config.keyringFile, !(await holdsSealedData(databaseUrl)), systemClock().toString())
    if (created) say(`Made the keyring ${config.keyringFile}. Copy it to a safe place now: without it nobody can read the data again.`)
    const service = await startService({
      databaseUrl,
      keyring,
      filesFolder: config.filesFolder,
      filesS3: config.filesS3,
      port: config.port,
      logger: openLogger(config.logLevel),
      tls: config.tls,
      trustedProxies: config.trustedProxies,
      front: config.front,
      metricsPort: config.metricsPort,
      local: config.authority.host === 'localhost',
    })
    for (const { origin, name } of service.authorities) say(`${name}: ${origin}`)
    for (const { role, link, authority } of service.founding)
      say(`First sign-in of the ${role} of ${authority.name}, once, within seven days: ${link}`)
    await untilAskedToStop()
    say('Stopping.')
    await service.stop()
  } finally {
    await embedded?.stop()
  }
}

/** A lost keyring is said to be lost; a new one beside old data would only hide it. */
async function holdsSealedData(databaseUrl: string): Promise<boolean> {
  const database = connect(databaseUrl, { max: 1 })
  try {
    const known = (await database.authorities()).map((authority) =>
      knowsKeyring({ within: (role, work) => database.inAuthority(authority, role, work) }),
    )
    return (await Promise.all(known)).includes(true)
  } finally {
    await database.close()
  }
}

const untilAskedToStop = () =>
  new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })

if (import.meta.main) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
