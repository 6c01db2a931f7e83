import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Logger } from 'pino'
import type { Authority } from '../db/connect.ts'
import { openProbe } from '../db/probe.ts'
import type { Config } from './config.ts'
import { systemStopwatch } from './foundation/clock.ts'
import type { Meter } from './foundation/meter.ts'
import { openFront } from './http/front/front.ts'
import { readiness } from './http/front/health.ts'
import { knownOfficers } from './http/front/known-officers.ts'
import type { FrontSettings } from './http/front/settings.ts'
import { serverOptions } from './http/front/sockets.ts'
import type { Identify } from './identity/remembered-candidates.ts'
import { chance } from './keys/chance.ts'
import { type Metrics, openMetrics } from './operations/metrics.ts'
import { serveMetrics } from './operations/metrics-server.ts'

export type DoorOptions = {
  readonly databaseUrl: string
  readonly authorities: readonly Authority[]
  /** To the database, as many as there may be. */
  readonly connections: number
  readonly logger: Logger
  readonly tls?: Config['tls']
  readonly trustedProxies?: readonly string[]
  /** What the process takes on before it sends people away; left out, it tries everything. */
  readonly front?: FrontSettings | undefined
  /** From this port on a free one is found for the metrics. */
  readonly metricsPort?: number | undefined
}

/** Everything between a socket and the app: probes, admission, metrics. */
export type FrontDoor = {
  readonly meterOf: (authority: Authority) => Meter
  /** The same callers, and officers are known from then on. */
  readonly noting: (identify: Identify) => Identify
  /** The HTTP server around the app's listener; it does not listen yet. */
  readonly serverFor: (listener: RequestListener) => Server
  /** No longer ready, and every answer ends its connection; what comes is still served. */
  readonly drain: () => void
  readonly close: () => Promise<void>
}

export async function openFrontDoor(options: DoorOptions): Promise<FrontDoor> {
  const { authorities, connections, logger, trustedProxies = [] } = options
  let draining = false
  const probe = openProbe(options.databaseUrl)
  const officers = knownOfficers(systemStopwatch)
  const metrics = openMetrics({ authorities, connections, state: () => front.state() })
  const told = tellTurnedAway(logger)
  const front = openFront({
    health: readiness(probe.answers, () => draining, systemStopwatch),
    officers,
    counts: {
      ...metrics.front,
      turnedAway: (host, of, by) => {
        metrics.front.turnedAway(host, of, by)
        told.one(`${by} ${of}`)
      },
    },
    watch: systemStopwatch,
    chance,
    trustedProxies,
    origins: authorities.map(({ origin }) => origin),
    isStopping: () => draining,
    settings: options.front,
  })
  const served = options.metricsPort === undefined ? undefined : await servedMetrics(metrics, options.metricsPort, logger)
  return {
    meterOf: metrics.meterOf,
    noting: (identify) => async (deps, token, idempotencyKey, afresh) => {
      const caller = await identify(deps, token, idempotencyKey, afresh)
      if (caller?.kind === 'officer') officers.note(token)
      return caller
    },
    serverFor: (listener) => {
      const guarded = front.guard(listener)
      const server = options.tls ? createSecureServer(secure(options.tls), guarded) : createServer(serverOptions, guarded)
      front.bound(server)
      return server
    },
    drain: () => {
      draining = true
    },
    close: async () => {
      told.stop()
      front.stop()
      await Promise.all([probe.close(), served?.close()])
    },
  }
}

/** A process that finds no port for its metrics serves without them: they are there for the service, and not the other way round. */
async function servedMetrics(metrics: Metrics, from: number, logger: Logger) {
  try {
    const served = await serveMetrics(metrics, from)
    logger.info({ port: served.port }, 'metrics are served to this machine')
    return served
  } catch (error) {
    logger.warn({ err: error }, 'no port for metrics: this process serves without them')
    return undefined
  }
}

const secure = ({ certificateFile, keyFile }: NonNullable<Config['tls']>) => ({
  ...serverOptions,
  cert: readFileSync(certificateFile),
  key: readFileSync(keyFile),
  handshakeTimeout: 10_000,
})

/** Once a second one line for all who were turned away in it: a line for each would make the log a second flood. */
function tellTurnedAway(logger: Logger) {
  let counts: Record<string, number> = {}
  const timer = setInterval(() => {
    if (Object.keys(counts).length === 0) return
    logger.warn({ turnedAway: counts }, 'requests turned away')
    counts = {}
  }, 1000)
  timer.unref()
  return {
    one: (name: string) => {
      counts[name] = (counts[name] ?? 0) + 1
    },
    stop: () => clearInterval(timer),
  }
}
