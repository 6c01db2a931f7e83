import { describe, expect, test } from 'vitest'
import { permissions } from '../../permissions.ts'
import { classOf, type RequestClass } from './request-class.ts'

const id = '01980000-0000-7000-8000-000000000001'
const candidate = { session: true, officer: false }
const officer = { session: true, officer: true }
const nobody = { session: false, officer: false }

test.each<{ request: string; is: RequestClass; because: string }>([
  { request: `POST /api/exams/${id}/applications/${id}/submissions`, is: 'submit', because: 'the button of nine o’clock' },
  { request: `POST /my/applications/${id}/submissions`, is: 'submit', because: 'the same, as a form' },
  { request: `PUT /api/exams/${id}/applications/${id}/draft`, is: 'save', because: 'what was typed' },
  { request: `PUT /api/exams/${id}/applications/${id}/materials/photo`, is: 'upload', because: 'a photograph on a slow line' },
  { request: `PATCH /api/exams/${id}/applications/${id}/uploads/${id}`, is: 'upload', because: 'the rest of one whose line was cut' },
  { request: `POST /api/exams/${id}/applications`, is: 'save', because: 'a form begun' },
  { request: 'POST /api/sign-in', is: 'sign_in', because: 'a password, costly by design' },
  { request: 'GET /sign-in', is: 'read', because: 'the page costs nothing' },
  { request: `GET /my/applications/${id}`, is: 'read', because: 'one’s own' },
  { request: `GET /public/exams/${id}`, is: 'browse', because: 'there a minute later, too' },
  { request: `GET /public/exams/${id}/positions`, is: 'list', because: 'hundreds of rows' },
  { request: 'GET /log/tile/0/000', is: 'list', because: 'for machines' },
  { request: `POST /api/exams/${id}/handoffs`, is: 'officer_door', because: 'an officer this process has not seen yet' },
])('$request: $is, $because', ({ request, is }) => {
  const [method = '', path = ''] = request.split(' ')
  expect(classOf(method, path, candidate)).toBe(is)
})

const routes = Object.entries(permissions).map(([route, row]) => {
  const [method = '', path = ''] = route.split(' ')
  const at = path.replace(/:(\w+)/g, (_, name: string) => (name === 'phase' ? 'before_exam' : name === 'kind' ? 'photo' : id))
  return { route, method, row, as: (sender: typeof nobody) => classOf(method, at, sender) }
})

describe('every route of the permission table', () => {
  test('is an officer’s work when an officer asks', () => {
    expect(routes.filter(({ as }) => as(officer) !== 'office')).toEqual([])
  })
  test('what candidates change is never below what somebody merely looks at', () => {
    const kept = ['submit', 'save', 'upload']
    const theirs = routes.filter(({ method, row }) => method !== 'GET' && typeof row !== 'string' && row.includes('candidate'))
    expect(theirs.length).toBeGreaterThan(10)
    expect(theirs.filter(({ as }) => !kept.includes(as(candidate))).map(({ route }) => route)).toEqual([])
  })
  test('what only officers may is never taken for candidates’ browsing', () => {
    const below = ['browse', 'list']
    const theirs = routes.filter(({ row }) => typeof row !== 'string' && !row.includes('candidate'))
    expect(theirs.filter(({ as }) => below.includes(as(candidate))).map(({ route }) => route)).toEqual([])
  })
  test('without a session nobody is taken for somebody', () => {
    const classes = new Set(routes.map(({ as }) => as(nobody)))
    expect([...classes].toSorted()).toEqual(['browse', 'list', 'read', 'sign_in'])
  })
})
