import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { connect } from '../../db/connect.ts'
import { createApp } from '../../src/app.ts'
import { accept } from '../../src/foundation/result.ts'
import { publicEndpoint } from '../../src/http/endpoint.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { clientOf } from '../../src/rehearsal/client.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { begun, form } from '../support/applications.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { stuckLines } from '../support/race.ts'
import { openDatabaseDoor } from './database-door.ts'

const office = await openOffice()
const exam = await announcedRecruitment(office, await officers(office))
office.moveClock('2026-03-09T10:00+08:00')
const door = await openDatabaseDoor(office.url)
const database = connect(door.url, { max: 4 })
afterAll(async () => {
  await database.close()
  await door.shut()
})

/** The office's service, whose way to the database can be shut. */
const deps = {
  ...office.deps,
  within: <T>(role: Parameters<typeof office.deps.within>[0], work: Parameters<typeof database.inAuthority<T>>[2]) =>
    database.inAuthority(office.authority, role, work),
  sessionOf: (hash: Uint8Array) => database.sessionOf(office.authority, hash),
}
const assets = await loadAssets()
const app = createApp({ authorities: [office.authority], depsFor: () => deps, assets })
const { origin } = office.authority
const sent = (path: string, init?: RequestInit) => app.request(new URL(path, origin).href, init)
const as = (token: string) => clientOf(sent, { origin, cookie: async () => `${sessionCookie(origin)}=${token}` })

test('while the database is away everybody is told so at once, nothing is half done, and the same sent again counts once', async () => {
  const candidate = await office.candidate()
  const application = await begun(candidate, exam)
  const client = as(await office.sessionToken(candidate.accountId))
  const submit = () =>
    client.post(`${application.path}/submissions`, { draftVersion: 1, form, undertaking: true }, { idempotencyKey: 'the-only-one' })
  expect((await sent('/')).status).toBe(200)
  expect((await client.get('/my')).status).toBe(200)

  await door.shut()
  const refused = await submit()
  expect([refused.status, refused.code]).toEqual([503, 'database_away'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  // More than there are connections: none of them waits for one.
  const many = await Promise.all(Array.from({ length: 200 }, () => sent('/public/exams')))
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]))
  const page = await sent('/?lang=en')
  expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=UTF-8'])
  expect(await page.text()).toContain('cannot reach its records')
  expect(page.headers.get('refresh')).toBe(page.headers.get('retry-after'))
  expect(await office.logged('application_submitted')).toEqual([])

  await door.open()
  const first = await vi.waitFor(
    async () => {
      const reply = await submit()
      expect(reply.status).toBe(201)
      return reply
    },
    { timeout: 10_000, interval: 5 },
  )
  expect((await submit()).body).toEqual(first.body)
  expect(await office.logged('application_submitted')).toHaveLength(1)
})

test('a line that is cut under many is one refusal for each, and the next is served', async () => {
  const candidates = await Promise.all(Array.from({ length: 12 }, () => office.candidate()))
  const clients = await Promise.all(
    candidates.map(async (candidate) => ({
      path: (await begun(candidate, exam)).path,
      client: as(await office.sessionToken(candidate.accountId)),
    })),
  )
  const submit = ({ path, client }: (typeof clients)[number]) =>
    client.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true }, { idempotencyKey: `key of ${path}` })
  // The rows are held, so that the line is cut while what they sent is being written.
  const replies = await office.admin.begin(async (held) => {
    await held`select from applications for update`
    const under = Promise.all(clients.map(submit))
    await stuckLines(office, 1, 'applications')
    await door.shut()
    return { under: await under }
  })
  expect(replies.under.map(({ status, code }) => `${status} ${code}`)).toEqual(clients.map(() => '503 database_away'))
  await door.open()
  for (const one of clients) await vi.waitFor(async () => expect((await submit(one)).status).toBe(201), { timeout: 10_000, interval: 5 })
  const ids = clients.map(({ path }) => path.split('/').at(-1) ?? '')
  const submitted = await office.admin<{ many: number }[]>`
    select count(*)::int as many from applications where id = any (${ids}::uuid[]) and state = 'submitted' and version = 1`
  expect(submitted).toEqual([{ many: 12 }])
})

describe('what PostgreSQL gives up', () => {
  const failing = (code: string) => {
    const route = publicEndpoint(
      'get',
      '/public/receipt-key',
      'Fails as told',
      z.strictObject({}),
      async () => {
        if (code) throw new Error('Failed query', { cause: Object.assign(new Error('from PostgreSQL'), { code }) })
        return accept({})
      },
      {},
    )
    const own = createApp({ authorities: [office.authority], depsFor: () => office.deps, assets, api: [route] })
    return own.request(`${origin}/api/public/receipt-key`)
  }
  test.each([
    { code: '', status: 200, retry: false, because: 'nothing failed' },
    { code: '55P03', status: 503, retry: true, because: 'a lock took too long' },
    { code: '57014', status: 503, retry: true, because: 'a statement took too long' },
    { code: '57P03', status: 503, retry: true, because: 'the server is starting' },
    { code: '23505', status: 500, retry: false, because: 'a constraint that no rule foresaw is our bug' },
  ])('"$code" is $status, since $because', async ({ code, status, retry }) => {
    const reply = await failing(code)
    expect([reply.status, reply.headers.has('retry-after')]).toEqual([status, retry])
  })
  test('a program is told to come back as soon as a page is, and not all at the same moment', async () => {
    const told = await Promise.all(Array.from({ length: 60 }, async () => Number((await failing('57014')).headers.get('retry-after'))))
    expect([...new Set(told)].toSorted()).toEqual([1, 2, 3])
  })
})
