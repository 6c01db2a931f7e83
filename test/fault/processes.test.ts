import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { openTestDatabase } from '../support/database.ts'
import { isAlive, type RunningService, runService, statusOf } from '../support/running-service.ts'

/** The service as an operator starts it: a parent and two processes that serve, killed and replaced while people ask. */
const { url, authority, admin, close } = await openTestDatabase()
const folder = await mkdtemp(join(tmpdir(), 'gongyuan-processes-'))
const port = await freePort()
const settings = { DATABASE_URL: url, DATA_FOLDER: folder, PORT: String(port), PROCESSES: '2', DATABASE_CONNECTIONS: '6' }
const running: RunningService[] = []
const started = (more = {}) => {
  const service = runService({ ...settings, ...more })
  running.push(service)
  return service
}
afterAll(async () => {
  await Promise.all(running.map((service) => service.kill()))
  await close()
  await rm(folder, { recursive: true, force: true })
})

const front = () => statusOf({ port, path: '/', headers: { host: authority.host } })
/** However slow the machine: a process of the service takes seconds to load. */
const patience = { timeout: 40_000, interval: 20 }

test('one that dies is replaced, all are replaced one by one under requests, and the parent takes them along', {
  timeout: 120_000,
}, async () => {
  const service = started()
  await vi.waitFor(() => expect(service.serving()).toHaveLength(2), patience)
  const [first = 0, second = 0] = service.serving()
  expect(await front()).toBe(200)

  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(service.serving().filter((pid) => pid !== first)).toHaveLength(2), patience)
  expect(service.serving()).toContain(second)
  expect(service.said()).toMatch(/"process":\d+,"code":null,"signal":"SIGKILL","msg":"a process of the service died"/)

  const before = service.serving()
  const answers: (number | undefined)[] = []
  service.signal('SIGHUP')
  await vi.waitFor(async () => {
    answers.push(await front())
    expect(before.filter((pid) => service.serving().includes(pid))).toEqual([])
  }, patience)
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(service.serving()).toHaveLength(2)
  const [connections] = await admin<{ many: number }[]>`
    select count(*)::int as many from pg_stat_activity where datname = current_database() and application_name = 'gongyuan'`
  expect(connections?.many).toBeLessThanOrEqual(6)

  const last = service.serving()
  await service.kill()
  await vi.waitFor(() => expect(last.filter(isAlive)).toEqual([]), patience)
  expect(await front()).toBeUndefined()
})

test('whoever dies while all are replaced is replaced once', { timeout: 120_000 }, async () => {
  const service = started()
  await vi.waitFor(() => expect(service.serving()).toHaveLength(2), patience)
  service.signal('SIGHUP')
  // One while its successor starts, the other before its turn.
  await vi.waitFor(() => expect(service.said()).toContain('a process of the service is replaced'), patience)
  const before = service.serving()
  expect(before).toHaveLength(2)
  for (const pid of before) process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(service.said()).toContain('the processes of the service are replaced'), patience)
  await vi.waitFor(() => expect(service.serving()).toHaveLength(2), patience)
  await service.kill()
})

test('what cannot start says so once and ends', { timeout: 60_000 }, async () => {
  const service = started({ DATABASE_URL: 'postgres://gongyuan_service:x@127.0.0.1:1/none' })
  expect(await service.ended).toBe(1)
  expect(service.serving()).toEqual([])
})
