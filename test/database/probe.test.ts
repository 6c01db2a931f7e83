import { createServer, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { openProbe, type Probe } from '../../db/probe.ts'
import { readiness } from '../../src/http/front/health.ts'
import { openTestDatabase } from '../support/database.ts'

const base = await openTestDatabase()
const probes: Probe[] = []
const probe = (url: string) => {
  const opened = openProbe(url)
  probes.push(opened)
  return opened
}
afterAll(async () => {
  await Promise.all(probes.map((one) => one.close()))
  await base.close()
})

test('a server that answers', async () => {
  expect(await probe(base.url).answers()).toBe(true)
})
test('a server that takes the connection and says nothing is not waited for, and found again when it speaks', async () => {
  const held: Socket[] = []
  const mute = createServer((socket) => held.push(socket))
  await new Promise<void>((listens) => mute.listen(0, '127.0.0.1', listens))
  const address = mute.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await probe(`postgres://gongyuan_service@127.0.0.1:${port}/x`).answers()).toBe(false)
  for (const socket of held) socket.destroy()
  await new Promise((closed) => mute.close(closed))
})
test('no server', async () => {
  expect(await probe('postgres://gongyuan_service@127.0.0.1:1/x').answers()).toBe(false)
})

test('is asked once a second, however many ask; and not at all once the process stops', async () => {
  let [time, asked, stopping, answer] = [0, 0, false, true]
  const health = readiness(
    async () => {
      asked += 1
      return answer
    },
    () => stopping,
    () => time,
  )
  expect(await Promise.all([health.ready(), health.ready(), health.ready()])).toEqual([true, true, true])
  expect(asked).toBe(1)
  answer = false
  time = 1000
  expect(await health.ready()).toBe(true)
  time = 1001
  expect(await health.ready()).toBe(false)
  answer = true
  time = 2002
  expect(await health.ready()).toBe(true)
  stopping = true
  time = 9000
  expect(await health.ready()).toBe(false)
  expect(asked).toBe(3)
})
