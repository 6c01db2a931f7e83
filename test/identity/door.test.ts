import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { logFailedSignIns } from '../../src/identity/failed-sign-ins.ts'
import { hashingLane } from '../../src/identity/lane.ts'
import { simulatedPerson } from '../../src/rehearsal/person.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice } from '../support/office.ts'
import { raceToInsert } from '../support/race.ts'

const office = await openOffice()
const password = 'ping-an-shui-dao'
let people = 5000

const someone = (name = '李秀英') =>
  simulatedPerson(name, {
    origin: office.authority.origin,
    send: (path, init) => office.app.request(new URL(path, office.authority.origin).href, init),
  })
const facts = (number = idNumber(people++)) => ({ idNumber: number, phone: '13935300001', password })
const count = async (table: string) => Number((await office.admin`select count(*)::int as n from ${office.admin(table)}`)[0]?.n)

test('signing up opens a session that no script can read', async () => {
  const person = someone('阿依古丽·买买提')
  const reply = await person.signUp(facts())
  expect(reply).toMatchObject({ status: 201, body: { accountId: expect.any(String) } })
  expect(reply.text).not.toContain('sessionToken')
  expect(reply.headers.get('set-cookie')).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  expect((await person.get('/api/my/self')).body).toMatchObject({ name: '阿依古丽·买买提', kind: 'candidate', appointments: [] })
})

test('when too many wait for their password to be compared, the next is told when to come back, by the page as by the API', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const waiting = Array.from({ length: 257 }, () => hashingLane.run(() => promise))
  const { idNumber } = facts()
  const replies = [
    await office.anyone.post('/api/sign-in', { idNumber, password }),
    await office.anyone.form('/sign-in', { idNumber, password }),
  ]
  resolve()
  await Promise.all(waiting)
  for (const { status, headers } of replies) {
    expect(status).toBe(503)
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
  }
  expect((await office.anyone.post('/api/sign-in', { idNumber, password })).code).toBe('sign_in_refused')
})

test.each([
  { what: { idNumber: '110105194912310021' }, status: 422, code: 'id_check_digit_wrong' },
  { what: { idNumber: '12345' }, status: 422, code: 'id_number_malformed' },
  { what: { password: 'short' }, status: 422, code: 'password_too_short' },
  { what: { phone: '123' }, status: 400, code: 'malformed' },
  { what: { name: '<script>' }, status: 400, code: 'malformed' },
  { what: { role: 'administrator' }, status: 400, code: 'malformed' },
])('signing up with $what is refused with $code and changes nothing', async ({ what, status, code }) => {
  const before = await count('accounts')
  const reply = await office.anyone.post('/api/sign-up', { name: '李秀英', ...facts(), ...what })
  expect(reply).toMatchObject({ status, code })
  expect(await count('accounts')).toBe(before)
})

test('one number is one person, however it is written', async () => {
  const number = '11010519491231002X'
  expect(await someone().signUp(facts(number))).toMatchObject({ status: 201 })
  expect(await someone('张三').signUp(facts(' 110105 19491231 002x '))).toMatchObject({ status: 409, code: 'id_number_taken' })
  expect(await someone('李四').signUp(facts('110105491231002'))).toMatchObject({ status: 409, code: 'id_number_taken' })
})

test('of two who sign up with one number at the same moment one is refused', async () => {
  const number = idNumber(people++)
  const replies = await raceToInsert(
    office,
    'persons',
    () => someone('甲某').signUp(facts(number)),
    () => someone('乙某').signUp(facts(number)),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('the right password opens a session; a wrong one, an unknown and a mistyped number get one answer', async () => {
  const person = someone()
  const { idNumber: number } = facts()
  await person.signUp(facts(number))
  expect(await person.signIn()).toMatchObject({ status: 201 })
  const wrong = await office.anyone.post('/api/sign-in', { idNumber: number, password: 'wrong-password' })
  const unknown = await office.anyone.post('/api/sign-in', { idNumber: idNumber(people++), password })
  const mistyped = await office.anyone.post('/api/sign-in', { idNumber: '12345', password })
  for (const reply of [wrong, unknown, mistyped]) expect(reply).toMatchObject({ status: 401, code: 'sign_in_refused', body: wrong.body })
})

test('failed sign-ins are in the log once a minute for an account, with their number', async () => {
  const person = someone()
  const { idNumber: number } = facts()
  const { accountId } = (await person.signUp(facts(number))).body
  const fail = () => office.anyone.post('/api/sign-in', { idNumber: number, password: 'wrong-password' })
  await fail()
  await fail()
  await fail()
  await logFailedSignIns(office.deps)
  const entries = async () => (await office.logged('sign_in_failed')).filter(({ subject }) => subject === accountId)
  expect(await entries()).toEqual([])
  office.moveClock({ minutes: 1 })
  await logFailedSignIns(office.deps)
  await logFailedSignIns(office.deps)
  expect(await entries()).toMatchObject([{ outcome: 'refused', detail: { failures: 3 } }])
})

test('a new password ends every other session, and the old one opens nothing', async () => {
  const here = someone()
  const own = facts()
  await here.signUp(own)
  const elsewhere = someone()
  const signedIn = await office.anyone.post('/api/sign-in', { idNumber: own.idNumber, password })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const self = () => elsewhere.get('/api/my/self', { headers: { cookie } })
  expect((await self()).status).toBe(200)
  expect(await here.put('/api/my/password', { current: 'not-the-one', next: 'yi-fan-feng-shun' })).toMatchObject({
    status: 403,
    code: 'password_wrong',
  })
  expect(await here.put('/api/my/password', { current: password, next: 'short' })).toMatchObject({
    status: 422,
    code: 'password_too_short',
  })
  expect(await here.put('/api/my/password', { current: password, next: 'yi-fan-feng-shun' })).toMatchObject({ status: 201 })
  expect((await self()).status).toBe(401)
  expect((await here.get('/api/my/self')).status).toBe(200)
  expect(await office.anyone.post('/api/sign-in', { idNumber: own.idNumber, password })).toMatchObject({ status: 401 })
  expect((await here.get<{ unread: number }>('/api/my/inbox')).body.unread).toBe(1)
})

test('a request from another site, or from nowhere, is refused before anything is read', async () => {
  const before = await count('accounts')
  for (const origin of ['https://evil.example', 'http://south.test', undefined])
    expect(await office.anyone.post('/api/sign-up', { name: '李秀英', ...facts() }, { origin })).toMatchObject({
      status: 403,
      code: 'origin_foreign',
    })
  expect(await count('accounts')).toBe(before)
})

test('an expired session is nobody', async () => {
  const { accountId } = await office.candidate()
  const token = await office.sessionToken(accountId)
  office.moveClock({ hours: 2 })
  expect(await office.withToken(token).get('/api/my/self')).toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('an officer is one person who may also be a candidate; the names must agree', async () => {
  const officer = await office.officer('auditor', { name: '赵敏' })
  expect(await someone('钱多').signUp(facts(officer.idNumber))).toMatchObject({ status: 409, code: 'id_number_taken' })
  expect(await someone('赵敏').signUp(facts(officer.idNumber))).toMatchObject({ status: 201 })
  const [row] = await office.admin`select count(*)::int as n from accounts where person_id = ${officer.personId}`
  expect(row?.n).toBe(2)
})

test('two authorities do not share people', async () => {
  const own = facts()
  await someone().signUp(own)
  expect(await office.anyoneAt(office.south).post('/api/sign-in', { idNumber: own.idNumber, password })).toMatchObject({ status: 401 })
  expect(await office.anyoneAt(office.south).post('/api/sign-up', { name: '李秀英', ...own })).toMatchObject({ status: 201 })
})

test('nothing of a person stands in the database or the log in clear', async () => {
  const secretName = '龘靐齉'
  const own = { ...facts(), phone: '13899998888' }
  await someone(secretName).signUp(own)
  const tables = await office.admin<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'north'`
  for (const { name } of tables) {
    const [row] = await office.admin<{ text: string | null }[]>`select string_agg(t::text, ' ') as text from ${office.admin(name)} t`
    for (const secret of [
      secretName,
      own.idNumber,
      own.phone,
      own.password,
      Buffer.from(secretName).toString('hex'),
      Buffer.from(own.idNumber).toString('hex'),
    ])
      expect(row?.text ?? '', name).not.toContain(secret)
  }
})

test('a body that is too large is refused unread', async () => {
  const reply = await office.anyone.post('/api/sign-up', { name: randomBytes(60_000).toString('hex') })
  expect(reply).toMatchObject({ status: 413, code: 'body_too_large' })
})
