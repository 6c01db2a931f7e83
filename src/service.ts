import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { type Authority, connect, refuseOwner } from '../db/connect.ts'
import { isRehearsal } from '../db/rehearsal-mark.ts'
import { createApp } from './app.ts'
import { bindDeps } from './bind-deps.ts'
import { closeServer, unheardOf } from './close-server.ts'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { reachStore, type S3Place, s3Store } from './files/s3-store.ts'
import { diskStore } from './files/store.ts'
import { type Clock, systemClock } from './foundation/clock.ts'
import { openFrontDoor } from './front-door.ts'
import type { FrontSettings } from './http/front/settings.ts'
import { type FoundingLink, foundingLinks } from './identity/found.ts'
import { registerKeyring } from './identity/keyring-register.ts'
import { rememberCandidates } from './identity/remembered-candidates.ts'
import { startJobs } from './jobs/jobs.ts'
import type { Keyring } from './keys/keyring.ts'
import { mostConnections } from './processes/share.ts'
import { type Assets, loadAssets } from './web/assets.ts'

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
  /** How many connections to the database it opens at most. */
  readonly connections?: number
  /** The links of the first start are renewed by whoever starts the service, once, and not by each of its processes. */
  readonly founds?: boolean
  /** Built already, by whoever starts several processes. */
  readonly assets?: Assets
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

/** Starts the service on a migrated database, in this process. Used by each process of `npm start` and by the rehearsal alike. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { databaseUrl, keyring, logger, connections = mostConnections, founds = true } = options
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
      if (founds) founding.push(...(await foundingLinks(depsFor(authority))).map((link) => ({ ...link, authority })))
    }
    const app = createApp({
      authorities,
      depsFor,
      assets: options.assets ?? (await loadAssets()),
      identify: door.noting(rememberCandidates(rememberedSeconds)),
    })
    const inner: Fetch = (request) => app.fetch(request)
    const server = door.serverFor(getRequestListener(options.around?.(inner) ?? inner))
    const unheard = unheardOf(server)
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
        await closeServer(server, unheard, seconds * 1000)
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

const listen = (server: Server, { port, local }: ServiceOptions) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(local ? { host: 'localhost' } : {}) }, () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
