import { describe, expect, test } from 'vitest'
import { sessionCookie } from '../../src/http/requests.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { expectDone } from '../support/arrange-sitting.ts'
import { idNumber } from '../support/numbers.ts'

const office = await openArrangedOffice()
const { examId, examOffice } = await arrangeExam(office, { candidates: 1, subjects: ['综合类'] })
const path = `/api/exams/${examId}/appointments`
const someone = await office.officer('police_escort')
const order = { accountId: someone.accountId, role: 'police_escort' }
const appointments = async () => (await office.admin`select id from appointments where account_id = ${someone.accountId}`).length
const before = await appointments()

/** A request as its author wants it, with the exam office's cookie, which a browser would send along. */
const send = async (init: RequestInit & { readonly host?: string; readonly to?: string }) => {
  const cookie = `${sessionCookie(office.authority.origin)}=${await office.sessionToken(examOffice.accountId)}`
  const headers = new Headers({ cookie, 'content-type': 'application/json', origin: office.authority.origin })
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
  for (const [name, value] of Object.entries(init.headers ?? {})) if (value === '') headers.delete(name)
  const response = await office.app.request(new URL(init.to ?? path, init.host ?? office.authority.origin), {
    method: 'POST',
    ...init,
    headers,
  })
  const body: unknown = JSON.parse(await response.text())
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
  return { status: response.status, code }
}

describe('a request from elsewhere', () => {
  test.each([
    { because: 'says it comes from another site', headers: { origin: 'https://evil.example' } },
    { because: 'does not say where it comes from', headers: { origin: '' } },
    { because: 'comes from the other authority of the same installation', headers: { origin: 'http://south.test' } },
    { because: 'comes from a sandboxed frame', headers: { origin: 'null' } },
    { because: 'comes from the same host under another scheme', headers: { origin: 'https://north.test' } },
  ])('$because', async ({ headers }) => {
    expect(await send({ headers, body: JSON.stringify(order) })).toEqual({ status: 403, code: 'origin_foreign' })
    expect(await appointments()).toBe(before)
  })
  test('to a host nobody serves', async () => {
    expect(await send({ host: 'http://west.test', body: '{}' })).toEqual({ status: 404, code: 'authority_unknown' })
  })
  test('with a session of the other authority', async () => {
    expect(await send({ host: 'http://south.test', headers: { origin: 'http://south.test' }, body: JSON.stringify(order) })).toEqual({
      status: 401,
      code: 'not_signed_in',
    })
  })
})

describe('a body that is not as it should be', () => {
  test.each([
    { because: 'a key nobody knows', body: JSON.stringify({ ...order, admin: true }), status: 400, code: 'malformed' },
    { because: 'a path parameter smuggled in', body: JSON.stringify({ ...order, examId: 'other' }), status: 201, code: undefined },
    { because: 'a list', body: '[]', status: 400, code: 'malformed' },
    { because: 'half a text', body: '{"accountId":', status: 400, code: 'malformed' },
    {
      because: 'a prototype',
      body: `{"__proto__":{"role":"police_escort"},"accountId":"${someone.accountId}"}`,
      status: 400,
      code: 'malformed',
    },
    { because: 'too large, as it says', body: JSON.stringify({ ...order, unit: 'x'.repeat(70_000) }), status: 413, code: 'body_too_large' },
  ])('$because', async ({ body, status, code }) => {
    expect(await send({ body })).toEqual({ status, code })
  })
  test('too large, without saying so: no more than the limit is read', async () => {
    let read = 0
    const endless = new ReadableStream({
      pull(controller) {
        read += 1
        controller.enqueue(new Uint8Array(16 * 1024))
      },
    })
    expect(await send({ body: endless, duplex: 'half' } as RequestInit)).toEqual({ status: 413, code: 'body_too_large' })
    expect(read).toBeLessThan(10)
  })
  test('no JSON', async () => {
    expect(await send({ headers: { 'content-type': 'text/plain' }, body: JSON.stringify(order) })).toEqual({
      status: 415,
      code: 'not_json',
    })
  })
})

describe('a session', () => {
  test('ends after a quarter of an hour of silence, and after eight hours in any case', async () => {
    const officer = await office.officer('exam_office', { examId })
    const client = office.withToken(await office.sessionToken(officer.accountId))
    const ask = () => client.get(`/api/exams/${examId}/seating`)
    expect((await ask()).status).toBe(200)
    office.moveClock({ minutes: 14, seconds: 59 })
    expect((await ask()).status).toBe(200)
    office.moveClock({ minutes: 15 })
    expect(await ask()).toMatchObject({ status: 401, code: 'not_signed_in' })
    const busy = office.withToken(await office.sessionToken(officer.accountId))
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      office.moveClock({ minutes: 10 })
      expect((await busy.get(`/api/exams/${examId}/seating`)).status).toBe(200)
    }
    office.moveClock({ minutes: 10 })
    expect((await busy.get(`/api/exams/${examId}/seating`)).status).toBe(401)
  })
  test('cannot be made up', async () => {
    for (const token of ['', 'x', Buffer.alloc(32).toString('base64url'), "' or 1=1 --"])
      expect((await office.withToken(token).get(`/api/exams/${examId}/seating`)).status).toBe(401)
  })
  test('ends with the role: a right that is taken away is gone at once', async () => {
    const officer = await office.officer('exam_office', { examId })
    expect((await officer.get(`/api/exams/${examId}/seating`)).status).toBe(200)
    await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${officer.accountId}`
    expect(await officer.get(`/api/exams/${examId}/seating`)).toMatchObject({ status: 403, code: 'not_permitted' })
  })
})

describe('one person with two accounts', () => {
  test('is not registered a second time as an officer, under whatever writing of the number', async () => {
    const administrator = await office.officer('administrator')
    const facts = { idNumber: idNumber(9001), name: '王双户', phone: '13900000001', unit: '市人事考试中心', onEstablishment: true }
    expectDone(await administrator.post('/api/officers', facts))
    expect(await administrator.post('/api/officers', facts)).toMatchObject({ status: 409, code: 'officer_known' })
    expect(await administrator.post('/api/officers', { ...facts, idNumber: facts.idNumber.toLowerCase() })).toMatchObject({
      code: 'officer_known',
    })
    expect(await administrator.post('/api/officers', { ...facts, name: '王二户' })).toMatchObject({ code: 'name_differs' })
  })
  test('the database refuses a second one as well', async () => {
    const insert = office.admin`
      insert into accounts (id, person_id, kind, unit, created_at)
      values (${office.deps.newId()}, ${someone.personId}, 'officer', '另一单位', ${office.now().toString()})`
    await expect(insert).rejects.toThrow(/accounts_person_id_kind_key/)
  })
})
