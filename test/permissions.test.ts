import { readdirSync, readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Caller } from '../src/foundation/caller.ts'
import { AccountId, PersonId } from '../src/foundation/ids.ts'
import { type Role, roles } from '../src/foundation/roles.ts'
import { anyExam, permits } from '../src/http/authorise.ts'
import { apiRoutes } from '../src/http/endpoint.ts'
import { ofAnyExam, permissions, permissionsByStage } from '../src/permissions.ts'
import { endpoints, pages } from '../src/stages.ts'

const app = new Hono().route('/api', apiRoutes(endpoints))
for (const page of pages) app.route('/', page)
const served = new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))

/** Answered by the app itself, in src/app.ts. */
const own = ['GET /assets/:name', 'GET /api/openapi.json']

describe('the permission table and the routes are the same list', () => {
  test('every route has a row', () => {
    expect([...served].filter((route) => !(route in permissions))).toEqual([])
  })
  test('every row has a route', () => {
    expect(Object.keys(permissions).filter((row) => !served.has(row) && !own.includes(row))).toEqual([])
  })
  test('no two stages name one route', () => {
    const named = permissionsByStage.flatMap((rows) => Object.keys(rows))
    expect(named.filter((route, at) => named.indexOf(route) !== at)).toEqual([])
  })
  test('a list of own exams names no exam', () => {
    expect([...ofAnyExam].filter((route) => !(route in permissions) || route.includes(':examId'))).toEqual([])
  })
  test('no row names a role twice', () => {
    const twice = Object.entries(permissions).filter(([, row]) => typeof row !== 'string' && new Set(row).size < row.length)
    expect(twice.map(([route]) => route)).toEqual([])
  })
})

const account = AccountId.parse('01980000-0000-7000-8000-000000000001')
const person = PersonId.parse('01980000-0000-7000-8000-000000000002')
const exam = '01980000-0000-7000-8000-0000000000e1'
const otherExam = '01980000-0000-7000-8000-0000000000e2'

const caller = (kind: Caller['kind'], role?: Role, examId?: string): Caller => ({
  accountId: account,
  personId: person,
  kind,
  name: '某人',
  idempotencyKey: undefined,
  appointments: role ? [{ role, examId, siteId: undefined, unit: undefined } as Caller['appointments'][number]] : [],
})

describe('every route, asked by everybody', () => {
  const rows = Object.entries(permissions)
  const inExam = (route: string) => (route.includes('/:examId') ? exam : ofAnyExam.has(route) ? anyExam : undefined)

  test('nobody gets through where the table does not say anyone', () => {
    for (const [route, row] of rows) expect([route, permits(row, undefined, inExam(route))]).toEqual([route, row === 'anyone'])
  })
  test('a candidate only where the table names candidates', () => {
    for (const [route, row] of rows) {
      const expected = row === 'anyone' || row === 'signed_in' || row.includes('candidate')
      expect([route, permits(row, caller('candidate'), inExam(route))]).toEqual([route, expected])
    }
  })
  test('an officer without any role nowhere but where everybody signed in may', () => {
    for (const [route, row] of rows)
      expect([route, permits(row, caller('officer'), inExam(route))]).toEqual([route, typeof row === 'string'])
  })
  test.each(roles)(
    '%s exactly where the table names the role: held for every exam everywhere, held for one exam in that exam and in lists of own exams',
    (role) => {
      for (const [route, row] of rows) {
        const named = typeof row === 'string' || row.includes(role)
        expect([route, permits(row, caller('officer', role), inExam(route))]).toEqual([route, named])
        const ofThisExam = typeof row === 'string' || (named && inExam(route) !== undefined)
        expect([route, permits(row, caller('officer', role, exam), inExam(route))]).toEqual([route, ofThisExam])
        const ofAnotherExam = typeof row === 'string' || (named && inExam(route) === anyExam)
        expect([route, permits(row, caller('officer', role, otherExam), inExam(route))]).toEqual([route, ofAnotherExam])
      }
    },
  )
  test('a route without a row is refused to everybody', () => {
    for (const role of roles) expect(permits(undefined, caller('officer', role), undefined)).toBe(false)
  })
})

describe('pages ask the table', () => {
  const pagesOf = (folder: string) =>
    readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`src/${folder}/${file}`, 'utf8') }))
  test('for routes that it knows', () => {
    const asked = pagesOf('.').flatMap(({ text }) =>
      [...text.matchAll(/'((?:GET|POST|PUT|DELETE) \/[^']*)'/g)].map(([, route = '']) => route),
    )
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((route) => !(route in permissions))).toEqual([])
  })
  // Who may receive on a leg of the papers, stand for a party of a draw or take a pass list is law: the rules say it, not the table.
  const lawful = ['custody/handoff-page.tsx', 'seating/draw-parts.tsx', 'certificates/board-parts.tsx']
  const asking = [
    'conduct',
    'custody',
    'interview',
    'selection',
    'home',
    'certificates',
    'marking',
    'publicity',
    'qualification',
    'seating',
    'staffing',
  ]
  test.each(asking)('and keep no list of roles of their own: %s', (folder) => {
    const own = pagesOf(folder).filter(({ file, text }) => text.includes('appointmentFor(') && !lawful.includes(file))
    expect(own.map(({ file }) => file)).toEqual([])
  })
})

describe('what the table must never say', () => {
  const of = (role: Role) => Object.entries(permissions).filter(([, row]) => typeof row !== 'string' && row.includes(role))
  test('an auditor changes nothing', () => {
    expect(of('auditor').filter(([route]) => !route.startsWith('GET '))).toEqual([])
  })
  test('a marker reaches nothing but marking, statements to sign, and what everybody appointed sees of an exam', () => {
    const reach =
      /^\w+ (\/api)?\/exams(\/:examId(\/(exam|sessions|sites|recusals|conduct(?=$|\/recusals$)|marking|statements|score-sheet-signatures)(\/.*)?)?)?$/
    expect(
      of('marker')
        .map(([route]) => route)
        .filter((route) => !reach.test(route)),
    ).toEqual([])
  })
  test('whoever changes something of an exam is somebody', () => {
    const open = Object.entries(permissions).filter(
      ([route, row]) => row === 'anyone' && /^(POST|PUT|DELETE) .*\/:examId/.test(route) && !route.includes('/public/'),
    )
    expect(open).toEqual([])
  })
})
