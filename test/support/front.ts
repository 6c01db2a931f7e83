import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll } from 'vitest'
import { type FrontCounts, openFront } from '../../src/http/front/front.ts'
import { knownOfficers } from '../../src/http/front/known-officers.ts'
import type { FrontSettings } from '../../src/http/front/settings.ts'
import { chance } from '../../src/keys/chance.ts'
import type { Office } from './office.ts'

export const wide: FrontSettings = {
  admission: { atOnce: 1000 },
  session: { perSecond: 1000, burst: 1000 },
  address: { perSecond: 1000, burst: 1000 },
  sockets: { connections: 1000, partOfAddress: 1, idleSeconds: 10 },
}

type Options = {
  readonly settings?: FrontSettings
  readonly isStopping?: () => boolean
  readonly ready?: () => Promise<boolean>
  readonly trustedProxies?: readonly string[]
}

/** The office's app on a real port, with the front before it; the front's clock is moved by hand. */
export async function openFronted(
  office: Office,
  { settings, isStopping = () => false, ready = async () => true, trustedProxies = [] }: Options = {},
) {
  let time = 0
  const now = () => time
  const counted: string[] = []
  const reached: string[] = []
  const counts: FrontCounts = {
    admitted: (host, of) => counted.push(`${host} admitted ${of}`),
    turnedAway: (host, of, by) => counted.push(`${host} ${of} turned away by ${by}`),
    cut: (because) => counted.push(`cut: ${because}`),
  }
  const officers = knownOfficers(now)
  const front = openFront({
    health: { ready },
    officers,
    counts,
    watch: now,
    chance,
    trustedProxies,
    origins: [office.authority.origin],
    isStopping,
    settings,
  })
  const inner = getRequestListener(office.app.fetch)
  const server: Server = createServer(
    front.guard((request, response) => {
      reached.push(`${request.method} ${request.url}`)
      return inner(request, response)
    }),
  )
  front.bound(server)
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const sockets = new Set<Socket>()
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    front.stop()
    await new Promise((closed) => server.close(closed))
  })
  /** Sends exactly this and answers what has come when `until` is in it, or when the other side has ended. */
  const raw = (text: string, until: RegExp = /\r\n\r\n/): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      sockets.add(socket)
      let said = ''
      socket.on('data', (bytes) => {
        said += bytes.toString('utf8')
        if (until.test(said)) resolve(said)
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
  const { host } = new URL(office.authority.origin)
  /** A whole request without body on a connection of its own. */
  const ask = async (request: string, headers: Readonly<Record<string, string>> = {}) => {
    const lines = [
      `${request} HTTP/1.1`,
      ...Object.entries({ host, connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}`),
    ]
    const said = await raw(`${lines.join('\r\n')}\r\n\r\n`, /^$a/)
    const [head = '', ...body] = said.split('\r\n\r\n')
    const [status = '', ...fields] = head.split('\r\n')
    const named = Object.fromEntries(
      fields.map((field) => [field.split(':', 1)[0]?.toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
    )
    return { status: Number(status.split(' ')[1]), headers: named, body: body.join('\r\n\r\n') }
  }
  return {
    raw,
    ask,
    host,
    port,
    counted,
    reached,
    officers,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}
