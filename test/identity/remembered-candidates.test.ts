import { expect, test } from 'vitest'
import { rememberCandidates } from '../../src/identity/remembered-candidates.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()

test('a candidate is remembered for three seconds and no longer; an officer not at all', async () => {
  const identify = rememberCandidates(3)
  const candidate = await office.candidate()
  const officer = await office.officer(['exam_office'])
  const close = (accountId: string) => office.admin`delete from sessions where account_id = ${accountId}`
  const [own, theirs] = [await office.sessionToken(candidate.accountId), await office.sessionToken(officer.accountId)]
  expect((await identify(office.deps, own, undefined))?.kind).toBe('candidate')
  expect((await identify(office.deps, theirs, undefined))?.kind).toBe('officer')
  await close(candidate.accountId)
  await close(officer.accountId)
  expect(await identify(office.deps, own, 'a-key-of-its-own')).toMatchObject({ kind: 'candidate', idempotencyKey: 'a-key-of-its-own' })
  expect(await identify(office.deps, theirs, undefined)).toBeUndefined()
  office.moveClock({ seconds: 3 })
  expect(await identify(office.deps, own, undefined)).toBeUndefined()
})
