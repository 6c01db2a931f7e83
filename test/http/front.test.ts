import { Agent } from 'node:http'
import { describe, expect, test } from 'vitest'
import { sessionCookie } from '../../src/http/requests.ts'
import { openFronted, wide } from '../support/front.ts'
import { openOffice } from '../support/office.ts'
import { ask } from '../support/running-service.ts'

const office = await openOffice()
const cookieName = sessionCookie(office.authority.origin)
const exam = '01980000-0000-7000-8000-0000000000e1'
const submission = `/api/exams/${exam}/applications/${exam}/submissions`
/** Of the form of a token, which nobody was given. */
const madeUp = (name: string) => name.padEnd(43, '-')
const session = { cookie: `${cookieName}=${madeUp('A')}` }

/** One request a second, and the ten the bucket holds. */
const narrow = { ...wide, admission: { perSecond: 1, atOnce: 1000 } }
/** With nothing left in the bucket, nor of what is the own of submissions, pages and lists. */
const emptied = async (settings = narrow) => {
  const front = await openFronted(office, { settings })
  for (const request of [`POST ${submission}`, 'GET /', 'GET /my', 'GET /public/exams/x/positions'])
    while ((await front.ask(request, { ...session, 'content-length': '0' })).status !== 503) expect(front.counted.length).toBeLessThan(40)
  return front
}

describe('whoever is sent away', () => {
  test('is answered before the body is read, in both languages, with the time to come back', async () => {
    const front = await emptied()
    const reached = front.reached.length
    const head = (extra: string) =>
      `POST ${submission} HTTP/1.1\r\nhost: ${front.host}\r\ncookie: ${session.cookie}\r\n${extra}content-length: 2000000\r\n\r\n`
    const said = await front.raw(head(''), /\}$/)
    expect(said).toMatch(/^HTTP\/1\.1 503 /)
    expect(said).toMatch(/\r\nretry-after: \d+\r\n/i)
    expect(said).toMatch(/\r\ncontent-type: application\/problem\+json/i)
    expect(said).toContain('"code":"overloaded"')
    expect(said).toContain('请在')
    expect(await front.raw(head('cookie: locale=en\r\n'), /\}$/)).toContain('please try again in')
    expect(front.reached).toHaveLength(reached)
  })
  test('is not even asked for the body', async () => {
    const front = await emptied()
    const head = `POST ${submission} HTTP/1.1\r\nhost: ${front.host}\r\ncookie: ${session.cookie}\r\nexpect: 100-continue\r\ncontent-length: 2000000\r\n\r\n`
    const said = await front.raw(head, /\}$/)
    expect(said).toMatch(/^HTTP\/1\.1 503 /)
    expect(said).not.toContain('100 Continue')
  })
  test('and who is let in is', async () => {
    const front = await openFronted(office, { settings: wide })
    const head = `PUT /api/exams/${exam}/applications/${exam}/draft HTTP/1.1\r\nhost: ${front.host}\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n`
    expect(await front.raw(head)).toMatch(/^HTTP\/1\.1 100 Continue/)
  })
  test('with a page: a small page without script that needs nothing more from us, and opens again by itself only if it was to be read', async () => {
    const front = await emptied()
    const shown = await front.ask('GET /public/exams')
    expect(shown).toMatchObject({ status: 503, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })
    expect(shown.headers.refresh).toBe(shown.headers['retry-after'])
    expect(shown.body).not.toMatch(/<script|<link|src=|href=|http-equiv/)
    expect(shown.body).toContain('lang="zh-CN"')
    expect(shown.body).toContain(`${shown.headers['retry-after']} 秒`)
    expect(Buffer.byteLength(shown.body)).toBeLessThan(2000)
    const sent = await front.ask(`POST /my/applications/${exam}/submissions?lang=en`, { ...session, 'content-length': '0' })
    expect(sent.status).toBe(503)
    expect(sent.headers.refresh).toBeUndefined()
    expect(sent.body).toContain('Back button')
  })
  test('is told another time than the next one', async () => {
    const front = await emptied()
    const told = new Set<string | undefined>()
    for (let n = 0; n < 30; n += 1) told.add((await front.ask('GET /')).headers['retry-after'])
    expect(told.size).toBeGreaterThan(5)
    for (const seconds of told) expect(Number(seconds)).toBeGreaterThan(0)
  })
})

describe('what goes first', () => {
  test('submitting is taken when browsing no longer is', async () => {
    const front = await openFronted(office, { settings: narrow })
    while ((await front.ask('GET /')).status !== 503) expect(front.counted.length).toBeLessThan(30)
    expect((await front.ask(`POST ${submission}`, { ...session, origin: office.authority.origin })).status).toBe(401)
    expect(front.counted.at(-1)).toBe('north.test admitted submit')
  })
  test('an officer at work is let in when candidates are not, from the moment their session was seen', async () => {
    const front = await emptied()
    const officer = await office.officer('exam_office')
    const cookie = `${cookieName}=${await office.sessionToken(officer.accountId)}`
    const own: string[] = []
    for (let n = 0; n < 5; n += 1) own.push(String((await front.ask(`GET /my/exams`, { cookie })).status))
    expect(own).toContain('503')
    front.officers.note(cookie.split('=')[1] ?? '')
    expect((await front.ask('GET /exams', { cookie })).status).toBe(200)
    expect(front.counted.at(-1)).toBe('north.test admitted office')
    // Known for a while only.
    front.pass(21 * 60_000)
    await front.ask('GET /exams', { cookie })
    expect(front.counted.at(-1)).not.toBe('north.test admitted office')
  })
  test('probes are answered whatever happens, under any host name', async () => {
    const front = await emptied()
    expect(await front.ask('GET /health/live', { host: 'nobody.example' })).toMatchObject({ status: 200, body: 'live\n' })
    expect((await front.ask('GET /health/ready', { host: '10.0.0.1' })).status).toBe(200)
    expect((await front.ask('POST /health/live')).status).toBe(405)
    expect((await front.ask('GET /')).status).toBe(503)
  })
})

describe('one client', () => {
  test('cannot take it all by one session', async () => {
    const front = await openFronted(office, { settings: { ...wide, session: { perSecond: 1, burst: 3 } } })
    const asked = async (headers: Readonly<Record<string, string>>) => (await front.ask('GET /', headers)).status
    const all: number[] = []
    for (let n = 0; n < 5; n += 1) all.push(await asked(session))
    expect(all).toEqual([200, 200, 200, 429, 429])
    expect(await asked({ cookie: `${cookieName}=${madeUp('another')}` })).toBe(200)
    front.pass(1000)
    expect(await asked(session)).toBe(200)
  })
  test('cannot take it all by one address, however many sessions it makes up; whoever comes through the proxy has their own', async () => {
    const settings = { ...wide, address: { perSecond: 1, burst: 3 } }
    const front = await openFronted(office, { settings, trustedProxies: ['127.0.0.1'] })
    const asked = async (n: number, seen: string) =>
      (await front.ask('GET /', { cookie: `${cookieName}=${madeUp(`made-up-${n}`)}`, 'x-forwarded-for': seen })).status
    const all: number[] = []
    // What stands in front the client may have written: only the last address counts.
    for (let n = 0; n < 5; n += 1) all.push(await asked(n, `198.51.100.${n}, 203.0.113.7`))
    expect(all).toEqual([200, 200, 200, 429, 429])
    expect(await asked(9, '203.0.113.7, 198.51.100.1')).toBe(200)
  })
  test('is not believed about its address without a proxy of ours', async () => {
    const front = await openFronted(office, { settings: { ...wide, address: { perSecond: 1, burst: 2 } } })
    const all: number[] = []
    for (let n = 0; n < 3; n += 1) all.push((await front.ask('GET /', { 'x-forwarded-for': `203.0.113.${n}` })).status)
    expect(all).toEqual([200, 200, 429])
  })
  test.each([
    { of: 'address', settings: { ...wide, address: { perSecond: 1, burst: 2 } } },
    { of: 'session', settings: { ...wide, session: { perSecond: 1, burst: 2 } } },
  ])('gains nothing by a second connection beside one that is held: its $of is the same', async ({ settings }) => {
    const front = await openFronted(office, { settings, trustedProxies: ['127.0.0.1'] })
    const asked = (n: number) => ({ host: front.host, cookie: `${cookieName}=${madeUp(`held-${n}`)}`, 'x-forwarded-for': `203.0.113.${n}` })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let second = 0; second < 20; second += 1) {
      for (let n = 0; n < 2; n += 1) await ask({ port: front.port, path: '/', headers: asked(1), agent })
      expect((await front.ask('GET /', asked(2))).status).toBe(200)
      front.pass(1000)
    }
    // One has grown in the last second, for the client and not for each of its connections.
    expect([(await front.ask('GET /', asked(1))).status, (await front.ask('GET /', asked(1))).status]).toEqual([200, 429])
    agent.destroy()
  })
  test('is limited by their session as an officer as well, to more; their address may be a whole office', async () => {
    const settings = { ...wide, session: { perSecond: 1, burst: 2 }, address: { perSecond: 1, burst: 1 } }
    const front = await openFronted(office, { settings })
    front.officers.note(madeUp('held-by-one'))
    front.officers.note(madeUp('held-by-another'))
    const all: number[] = []
    const asked = async (session: string) => (await front.ask('GET /', { cookie: `${cookieName}=${madeUp(session)}` })).status
    for (let n = 0; n < 12; n += 1) all.push(await asked('held-by-one'))
    expect(all).toEqual([...new Array<number>(10).fill(200), 429, 429])
    expect(await asked('held-by-another')).toBe(200)
  })
  test('is not taken for somebody else by a cookie that only looks like a session', async () => {
    const front = await openFronted(office, { settings: { ...wide, session: { perSecond: 1, burst: 1 } } })
    const planted = cookieName === 'session' ? '__Host-session' : 'session'
    const asked = async (own: string) => (await front.ask('GET /', { cookie: `${planted}=${madeUp('everybodys')}${own}` })).status
    expect([await asked(''), await asked(''), await asked('')]).toEqual([200, 200, 200])
    const two = [
      await asked(`; ${cookieName}=${madeUp('a')}`),
      await asked(`; ${cookieName}=${madeUp('b')}`),
      await asked(`; ${cookieName}=${madeUp('b')}`),
    ]
    expect(two).toEqual([200, 200, 429])
  })
  test('is one session however its cookie is spelled: what the limits do not read, the service does not read either', async () => {
    const front = await openFronted(office, { settings: { ...wide, session: { perSecond: 1, burst: 1 } } })
    const token = await office.sessionToken((await office.candidate()).accountId)
    const asked = async (cookie: string) => (await front.ask('GET /api/my/self', { cookie })).status
    const spelled = [
      `${cookieName} =${token}`,
      `${cookieName}=%${token.charCodeAt(0).toString(16)}${token.slice(1)}`,
      `${cookieName}="${token}"`,
    ]
    for (const cookie of spelled) expect([cookie, await asked(cookie)]).toEqual([cookie, 401])
    expect(await asked(`${cookieName}=x\\1; ${cookieName}=${token}`)).toBe(200)
    expect(await asked(`${cookieName}=x\\2; ${cookieName}=${token}`)).toBe(429)
  })
  test('holds only its part of the connections', async () => {
    const front = await openFronted(office, { settings: { ...wide, sockets: { ...wide.sockets, connections: 8, partOfAddress: 0.25 } } })
    const stay = () => front.raw(`GET / HTTP/1.1\r\nhost: ${front.host}\r\n\r\n`)
    expect(await stay()).toMatch(/^HTTP\/1\.1 200/)
    expect(await stay()).toMatch(/^HTTP\/1\.1 200/)
    // The third is closed without a word, as an end or as a reset.
    expect(await stay().catch(() => '')).toBe('')
    expect(front.counted).toContain('cut: connections')
  })
})

test('behind a proxy this machine is told whether the process is ready, and nothing else', async () => {
  const front = await openFronted(office, { settings: wide, trustedProxies: ['203.0.113.1'] })
  expect(await front.ask('GET /health/ready')).toMatchObject({ status: 200, body: 'ready\n' })
  expect(await front.raw(`GET / HTTP/1.1\r\nhost: ${front.host}\r\n\r\n`).catch(() => '')).toBe('')
  expect([front.reached, front.counted]).toEqual([[], []])
})

describe('while the process is told to stop', () => {
  test('it is not ready, answers all the same, and lets nobody keep a connection', async () => {
    let stopping = false
    const front = await openFronted(office, { settings: wide, isStopping: () => stopping, ready: async () => !stopping })
    const ready = async () => (await front.ask('GET /health/ready')).status
    expect(await ready()).toBe(200)
    stopping = true
    expect(await ready()).toBe(503)
    expect((await front.ask('GET /health/live')).status).toBe(200)
    const kept = await front.raw(`GET / HTTP/1.1\r\nhost: ${front.host}\r\nconnection: keep-alive\r\n\r\n`, /^$a/)
    expect(kept).toMatch(/^HTTP\/1\.1 200/)
    expect(kept).toMatch(/\r\nconnection: close\r\n/i)
  })
})
