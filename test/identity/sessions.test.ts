import { expect, test } from 'vitest'
import { identify } from '../../src/identity/sessions.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()

test('a token opens the session of its person, with the roles of this moment', async () => {
  const inspector = await office.officer(['auditor', 'exam_office'], { name: '王𬀩' })
  const token = await office.sessionToken(inspector.accountId)
  expect(await identify(office.deps, token, 'key-of-this-act')).toEqual({
    accountId: inspector.accountId,
    personId: inspector.personId,
    kind: 'officer',
    name: '王𬀩',
    appointments: expect.arrayContaining([
      { role: 'auditor', examId: undefined, siteId: undefined, unit: undefined },
      { role: 'exam_office', examId: undefined, siteId: undefined, unit: undefined },
    ]),
    idempotencyKey: 'key-of-this-act',
  })
  await office.admin`delete from installation_roles where account_id = ${inspector.accountId}`
  expect((await identify(office.deps, token, undefined))?.appointments.map(({ role }) => role)).toEqual(['exam_office'])
})

test('a token nobody was given opens nothing', async () => {
  expect(await identify(office.deps, 'A'.repeat(43), undefined)).toBeUndefined()
})

test('asked for at the same moment, each gets its own', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => office.candidate()))
  const tokens = await Promise.all(people.map(({ accountId }) => office.sessionToken(accountId)))
  const asked = tokens.flatMap((token, at) => [token, `${'B'.repeat(40)}${100 + at}`])
  const found = await Promise.all(asked.map((token) => identify(office.deps, token, undefined)))
  expect(found.map((caller) => caller?.accountId)).toEqual(people.flatMap(({ accountId }) => [accountId, undefined]))
})

test('an officer who leaves the desk is signed out after fifteen minutes, one who works is not', async () => {
  const { accountId } = await office.officer('auditor')
  const token = await office.sessionToken(accountId)
  office.moveClock({ minutes: 14 })
  expect(await identify(office.deps, token, undefined)).toBeDefined()
  office.moveClock({ minutes: 14 })
  expect(await identify(office.deps, token, undefined)).toBeDefined()
  office.moveClock({ minutes: 15 })
  expect(await identify(office.deps, token, undefined)).toBeUndefined()
})

test('the database holds no token, only hashes', async () => {
  const { accountId } = await office.officer('auditor')
  const token = await office.sessionToken(accountId)
  const rows = await office.admin<{ all: string }[]>`select string_agg(s::text, ' ') as all from sessions s`
  expect(rows[0]?.all).not.toContain(token)
  expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'))
})

test('two authorities do not share people: a session of one is nobody in the other', async () => {
  const { accountId } = await office.officer('auditor')
  const token = await office.sessionToken(accountId)
  expect(await identify(office.southDeps, token, undefined)).toBeUndefined()
})
