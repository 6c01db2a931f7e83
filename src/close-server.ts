import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

/** How long somebody who has just connected may take to say what they want, and whoever keeps a connection to notice that we leave. */
const graceMilliseconds = 1000
const mostMilliseconds = 10_000

/** Those who have connected and not asked anything yet. To be called before the server listens. */
export function unheardOf(server: Server): ReadonlySet<Socket> {
  const unheard = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    unheard.add(socket)
    socket.once('close', () => unheard.delete(socket))
  })
  // Behind TLS it is another socket that asks: then everybody counts as unheard, and has the whole grace.
  server.on('request', ({ socket }) => unheard.delete(socket))
  return unheard
}

/**
 * Node's own `close` of an HTTP server would cut off who has connected and not spoken yet; that of a plain server only stops listening. Whoever
 * kept a connection had the drain, of so many milliseconds, to see that we leave.
 */
export const closeServer = (server: Server, unheard: ReadonlySet<Socket>, drained: number) =>
  new Promise<void>((done) => {
    const patience = setTimeout(() => server.closeAllConnections(), mostMilliseconds)
    let idle: NodeJS.Timeout | undefined
    // Again and again: a connection that is finished now becomes idle, and would stay so.
    const closeIdle = () => {
      server.closeIdleConnections()
      idle = setInterval(() => server.closeIdleConnections(), 50)
    }
    let grace: NodeJS.Timeout | undefined
    NetServer.prototype.close.call(server, () => {
      for (const timer of [patience, grace, idle]) clearTimeout(timer)
      done()
    })
    if (unheard.size === 0 && drained >= graceMilliseconds) closeIdle()
    else grace = setTimeout(closeIdle, graceMilliseconds)
  })
