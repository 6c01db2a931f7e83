import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { InstantText } from '../foundation/clock.ts'
import { AccountId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { sessionCookie } from '../http/requests.ts'
import { openSession } from '../identity/sessions.ts'
import { openKeyringFile } from '../keys/keyring.ts'
import { openLogger } from '../operating-log.ts'
import { startService } from '../service.ts'
import { movableClock } from './movable-clock.ts'
import { takeOrders } from './ordered-process.ts'

/**
 * The rehearsal's service, in a process of its own so that the simulated people and the service share no event loop. It is the real service
 * on a database marked as a rehearsal's; what is added stands here and nowhere else: the clock that can be set forward, and doors that
 * open one session each for people who look around.
 */
const Order = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('start'),
    databaseUrl: z.string(),
    keyringFile: z.string(),
    filesFolder: z.string(),
    port: z.number(),
    at: InstantText,
  }),
  z.object({ do: z.literal('move'), to: InstantText }),
  z.object({ do: z.literal('door'), accountId: AccountId }),
])

type Running = Awaited<ReturnType<typeof start>>
let running: Running | undefined

async function start(order: { databaseUrl: string; keyringFile: string; filesFolder: string; port: number; at: Temporal.Instant }) {
  const time = movableClock(order.at)
  const doors = new Map<string, AccountId>()
  const service = await startService({
    ...order,
    keyring: openKeyringFile(order.keyringFile, true, order.at.toString()).keyring,
    logger: openLogger('error', process.stderr),
    clock: time.clock,
    local: true,
    around: (inner) => {
      const app = new Hono().get('/rehearsal/door/:token', async (c) => {
        const accountId = doors.get(c.req.param('token'))
        const [authority] = service.authorities
        if (!accountId || !authority) return c.notFound()
        doors.delete(c.req.param('token'))
        const deps = service.depsFor(authority)
        const token = await deps.within('gate', (tx) => openSession(deps, tx, accountId, deps.clock()))
        setCookie(c, sessionCookie(authority.origin), token, { path: '/', httpOnly: true, sameSite: 'Lax' })
        return c.redirect('/', 303)
      })
      app.all('*', (c) => inner(c.req.raw))
      return app.fetch
    },
  })
  return { service, time, doors }
}

async function obey(given: unknown): Promise<unknown> {
  const order = Order.parse(given)
  if (order.do === 'start') {
    running = await start(order)
    const { port, founding } = running.service
    return { port, founding: founding.map(({ role, link }) => ({ role, link })) }
  }
  const { service, time, doors } = known(running, 'the service is started first')
  if (order.do === 'move') return time.moveTo(order.to)
  const [authority] = service.authorities
  const token = authority ? Buffer.from(service.depsFor(authority).newSecret()).toString('base64url') : ''
  doors.set(token, order.accountId)
  return `${authority?.origin}/rehearsal/door/${token}`
}

takeOrders(obey, () => running?.service.stop())
