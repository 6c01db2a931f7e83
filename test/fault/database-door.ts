import { connect, createServer, type Socket } from 'node:net'

/** A way to PostgreSQL that can be shut and opened again: while it is shut, lines are cut and nobody answers, as when the server is away. */
export type DatabaseDoor = { readonly url: string; readonly shut: () => Promise<void>; readonly open: () => Promise<void> }

export async function openDatabaseDoor(url: string): Promise<DatabaseDoor> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const through = new URL(url)
  through.host = `127.0.0.1:${port}`
  return {
    url: through.href,
    shut: async () => {
      if (!server.listening) return
      const closed = new Promise((done) => server.close(done))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    open: () => listen(port),
  }
}
