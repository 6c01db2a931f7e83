import { expect, test } from 'vitest'
import { rememberCandidates } from '../../src/identity/remembered-candidates.ts'
import { announcedRecruitment, officers, positionOf } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const identify = rememberCandidates(3)
const office = await openOffice({ identify })
const close = (accountId: string) => office.admin`delete from sessions where account_id = ${accountId}`

test('a candidate is remembered for three seconds and no longer; an officer not at all', async () => {
  const candidate = await office.candidate()
  const officer = await office.officer(['exam_office'])
  const [own, theirs] = [await office.sessionToken(candidate.accountId), await office.sessionToken(officer.accountId)]
  expect((await identify(office.deps, own, undefined, false))?.kind).toBe('candidate')
  expect((await identify(office.deps, theirs, undefined, false))?.kind).toBe('officer')
  await close(candidate.accountId)
  await close(officer.accountId)
  expect(await identify(office.deps, own, 'a-key-of-its-own', false)).toMatchObject({
    kind: 'candidate',
    idempotencyKey: 'a-key-of-its-own',
  })
  expect(await identify(office.deps, theirs, undefined, false)).toBeUndefined()
  office.moveClock({ seconds: 3 })
  expect(await identify(office.deps, own, undefined, false)).toBeUndefined()
})

test('whoever is asked for afresh and is no longer signed in is forgotten as well', async () => {
  const { accountId } = await office.candidate()
  const token = await office.sessionToken(accountId)
  expect(await identify(office.deps, token, undefined, false)).toMatchObject({ accountId })
  await close(accountId)
  expect(await identify(office.deps, token, undefined, false)).toMatchObject({ accountId })
  expect(await identify(office.deps, token, undefined, true)).toBeUndefined()
  expect(await identify(office.deps, token, undefined, false)).toBeUndefined()
})

test('whoever sends and never reads is not remembered; whoever is remembered is anew with what is sent', async () => {
  const { accountId } = await office.candidate()
  const token = await office.sessionToken(accountId)
  expect(await identify(office.deps, token, undefined, true)).toMatchObject({ accountId })
  await close(accountId)
  expect(await identify(office.deps, token, undefined, false)).toBeUndefined()
  const reader = await office.candidate()
  const readers = await office.sessionToken(reader.accountId)
  expect(await identify(office.deps, readers, undefined, false)).toBeDefined()
  office.moveClock({ seconds: 2 })
  expect(await identify(office.deps, readers, undefined, true)).toBeDefined()
  await close(reader.accountId)
  office.moveClock({ seconds: 2 })
  expect(await identify(office.deps, readers, undefined, false)).toBeDefined()
})

test('a session that was closed begins and changes nothing within those seconds', async () => {
  const exam = await announcedRecruitment(office, await officers(office))
  office.moveClock('2026-03-16T09:00:00+08:00')
  const { accountId } = await office.candidate()
  const client = office.withToken(await office.sessionToken(accountId))
  const begin = () => client.post(`/api/exams/${exam.examId}/applications`, { positionId: positionOf(exam, '001E') })
  expect((await client.get('/api/my/self')).status).toBe(200)
  await close(accountId)
  expect((await client.get('/api/my/self')).status).toBe(200)
  expect((await begin()).status).toBe(401)
  const draft = `/api/exams/${exam.examId}/applications/${office.deps.newId()}/materials/photo`
  expect((await client.put(draft, new Uint8Array(8))).status).toBe(401)
  expect(await office.admin`select from applications`).toHaveLength(0)
})
