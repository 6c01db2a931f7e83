import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openAdmission, type Place } from '../../src/http/front/admission.ts'
import { watchExchanges } from '../../src/http/front/sockets.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

/** A server that answers when the body is here or when told to, the watch over it, and a client that sends as it is told. */
async function watched() {
  let time = 0
  const cut: true[] = []
  const watch = watchExchanges(
    () => time,
    () => cut.push(true),
  )
  const admission = openAdmission(
    { atOnce: 10 },
    () => time,
    () => 0,
  )
  const { promise: arrived, resolve: arrives } = Promise.withResolvers<void>()
  const { promise: complete, resolve: completes } = Promise.withResolvers<void>()
  let bytes = 0
  const server = createServer((request, response) => {
    const place = admission.admit('submit')
    if (typeof place === 'string') throw new Error(place)
    watch.follow(request, response, place satisfies Place)
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', completes)
    request.on('error', () => undefined)
    arrives()
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const address = server.address()
  const client: Socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  client.on('error', () => undefined)
  const { promise: ended, resolve: ends } = Promise.withResolvers<void>()
  client.on('close', () => ends())
  opened.push(
    () => new Promise((closed) => server.close(closed)),
    () => watch.stop(),
    () => client.destroy(),
  )
  client.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n')
  await arrived
  const received = async (many: number) => {
    while (bytes < many) await new Promise((soon) => setImmediate(soon))
  }
  return {
    client,
    admission,
    cut,
    ended,
    complete,
    received,
    look: (seconds: number) => {
      time += seconds * 1000
      watch.look()
    },
  }
}

test('a sender of single bytes is cut off after a quarter of a minute', async () => {
  const { client, look, cut, ended, received } = await watched()
  look(1)
  client.write('x')
  await received(1)
  look(10)
  expect(cut).toEqual([])
  look(5)
  expect(cut).toEqual([true])
  await ended
})
test('a slow line that goes on is not: 512 bytes a second are enough', async () => {
  const { client, look, cut, complete, received } = await watched()
  let sent = 0
  for (let n = 0; n < 12; n += 1) {
    const bytes = Math.min(8300, 100_000 - sent)
    client.write(Buffer.alloc(bytes))
    sent += bytes
    await received(sent)
    look(16)
  }
  client.write(Buffer.alloc(100_000 - sent))
  await complete
  expect(cut).toEqual([])
})
test('whoever still sends holds no place; when all is here it counts again', async () => {
  const { client, look, admission, complete } = await watched()
  expect(admission.working()).toBe(1)
  look(1)
  expect(admission.working()).toBe(0)
  client.write(Buffer.alloc(100_000))
  await complete
  expect(admission.working()).toBe(1)
  client.destroy()
})
