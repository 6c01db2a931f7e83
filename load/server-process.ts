import { randomUUID } from 'node:crypto'
import { getRequestListener } from '@hono/node-server'
import postgres from 'postgres'
import { z } from 'zod'
import { type Authority, connect } from '../db/connect.ts'
import { createApp } from '../src/app.ts'
import { bindDeps } from '../src/bind-deps.ts'
import { configOf } from '../src/config.ts'
import { diskStore } from '../src/files/store.ts'
import { boundedKey } from '../src/foundation/caller.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { AccountId, PersonId } from '../src/foundation/ids.ts'
import { accept, refuse } from '../src/foundation/result.ts'
import { openFrontDoor } from '../src/front-door.ts'
import { command, type Endpoint } from '../src/http/endpoint.ts'
import type { FrontSettings } from '../src/http/front/settings.ts'
import type { Identify } from '../src/identity/remembered-candidates.ts'
import { tokenHash } from '../src/identity/sessions.ts'
import { openKeyringFile } from '../src/keys/keyring.ts'
import { openLogger } from '../src/operating-log.ts'
import { registrationRefusals as refusals } from '../src/registration/refusals.ts'
import { SubmitApplication } from '../src/registration/submit-application.ts'
import { takeOrders } from '../src/rehearsal/ordered-process.ts'
import { startService } from '../src/service.ts'
import { loadAssets } from '../src/web/assets.ts'
import { serverNames } from './server-name.ts'

/**
 * A server of its own process. `accepted` is the real service with everything on that `npm start` has on. The other two are what it is measured
 * against: the same app, front, middleware, schema and HTTP server with one route. `bare` parses the body and answers; `naive` does what one
 * writes in an afternoon: it asks for the session, inserts the body unless it is there, and answers, each statement by itself on a pool of 32.
 */
const Order = z.object({
  server: z.enum(serverNames),
  databaseUrl: z.string(),
  ownerUrl: z.string(),
  keyringFile: z.string(),
  filesFolder: z.string(),
  port: z.int(),
  /** What the server takes on: a rate, and requests at once; left out, as `npm start` has it. */
  admission: z.strictObject({ perSecond: z.number(), atOnce: z.int() }).optional(),
  metricsPort: z.int(),
})
type Order = z.infer<typeof Order>

type Running = { readonly stop: () => Promise<void> }

const start = (order: Order): Promise<Running> => (order.server === 'accepted' ? startReal(order) : startOther(order))

const keyringOf = ({ keyringFile }: Pick<Order, 'keyringFile'>) => openKeyringFile(keyringFile, false, systemClock().toString()).keyring

const startReal = (order: Order) =>
  startService({
    ...order,
    keyring: keyringOf(order),
    logger: openLogger('error', process.stderr),
    local: true,
    front: frontOf(order),
  })

/**
 * What stands before the app at `npm start` stands before each of the three, and judges every request. Only the limits by address are
 * wider: the generator has one, and stands for thousands.
 */
const frontOf = ({ admission }: Order): FrontSettings => {
  const { front } = configOf({})
  return {
    ...front,
    admission: admission ?? front.admission,
    address: { perSecond: 1_000_000, burst: 1_000_000 },
    sockets: { ...front.sockets, partOfAddress: 1 },
  }
}

async function startOther(order: Order): Promise<Running> {
  const logger = openLogger('error', process.stderr)
  const database = connect(order.databaseUrl, { max: 1 })
  const authorities = await database.authorities()
  const door = await openFrontDoor({ ...order, authorities, connections: 1, logger, front: frontOf(order) })
  const shared = {
    database,
    keyring: keyringOf(order),
    clock: systemClock,
    files: diskStore(order.filesFolder, randomUUID),
    logger,
    rehearsal: false,
    meterOf: door.meterOf,
  }
  const one = order.server === 'bare' ? bare() : naive(order, authorities)
  const depsFor = (authority: Authority) => bindDeps(shared, authority)
  const app = createApp({ authorities, depsFor, assets: await loadAssets(), identify: door.noting(one.identify), api: [one.route] })
  const server = door.serverFor(getRequestListener((request) => app.fetch(request)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: order.port, host: 'localhost' }, resolve)
  })
  return {
    stop: async () => {
      await new Promise((resolve) => server.close(resolve))
      await Promise.all([database.close(), door.close(), one.close()])
    },
  }
}

type Other = { readonly route: Endpoint; readonly identify: Identify; readonly close: () => Promise<void> }
type Run = Parameters<typeof command<typeof SubmitApplication, object, 'application_unknown'>>[3]

const submissionRoute = (run: Run) =>
  command('/exams/:examId/applications/:applicationId/submissions', 'Submit', SubmitApplication, run, refusals)

const someone = { personId: PersonId.parse(randomUUID()), kind: 'candidate', name: '', appointments: [] } as const

function bare(): Other {
  const caller = { ...someone, accountId: AccountId.parse(randomUUID()) }
  return {
    identify: async (_deps, _token, idempotencyKey) => ({ ...caller, idempotencyKey: boundedKey(idempotencyKey) }),
    route: submissionRoute(async (_deps, _caller, { applicationId }) => accept({ applicationId })),
    close: async () => undefined,
  }
}

/** In the folder of the authority's own tables, so that the session is the real row. Nothing is prepared more often than it must be. */
function naive({ ownerUrl }: Order, [authority]: readonly Authority[]): Other {
  const pool = postgres(ownerUrl, { max: 32, onnotice: () => {}, connection: { search_path: authority?.schema ?? '', TimeZone: 'UTC' } })
  return {
    identify: async (deps, token, idempotencyKey) => {
      const now = deps.clock().toString()
      const [session] = await pool<{ account_id: string }[]>`
        select account_id from sessions where token_hash = ${tokenHash(token)} and expires_at > ${now}`
      return session && { ...someone, accountId: AccountId.parse(session.account_id), idempotencyKey: boundedKey(idempotencyKey) }
    },
    route: submissionRoute(async (deps, { accountId }, body) => {
      const entered = await pool`
        insert into naive_submissions (exam_id, account_id, body, submitted_at)
        values (${body.examId}, ${accountId}, ${pool.json(body)}, ${deps.clock().toString()})
        on conflict (exam_id, account_id) do nothing returning account_id`
      return entered.length === 1 ? accept({ applicationId: body.applicationId }) : refuse('application_unknown')
    }),
    close: () => pool.end({ timeout: 5 }),
  }
}

let running: Running | undefined
takeOrders(
  async (order) => {
    running = await start(Order.parse(order))
  },
  () => running?.stop(),
)
