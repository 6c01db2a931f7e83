import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { InstantText } from '../foundation/clock.ts'
import { AccountId } from '../foundation/ids.ts'
import { sessionCookie } from '../http/requests.ts'
import { openSession } from '../identity/sessions.ts'
import { openKeyringFile } from '../keys/keyring.ts'
import { startService } from '../main.ts'
import { openLogger } from '../operating-log.ts'
import { movableClock } from './movable-clock.ts'

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
  z.object({ do: z.literal('stop') }),
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

process.on('message', async (message) => {
  const order = Order.parse(message)
  try {
    if (order.do === 'start') {
      running = await start(order)
      const { port, founding } = running.service
      process.send?.({ done: 'start', port, founding: founding.map(({ role, link }) => ({ role, link })) })
    } else if (order.do === 'move') {
      running?.time.moveTo(order.to)
      process.send?.({ done: 'move' })
    } else if (order.do === 'door' && running) {
      const [authority] = running.service.authorities
      const token = authority ? Buffer.from(running.service.depsFor(authority).newSecret()).toString('base64url') : ''
      running.doors.set(token, order.accountId)
      process.send?.({ done: 'door', link: `${authority?.origin}/rehearsal/door/${token}` })
    } else {
      await running?.service.stop()
      process.exit(0)
    }
  } catch (error) {
    process.send?.({ done: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
// The terminal's Ctrl-C reaches both; the rehearsal tells this process when to stop.
process.on('SIGINT', () => undefined)
