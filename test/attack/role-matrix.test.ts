import { beforeAll, describe, expect, test } from 'vitest'
import { installationRoles, type Role, roles } from '../../src/foundation/roles.ts'
import { permissions } from '../../src/permissions.ts'
import type { Client, Reply } from '../../src/rehearsal/client.ts'
import { arrangeExam } from '../support/arrange.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

// These officers hold what no office would give to one person, so the invariants are not asked here.
const office = await openOffice({ checked: false })
let examId = ''
let candidate: TestPerson

beforeAll(async () => {
  examId = (await arrangeExam(office, { candidates: 1, subjects: ['综合类'] })).examId
  candidate = await office.candidate()
})

const installation: readonly string[] = installationRoles
const appointed = roles.filter((role) => !installation.includes(role))

/** Roles are held for every exam where the route names none. */
const held = new Map<string, Promise<TestPerson>>()
function holder(wanted: readonly Role[], bound: boolean): Promise<TestPerson> {
  const key = `${bound} ${wanted.join(' ')}`
  const known = held.get(key) ?? office.officer(wanted, bound ? { examId } : {})
  held.set(key, known)
  return known
}

const parameters: Readonly<Record<string, string>> = {
  ':day': '2026-03-01',
  ':phase': 'before',
  ':kind': 'photo',
  ':index': '0',
  ':number': 'P-01',
  ':step': 'post',
  ':name': 'none.css',
  '*': '000',
}

const rows = Object.entries(permissions).map(([route, row]) => {
  const [method = '', path = ''] = route.split(' ')
  return { route, row, method, path, bound: path.includes('/:examId') }
})
type Row = (typeof rows)[number]

const concrete = (path: string) =>
  path
    .split('/')
    .map((part) => (part === ':examId' ? examId : (parameters[part] ?? (part.startsWith(':') ? office.deps.newId() : part))))
    .join('/')

function ask(client: Client, { method, path }: Row): Promise<Reply> {
  const to = concrete(path)
  if (method === 'GET') return client.get(to)
  if (!path.startsWith('/api/')) return client.form(to, {})
  if (method === 'PATCH') return client.patch(to, {})
  return method === 'PUT' ? client.put(to, {}) : method === 'DELETE' ? client.del(to, {}) : client.post(to, {})
}

/** The route and how it was answered: 'denied' is the table's own answer, whatever a stage may refuse afterwards. */
const verdict = ({ route }: Row, { status, code, location }: Reply): string => {
  const denied =
    (status === 401 && code === 'not_signed_in') ||
    (status === 403 && code === 'not_permitted') ||
    (status === 303 && location?.startsWith('/sign-in?') === true)
  return `${route}: ${denied ? 'denied' : 'let through'}`
}
const expected = ({ route }: Row, named: boolean): string => `${route}: ${named ? 'let through' : 'denied'}`

const guarded = rows.filter(({ row }) => typeof row !== 'string')

describe('every route, through the interface', () => {
  test('nobody is let through where the table does not say anyone', async () => {
    for (const row of rows) expect(verdict(row, await ask(office.anyone, row))).toBe(expected(row, row.row === 'anyone'))
  })

  test('a candidate is let through where the table says so', async () => {
    for (const row of guarded) expect(verdict(row, await ask(candidate, row))).toBe(expected(row, row.row.includes('candidate')))
  })

  test('whoever holds every other role of the exam is not let through', async () => {
    for (const row of guarded) {
      const others = appointed.filter((role) => !row.row.includes(role))
      expect(verdict(row, await ask(await holder(others, row.bound), row))).toBe(expected(row, false))
    }
  })

  test.each(installationRoles)('%s is let through exactly where the table says so', async (role) => {
    const person = await holder([role], false)
    for (const row of guarded) expect(verdict(row, await ask(person, row))).toBe(expected(row, row.row.includes(role)))
  })

  test('each role the table names is let through, and nothing falls over', async () => {
    const fallen: string[] = []
    for (const row of guarded)
      for (const role of appointed.filter((one) => row.row.includes(one))) {
        const reply = await ask(await holder([role], row.bound), row)
        expect(`${role}: ${verdict(row, reply)}`).toBe(`${role}: ${expected(row, true)}`)
        if (reply.status >= 500) fallen.push(`${role}: ${row.route}`)
      }
    expect(fallen).toEqual([])
  }, 120_000)

  test('a role in another exam opens nothing of this one', async () => {
    const other = await arrangeExam(office, { candidates: 1, subjects: ['综合类'] })
    const stranger = await office.officer(appointed, { examId: other.examId })
    for (const row of guarded.filter(({ bound }) => bound)) expect(verdict(row, await ask(stranger, row))).toBe(expected(row, false))
  })
})
