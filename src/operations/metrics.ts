import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Authority } from '../../db/connect.ts'
import type { Meter } from '../foundation/meter.ts'
import { openTally } from './tally.ts'

/** One process's counters: what each authority's work counts into, what the front counts into, and all of it as Prometheus reads it. */
export type Metrics = {
  readonly meterOf: (authority: Authority) => Meter
  readonly front: {
    readonly admitted: (host: string, of: string) => void
    readonly turnedAway: (host: string, of: string, by: string) => void
    readonly cut: (because: string) => void
  }
  /** Prometheus text format 0.0.4. */
  readonly text: () => Promise<{ readonly type: string; readonly text: string }>
}

type Parts = {
  readonly authorities: readonly Authority[]
  /** Connections to the database. */
  readonly connections: number
  readonly state: () => { readonly working: number; readonly standing: number }
}

const submission = 'application_submitted'
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])
const prefix = 'gongyuan_'

/**
 * Counters of this process for the office's own monitoring. An attacker who could read them learns how busy the service is and which kinds of acts
 * happen, and of nobody in particular; they are served on a port of their own all the same, since how busy is worth knowing to who floods us.
 */
export function openMetrics({ authorities, connections, state }: Parts): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const requests = new Histogram({
    name: `${prefix}request_seconds`,
    help: 'Requests answered by the service, by route and class of status; what was turned away before is not in it',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  })
  const acts = new Counter({ name: `${prefix}acts_total`, help: 'Acts by event and outcome', labelNames: ['event', 'outcome'], registers })
  const batches = new Histogram({
    name: `${prefix}batch_size`,
    help: 'Acts written in one transaction',
    labelNames: ['event'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers,
  })
  const waiting = new Gauge({
    name: `${prefix}batch_waiting`,
    help: 'Acts left for the next transaction',
    labelNames: ['event'],
    registers,
  })
  const admitted = new Counter({ name: `${prefix}admitted_total`, help: 'Requests let in, by class', labelNames: ['class'], registers })
  const turnedAway = new Counter({
    name: `${prefix}turned_away_total`,
    help: 'Requests turned away before they were read, by class and reason',
    labelNames: ['class', 'reason'],
    registers,
  })
  const cut = new Counter({ name: `${prefix}connections_cut_total`, help: 'Connections ended by us', labelNames: ['reason'], registers })
  let units = 0
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('working', 'Requests being worked on', () => state().working)
  gauge('standing_seconds', 'How long a new request stands before it is looked at', () => state().standing / 1000)
  gauge('database_connections', 'Connections this process may use', () => connections)
  gauge('database_busy', 'Connections in use', () => Math.min(units, connections))
  gauge('database_waiting', 'Units of work waiting for a connection', () => Math.max(0, units - connections))

  const observe = children((method, route, status) => requests.labels(method, route, status))
  const act = children((event, outcome) => acts.labels(event, outcome))
  const batch = children((event) => batches.labels(event))
  const left = children((event) => waiting.labels(event))
  const letIn = children((of) => admitted.labels(of))
  const away = children((of, by) => turnedAway.labels(of, by))
  const ended = () => {
    units -= 1
  }
  const tallies = new Map(authorities.map((authority) => [authority.host, openTally()]))
  return {
    meterOf: ({ host }) => {
      const tally = tallies.get(host) ?? openTally()
      tallies.set(host, tally)
      return {
        acted: (event, outcome) => {
          act(event, outcome).inc()
          if (event === submission) tally.submitted(outcome)
        },
        batch: (event, size, remain) => {
          batch(event).observe(size)
          left(event).set(remain)
          if (event === submission) tally.queued(remain)
        },
        unit: (work) => {
          units += 1
          return work.finally(ended)
        },
        answered: (method, route, status, seconds) =>
          observe(methods.has(method) ? method : 'other', route, `${Math.floor(status / 100)}xx`).observe(seconds),
        collect: () => tally.collect(state()),
      }
    },
    front: {
      // The host is whatever the request said: one that is nobody's has no tally and makes none.
      admitted: (host, of) => {
        letIn(of).inc()
        tallies.get(host)?.admitted(of)
      },
      turnedAway: (host, of, by) => {
        away(of, by).inc()
        tallies.get(host)?.turnedAway(of, by)
      },
      cut: (because) => cut.labels(because).inc(),
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

/** A metric's children by their labels, looked up once: prom-client hashes the labels at every call. */
function children<T>(open: (...labels: [string, string, string]) => T) {
  const known = new Map<string, T>()
  return (one: string, two = '', three = ''): T => {
    const key = `${one}\n${two}\n${three}`
    const found = known.get(key) ?? open(one, two, three)
    if (!known.has(key)) known.set(key, found)
    return found
  }
}
