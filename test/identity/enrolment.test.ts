import { expect, test } from 'vitest'
import { foundingLinks } from '../../src/identity/found.ts'
import { simulatedPerson } from '../../src/rehearsal/person.ts'
import { createPasskey, usePasskey } from '../../src/rehearsal/software-passkey.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice()
const { origin } = office.authority
const unit = '阳泉市人事考试中心'
let people = 7000
const someone = (name: string) =>
  simulatedPerson(name, { origin, send: (path, init) => office.app.request(new URL(path, origin).href, init) })
const officerFacts = () => ({ idNumber: idNumber(people++), phone: '13935300002', unit, onEstablishment: true })

const administrator = await office.officer('administrator', { name: '管理员甲' })
const security = await office.officer('security_administrator', { name: '安全员乙' })

/** A registered officer with a released link, as the two officers hand it over. */
async function released(name = '王小明', by: { issue?: TestPerson; release?: TestPerson } = {}) {
  const { issue = administrator, release = security } = by
  const registered = await issue.post<{ accountId: string }>('/api/officers', { name, ...officerFacts() })
  const { accountId } = registered.body
  const issued = await issue.post<{ enrolmentId: string }>(`/api/officers/${accountId}/enrolments`, { reason: 'first' })
  const done = await release.post<{ link: string }>(`/api/enrolments/${issued.body.enrolmentId}/release`, { personSeen: true })
  return { accountId, enrolmentId: issued.body.enrolmentId, done, link: done.body.link }
}

test('an officer enrols a passkey by the link of two officers, signs in with it, and sees that it happened', async () => {
  const { link, accountId } = await released()
  const person = someone('王小明')
  expect(await person.enrol(link)).toMatchObject({ status: 201, body: { accountId } })
  expect((await person.get('/api/my/self')).body).toMatchObject({ accountId, name: '王小明', kind: 'officer' })
  expect((await person.get<{ unread: number }>('/api/my/inbox')).body.unread).toBe(1)
  await person.signOut()
  expect(await person.signIn()).toMatchObject({ status: 201 })
  for (const event of ['officer_registered', 'enrolment_issued', 'enrolment_released', 'passkey_enrolled'])
    expect((await office.logged(event)).length, event).toBeGreaterThan(0)
})

test('a link works once, and not after half an hour', async () => {
  const { link } = await released()
  expect(await someone('王小明').enrol(link)).toMatchObject({ status: 201 })
  expect(await someone('别人').enrol(link)).toMatchObject({ status: 410, code: 'link_used' })
  const late = await released()
  office.moveClock({ minutes: 30 })
  expect(await someone('王小明').enrol(late.link)).toMatchObject({ status: 410, code: 'link_expired' })
  expect(await someone('王小明').enrol(`${origin}/enrol/${'A'.repeat(43)}`)).toMatchObject({ status: 404, code: 'link_unknown' })
})

test('before the second officer there is no link, not even in the database', async () => {
  const { body } = await administrator.post<{ accountId: string }>('/api/officers', { name: '王小明', ...officerFacts() })
  await administrator.post(`/api/officers/${body.accountId}/enrolments`, { reason: 'first' })
  const [row] = await office.admin`select token_hash from enrolments where account_id = ${body.accountId}`
  expect(row?.token_hash).toBeNull()
})

test('neither officer acts for themselves, nor is the second the first', async () => {
  expect(await administrator.post(`/api/officers/${administrator.accountId}/enrolments`, { reason: 'first' })).toMatchObject({
    status: 403,
    code: 'not_for_oneself',
  })
  const issued = await administrator.post<{ enrolmentId: string }>(`/api/officers/${security.accountId}/enrolments`, { reason: 'first' })
  const path = `/api/enrolments/${issued.body.enrolmentId}/release`
  expect(await security.post(path, { personSeen: true })).toMatchObject({ status: 403, code: 'not_for_oneself' })
  await office.appoint(administrator, 'section_head', { unit })
  expect(await administrator.post(path, { personSeen: true })).toMatchObject({ status: 403, code: 'second_officer_needed' })
  expect(await security.post(path, {})).toMatchObject({ status: 400, code: 'malformed' })
})

test('two officers do not act for each other', async () => {
  const other = await office.officer('security_administrator')
  const { link, enrolmentId } = await released('孙某', { release: other })
  const subject = someone('孙某')
  await subject.enrol(link)
  const [row] = await office.admin`select account_id from enrolments where id = ${enrolmentId}`
  expect(row?.account_id).toBe(subject.accountId())
  // 孙某 becomes administrator and would now let in the two who let 孙某 in.
  await office.admin`insert into installation_roles (account_id, role, granted_at) values (${subject.accountId()}, 'administrator', ${office.now().toString()})`
  for (const { accountId } of [administrator, other])
    expect(await subject.post(`/api/officers/${accountId}/enrolments`, { reason: 'first' })).toMatchObject({
      status: 403,
      code: 'not_for_each_other',
    })
  expect(await subject.post(`/api/officers/${security.accountId}/enrolments`, { reason: 'first' })).toMatchObject({ status: 201 })
})

test('the head of the person’s own unit may release, the head of another may not', async () => {
  const own = await office.officer('section_head', { unit })
  const foreign = await office.officer('section_head', { unit: '别的单位' })
  const { body } = await administrator.post<{ accountId: string }>('/api/officers', { name: '王小明', ...officerFacts() })
  const issued = await administrator.post<{ enrolmentId: string }>(`/api/officers/${body.accountId}/enrolments`, { reason: 'first' })
  const path = `/api/enrolments/${issued.body.enrolmentId}/release`
  expect(await foreign.post(path, { personSeen: true })).toMatchObject({ status: 403, code: 'not_the_unit_head' })
  expect(await own.post(path, { personSeen: true })).toMatchObject({ status: 201 })
  expect(await own.post(path, { personSeen: true })).toMatchObject({ status: 409, code: 'already_released' })
})

test('a lost passkey is replaced by the same two hands, and opens nothing any more', async () => {
  const first = await released()
  const before = someone('王小明')
  await before.enrol(first.link)
  const issued = await administrator.post<{ enrolmentId: string }>(`/api/officers/${first.accountId}/enrolments`, { reason: 'lost' })
  const again = await security.post<{ link: string }>(`/api/enrolments/${issued.body.enrolmentId}/release`, { personSeen: true })
  const after = someone('王小明')
  expect(await after.enrol(again.body.link)).toMatchObject({ status: 201 })
  expect(await before.signIn()).toMatchObject({ status: 401, code: 'passkey_refused' })
  expect((await after.get('/api/my/self')).status).toBe(200)
})

test('wrong roles are refused and in the log', async () => {
  const reviewer = await office.officer('reviewer')
  expect(await reviewer.post('/api/officers', { name: '王小明', ...officerFacts() })).toMatchObject({ status: 403, code: 'not_permitted' })
  expect(await security.post('/api/officers', { name: '王小明', ...officerFacts() })).toMatchObject({ status: 403, code: 'not_permitted' })
  expect(await (await office.candidate()).post('/api/officers', {})).toMatchObject({ status: 403, code: 'not_permitted' })
  expect((await office.logged('permission_denied')).map(({ actor }) => actor)).toEqual([reviewer.accountId, security.accountId])
})

test('a passkey made for another site, a repeated answer and a copied key are refused', async () => {
  const { link } = await released()
  const token = link.slice(-43)
  type Asked = { challengeId: string; options: { rp: { id: string } } }
  const asked = (await office.anyone.post<Asked>('/api/enrolment/challenge', { token })).body
  const phished = createPasskey(asked.options, 'http://n0rth.test')
  const sent = { token, challengeId: asked.challengeId, response: phished.credential }
  expect(await office.anyone.post('/api/enrolment/passkey', sent)).toMatchObject({ status: 401, code: 'passkey_refused' })

  const second = (await office.anyone.post<Asked>('/api/enrolment/challenge', { token })).body
  const { passkey, credential } = createPasskey(second.options, origin)
  expect(
    await office.anyone.post('/api/enrolment/passkey', { token, challengeId: second.challengeId, response: credential }),
  ).toMatchObject({ status: 201 })

  const challenge = async () => (await office.anyone.post<Asked>('/api/sign-in/challenge', {})).body
  const signIn = (challengeId: string, response: unknown) => office.anyone.post('/api/sign-in/passkey', { challengeId, response })
  const third = await challenge()
  const answer = usePasskey(passkey, third.options, origin)
  expect(await signIn(third.challengeId, answer)).toMatchObject({ status: 201 })
  expect(await signIn(third.challengeId, answer)).toMatchObject({ status: 409, code: 'challenge_unknown' })
  const fourth = await challenge()
  expect(await signIn(fourth.challengeId, answer)).toMatchObject({ status: 401, code: 'passkey_refused' })
  passkey.counter -= 1
  const fifth = await challenge()
  expect(await signIn(fifth.challengeId, usePasskey(passkey, fifth.options, origin))).toMatchObject({
    status: 401,
    code: 'passkey_refused',
  })
  const sixth = await challenge()
  office.moveClock({ minutes: 3 })
  expect(await signIn(sixth.challengeId, usePasskey(passkey, sixth.options, origin))).toMatchObject({
    status: 409,
    code: 'challenge_unknown',
  })
})

test('the first start prints two links; two people use them, and then there are none', async () => {
  const links = await foundingLinks(office.southDeps)
  expect(links.map(({ role }) => role)).toEqual(['administrator', 'security_administrator'])
  const renewed = await foundingLinks(office.southDeps)
  const south = (name: string) =>
    simulatedPerson(name, {
      origin: office.south.origin,
      send: (path, init) => office.app.request(new URL(path, office.south.origin).href, init),
    })
  const facts = officerFacts()
  const first = south('创办人')
  expect(await first.found(links[0]?.link ?? '', facts)).toMatchObject({ status: 404, code: 'link_unknown' })
  expect(await first.found(renewed[0]?.link ?? '', facts)).toMatchObject({ status: 201 })
  expect((await first.get<{ appointments: { role: string }[] }>('/api/my/self')).body.appointments.map(({ role }) => role)).toEqual([
    'administrator',
  ])
  expect(await south('创办人').found(renewed[1]?.link ?? '', facts)).toMatchObject({ status: 409, code: 'other_person_needed' })
  const left = await foundingLinks(office.southDeps)
  expect(left.map(({ role }) => role)).toEqual(['security_administrator'])
  expect(await south('另一人').found(left[0]?.link ?? '', officerFacts())).toMatchObject({ status: 201 })
  expect(await foundingLinks(office.southDeps)).toEqual([])
})

test('system, security and audit are three people, and nobody promotes themselves', async () => {
  const officer = await office.officer('reviewer')
  const path = `/api/officers/${officer.accountId}/role`
  expect(await administrator.post(path, { role: 'auditor' })).toMatchObject({ status: 403, code: 'not_permitted' })
  expect(await security.post(path, { role: 'auditor' })).toMatchObject({ status: 201 })
  expect(await security.post(path, { role: 'administrator' })).toMatchObject({ status: 409, code: 'holds_another_role' })
  expect(await security.post(`/api/officers/${security.accountId}/role`, { role: 'administrator' })).toMatchObject({
    status: 403,
    code: 'not_for_oneself',
  })
  expect(await security.post(`${path}/withdrawal`, { role: 'administrator' })).toMatchObject({ status: 409, code: 'role_not_held' })
  expect(await security.post(`${path}/withdrawal`, { role: 'auditor' })).toMatchObject({ status: 201 })
})
