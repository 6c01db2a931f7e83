import { Agent, createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { closeServer, unheardOf } from '../../src/close-server.ts'
import { ask } from '../support/running-service.ts'

const agent = new Agent({ keepAlive: true })
afterEach(() => {
  vi.useRealTimers()
  agent.destroy()
})

/** A server to which somebody keeps a connection on which they were answered; from then on time stands still. */
async function withIdleConnection(alsoSilent: boolean) {
  const server: Server = createServer((_, response) => void response.end('here'))
  const unheard = unheardOf(server)
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await ask({ port, path: '/', agent })
  const silent = alsoSilent ? connect(port, 'localhost').on('error', () => undefined) : undefined
  await vi.waitFor(() => expect(unheard.size).toBe(alsoSilent ? 1 : 0))
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  return { server, unheard, silent }
}

test('whoever keeps a connection had the drain to notice: it is closed at once', async () => {
  const { server, unheard } = await withIdleConnection(false)
  await closeServer(server, unheard, 1000)
  expect(server.listening).toBe(false)
})

test.each([
  { drained: 0, silent: false, because: 'there was no drain to notice it in' },
  { drained: 999, silent: false, because: 'the drain was too short' },
  { drained: 5000, silent: true, because: 'somebody has connected and not spoken yet' },
])('after $drained ms of drain connections are kept for the grace: $because', async ({ drained, silent }) => {
  const { server, unheard, silent: waiting } = await withIdleConnection(silent)
  const closed = vi.fn()
  const closing = closeServer(server, unheard, drained).then(closed)
  vi.advanceTimersByTime(999)
  const connections = await new Promise<number>((give) => server.getConnections((_, many) => give(many)))
  expect(connections).toBe(silent ? 2 : 1)
  expect(closed).not.toHaveBeenCalled()
  waiting?.destroy()
  vi.advanceTimersByTime(1)
  await closing
})
