import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/** So many processes of one machine find a port each: those that serve, and those that take over from them. */
const ports = 512
const lastPort = 65_535

/**
 * The metrics on a port of their own, reachable from this machine alone: nothing in front of the service's port can let them out by mistake.
 * Whoever scrapes from elsewhere brings an agent or a tunnel. Each process takes the first free port from the given one on.
 */
export async function serveMetrics(
  metrics: Metrics,
  from: number,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.text().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  const port = await listen(server, from, Math.min(from + ports - 1, lastPort))
  return {
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function listen(server: Server, port: number, last: number): Promise<number> {
  try {
    await listening(server, port)
    return port
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!taken || port >= last) throw error
    return listen(server, port + 1, last)
  }
}

/** Exclusive: processes of one family would otherwise share a port, and each scrape would meet another of them. */
const listening = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
