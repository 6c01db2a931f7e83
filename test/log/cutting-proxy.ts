import { connect, createServer, type Socket } from 'node:net'

/** At which statement the line dies: before the server hears of it, or after the server has done it and before we hear of that. */
export type Cut = { readonly statement: RegExp; readonly when: 'before' | 'after' }

export type CuttingProxy = { readonly url: string; readonly wasCut: () => boolean; close(): Promise<void> }

/**
 * Stands between the service and PostgreSQL and cuts the line once. What the service sees is what a crash of the network, the server or a
 * machine in between looks like: an error, and no word on whether the work was done.
 */
export async function openCuttingProxy(url: string, cut: Cut): Promise<CuttingProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let wasCut = false
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    let armed = false
    client.on('data', (bytes: Buffer) => {
      if (!wasCut && !armed && cut.statement.test(bytes.toString('latin1'))) {
        if (cut.when === 'before') return die()
        armed = true
      }
      upstream.write(bytes)
    })
    upstream.on('data', (bytes: Buffer) => {
      // ReadyForQuery ends an answer: the statement is done, and with COMMIT the work is on disk.
      if (armed && endsAnswer(bytes)) return die()
      client.write(bytes)
    })
    const die = () => {
      wasCut = true
      client.destroy()
      upstream.destroy()
    }
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const through = new URL(url)
  through.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    url: through.href,
    wasCut: () => wasCut,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

/** 'Z', length 5, and one letter of state. */
const endsAnswer = (bytes: Buffer) =>
  bytes.length >= 6 && bytes.readUInt8(bytes.length - 6) === 0x5a && bytes.readUInt32BE(bytes.length - 5) === 5
