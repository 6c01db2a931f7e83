import { flushCompileCache } from 'node:module'
import { readConfig } from '../config.ts'
import { systemClock } from '../foundation/clock.ts'
import { openKeyringFile } from '../keys/keyring.ts'
import { openLogger } from '../operating-log.ts'
import { type Service, startService } from '../service.ts'
import { assetsOf } from '../web/assets.ts'
import { Order, type ServeOrder, type Serving } from './messages.ts'

/**
 * One of the processes that `npm start` runs: it holds nothing that another one would miss, so that it may die at any moment. It serves when its
 * parent says where the database is, stops when told to, and ends with its parent.
 */
const config = readConfig()
let service: Promise<Service> | undefined

const serve = ({ databaseUrl, connections, assets }: ServeOrder): Promise<Service> =>
  startService({
    databaseUrl,
    connections,
    assets: assetsOf(assets),
    keyring: openKeyringFile(config.keyringFile, false, systemClock().toString()).keyring,
    filesFolder: config.filesFolder,
    filesS3: config.filesS3,
    port: config.port,
    logger: openLogger(config.logLevel),
    tls: config.tls,
    trustedProxies: config.trustedProxies,
    front: config.front,
    metricsPort: config.metricsPort,
    local: config.authority.host === 'localhost',
    founds: false,
  })

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return process.exit(1)
}

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await (await service)?.stop({ seconds: config.drainSeconds })
  process.exit(0)
}

process.on('message', (said) => {
  const order = Order.parse(said)
  if (order.do === 'stop') return void stop().catch(fail)
  service = serve(order)
  service.then(({ authorities }) => {
    const serving: Serving = { serving: authorities.map(({ name, origin }) => ({ name, origin })) }
    process.send?.(serving)
    // Not at the end, which may come at any moment.
    flushCompileCache()
  }, fail)
})
// The terminal's Ctrl-C and a service manager reach all processes; the parent says what is meant.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('SIGTERM', () => void stop().catch(fail))
