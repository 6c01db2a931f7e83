import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, statSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { sampleData } from '../../src/print/sample-data.ts'
import { hashOfCode, keptCode, keptName } from '../../src/processes/kept-code.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { openTestDatabase } from '../support/database.ts'
import { ask, runService } from '../support/running-service.ts'

/** The code that a start leaves for the next one: what runs from it does what the source does. */
const { url, authority, close } = await openTestDatabase()
const folder = await mkdtemp(join(tmpdir(), 'gongyuan-kept-'))
const port = await freePort()
const service = runService({ DATABASE_URL: url, DATA_FOLDER: folder, PORT: String(port), PROCESSES: '1' })
afterAll(async () => {
  await service.kill()
  await close()
  await rm(folder, { recursive: true, force: true })
})

const get = (path: string) => ask({ port, path, headers: { host: authority.host } })

test('a start keeps its code, and a replacement that runs it serves the same pages and assets', { timeout: 120_000 }, async () => {
  const code = await vi.waitFor(() => known(keptCode(hashOfCode()), 'the code of now'), { timeout: 60_000, interval: 50 })
  await vi.waitFor(() => expect(service.serving()).toHaveLength(1), { timeout: 40_000, interval: 20 })
  const before = [await get('/'), await get('/public/exams')].map(({ text }) => text)
  const [first] = service.serving()
  service.signal('SIGHUP')
  await vi.waitFor(() => expect(service.serving()).not.toContain(first), { timeout: 40_000, interval: 20 })
  const [second = 0] = service.serving()
  expect(execFileSync('ps', ['-o', 'args=', '-p', String(second)], { encoding: 'utf8' })).toContain(code.servingProcess)
  expect([await get('/'), await get('/public/exams')].map(({ text }) => text)).toEqual(before)
  for (const { path, body } of [code.assets.stylesheet, ...Object.values(code.assets.scripts)]) expect((await get(path)).text).toBe(body)
})

test('its press draws and sets type', async () => {
  const { servingProcess } = await vi.waitFor(() => known(keptCode(hashOfCode()), 'the code of now'), { timeout: 60_000, interval: 50 })
  const worker = new Worker(join(dirname(servingProcess), 'press-worker.mjs'), { execArgv: [] })
  const made = async (order: object) => {
    worker.postMessage({ id: 1, ...order })
    const [{ bytes }] = await once(worker, 'message')
    return Buffer.from(bytes).toString('latin1')
  }
  expect(await made({ code: 'https://example.org' })).toContain('<svg')
  const data = JSON.stringify(sampleData.list)
  expect(await made({ sheet: { template: 'list', data, at: '2026-03-09T02:00:00Z', pictures: {} } })).toContain('%PDF-')
  await worker.terminate()
})

test('what a failed machine left half written is not run', async () => {
  const hash = hashOfCode()
  const { servingProcess } = await vi.waitFor(() => known(keptCode(hash), 'the code of now'), { timeout: 60_000, interval: 50 })
  cpSync(dirname(servingProcess), join(folder, keptName(hash)), { recursive: true })
  const copy = known(keptCode(hash, folder), 'the same, copied').servingProcess
  truncateSync(copy, statSync(copy).size - 1)
  expect(keptCode(hash, folder)).toBeUndefined()
})
