import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { openFrontDoor } from '../../src/front-door.ts'
import { openLogger } from '../../src/operating-log.ts'
import { openMetrics } from '../../src/operations/metrics.ts'
import { serveMetrics } from '../../src/operations/metrics-server.ts'
import { begun, form } from '../support/applications.ts'
import { north, south } from '../support/authorities.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice } from '../support/office.ts'

const metrics = openMetrics({ authorities: [north, south], connections: 3, state: () => ({ working: 4, standing: 250 }) })
const lines: string[] = []
const logger = openLogger('debug', { write: (line) => lines.push(line) })
const office = await openOffice({ meterOf: metrics.meterOf, logger })
const exam = await announcedRecruitment(office, await officers(office))
office.moveClock('2026-03-10T10:00:00+08:00')

/** Lines of one metric, without its prefix. */
const lined = async (name: string) => (await metrics.text()).text.split('\n').filter((line) => line.startsWith(`gongyuan_${name}`))

const person = await office.candidate({ name: '欧阳独特', idNumber: idNumber(4711), phone: '13912345678' })
const application = await begun(person, exam)
const sent = { draftVersion: 1, form: { ...form, phone: '13987654321', address: '独特路七号' }, undertaking: true }

test('a submission is counted by its outcome, and by the transaction it went in', async () => {
  expect((await person.post(`${application.path}/submissions`, sent)).status).toBe(201)
  expect((await person.post(`${application.path}/submissions`, sent)).code).toBe('already_applied')
  const acts = await lined('acts_total{event="application_submitted"')
  expect(acts).toEqual([
    'gongyuan_acts_total{event="application_submitted",outcome="accepted"} 1',
    'gongyuan_acts_total{event="application_submitted",outcome="already_applied"} 1',
  ])
  expect(await lined('batch_size_count{event="application_submitted"}')).toEqual([
    'gongyuan_batch_size_count{event="application_submitted"} 2',
  ])
  expect(await lined('batch_waiting{')).toEqual(['gongyuan_batch_waiting{event="application_submitted"} 0'])
})
test('a request is counted by the template of its route', async () => {
  const [counted] = await lined(
    'request_seconds_count{method="POST",route="/api/exams/:examId/applications/:applicationId/submissions",status="2xx"}',
  )
  expect(counted).toMatch(/ 1$/)
  for (let n = 0; n < 20; n += 1) await office.anyone.get(`/nothing/${n}`)
  const none = (await lined('request_seconds_count')).filter((line) => line.includes('/nothing'))
  expect(none).toEqual([])
  expect(await lined('request_seconds_count{method="GET",route="none",status="4xx"}')).toEqual([
    'gongyuan_request_seconds_count{method="GET",route="none",status="4xx"} 20',
  ])
})
test('how full the process is', async () => {
  expect(await lined('working ')).toEqual(['gongyuan_working 4'])
  expect(await lined('standing_seconds ')).toEqual(['gongyuan_standing_seconds 0.25'])
  expect(await lined('database_connections ')).toEqual(['gongyuan_database_connections 3'])
  expect(await lined('database_busy ')).toEqual(['gongyuan_database_busy 0'])
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes'])
    expect((await metrics.text()).text).toMatch(new RegExp(`^${name} [0-9.e-]+$`, 'm'))
})
test('a unit of work is busy until it ends, and waits past the connections there are', async () => {
  const meter = metrics.meterOf(north)
  const { promise, resolve } = Promise.withResolvers<void>()
  const all = Array.from({ length: 5 }, () => meter.unit(promise))
  expect([await lined('database_busy '), await lined('database_waiting ')]).toEqual([
    ['gongyuan_database_busy 3'],
    ['gongyuan_database_waiting 2'],
  ])
  resolve()
  await Promise.all(all)
  expect(await lined('database_busy ')).toEqual(['gongyuan_database_busy 0'])
})
test('what the front counts is the board’s too, of whose host it was; a host that is nobody’s makes nothing', async () => {
  metrics.front.admitted(north.host, 'submit')
  metrics.front.turnedAway(south.host, 'browse', 'rate')
  for (let n = 0; n < 10; n += 1) metrics.front.turnedAway(`made-up-${n}.example`, 'list', 'address')
  expect(metrics.meterOf(north).collect()).toMatchObject({ admitted: { submit: 1 }, turnedAway: {}, working: 4, standing: 250 })
  expect(metrics.meterOf(south).collect()).toMatchObject({ admitted: {}, turnedAway: { 'rate browse': 1 } })
  expect(await lined('turned_away_total')).toEqual([
    'gongyuan_turned_away_total{class="browse",reason="rate"} 1',
    'gongyuan_turned_away_total{class="list",reason="address"} 10',
  ])
  expect((await metrics.text()).text).not.toContain('made-up')
})

describe('neither the metrics nor the log for operators hold', () => {
  const told = async () => `${(await metrics.text()).text}\n${lines.join('\n')}`
  const route = '/api/exams/:examId/applications/:applicationId/submissions'
  test('anything that was sent, or who sent it', async () => {
    const officer = await office.officer('exam_office', { examId: exam.examId })
    await officer.get(`/exams/${exam.examId}/registration?q=欧阳独特`)
    await office.anyone.post('/api/sign-in', { idNumber: person.idNumber, password: '一二三四五六七八' })
    const all = await told()
    expect(all).toContain(route)
    expect(lines.some((line) => line.includes('"answered"') && line.includes(route))).toBe(true)
    for (const one of ['欧阳', '独特', person.idNumber, '13912345678', '13987654321', '一二三四']) expect(all).not.toContain(one)
    for (const one of [encodeURIComponent('欧阳'), application.number, application.applicationId, exam.examId])
      expect(all).not.toContain(one)
  })
  test('any id at all, in the metrics', async () => {
    const labels = [...(await metrics.text()).text.matchAll(/\{(.*)\}/g)].map(([, one = '']) => one)
    expect(labels.length).toBeGreaterThan(100)
    expect(labels.filter((one) => /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}/.test(one))).toEqual([])
  })
})

describe('the port', () => {
  const opened: { close: () => Promise<void> }[] = []
  afterAll(() => Promise.all(opened.map((one) => one.close())))
  const serve = async (from: number) => {
    const served = await serveMetrics(metrics, from)
    opened.push(served)
    return served
  }
  const ask = (port: number, path: string, method = 'GET') =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      request({ port, path, method, host: '127.0.0.1' }, (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8')
        })
        answer.on('end', () => resolve({ status: answer.statusCode, text }))
      })
        .on('error', reject)
        .end()
    })
  test('answers one address, and a second process takes the next port', async () => {
    const first = await serve(39_400)
    const second = await serve(first.port)
    expect(second.port).toBeGreaterThan(first.port)
    expect((await ask(first.port, '/metrics')).text).toContain('gongyuan_acts_total')
    expect((await ask(second.port, '/')).status).toBe(404)
    expect((await ask(second.port, '/metrics', 'POST')).status).toBe(404)
  })
  test('is not worth a failed start: where none is free, the process serves without and says so', async () => {
    const last = 65_535
    const taken = createServer().listen({ port: last, host: '127.0.0.1', exclusive: true })
    await once(taken, 'listening')
    const before = lines.length
    const door = await openFrontDoor({ databaseUrl: office.url, authorities: [north], connections: 1, logger, metricsPort: last })
    expect(lines.slice(before).filter((line) => line.includes('serves without them'))).toHaveLength(1)
    await door.close()
    taken.close()
  })
  test('is not among the service’s own', async () => {
    expect((await office.anyone.get('/metrics')).status).toBe(404)
  })
})
