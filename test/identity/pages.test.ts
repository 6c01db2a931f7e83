import { expect, test } from 'vitest'
import { ExamId } from '../../src/foundation/ids.ts'
import { draftStatement } from '../../src/identity/statements.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const password = 'ping-an-shui-dao'
let people = 3000
const cookieOf = (headers: Headers) => ({ cookie: headers.get('set-cookie')?.split(';')[0] ?? '' })

test('a candidate signs up, is at home, changes the password and signs out, without any script', async () => {
  const number = idNumber(people++)
  const page = await office.anyone.get('/sign-up')
  expect(page.text).toContain('name="idNumber"')
  const signedUp = await office.anyone.form('/sign-up', { idNumber: number, name: '李秀英', phone: '13935300001', password })
  expect(signedUp).toMatchObject({ status: 303, location: '/my' })
  const headers = cookieOf(signedUp.headers)
  expect((await office.anyone.get('/my', { headers })).text).toContain('李秀英')
  const changed = await office.anyone.form('/my/password', { current: password, next: 'yi-fan-feng-shun' }, { headers })
  expect(changed).toMatchObject({ status: 303, location: '/my' })
  expect(await office.anyone.get('/my', { headers })).toMatchObject({ status: 303 })
  const fresh = cookieOf(changed.headers)
  expect((await office.anyone.get('/my/inbox', { headers: fresh })).text).toContain('您的密码已修改')
  expect(await office.anyone.form('/sign-out', {}, { headers: fresh })).toMatchObject({ status: 303, location: '/sign-in' })
  expect(await office.anyone.get('/my', { headers: fresh })).toMatchObject({ status: 303, location: '/sign-in?to=%2Fmy' })
  expect(await office.logged('signed_out')).toHaveLength(1)
})

test('a wrong number is shown beside its field, what was typed stays, the password does not', async () => {
  const reply = await office.anyone.form('/sign-up', { idNumber: '110105194912310021', name: '王芳', phone: '13935300001', password })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('校验位')
  expect(reply.text).toContain('value="王芳"')
  expect(reply.text).not.toContain(password)
})

test('signing in leads back to the page that asked for it, and to no other site', async () => {
  const number = idNumber(people++)
  await office.anyone.form('/sign-up', { idNumber: number, name: '李秀英', phone: '13935300001', password })
  const to = (path: string) => office.anyone.form('/sign-in', { idNumber: number, password, to: path })
  expect((await to('/my/inbox')).location).toBe('/my/inbox')
  for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example']) expect((await to(path)).location).toBe('/my')
  expect(await office.anyone.form('/sign-in', { idNumber: number, password: 'wrong-password' })).toMatchObject({ status: 401 })
})

test('two officers let a third enrol: registered, issued and released by forms; the link is shown once', async () => {
  const administrator = await office.officer('administrator')
  const security = await office.officer('security_administrator')
  const facts = { name: '王小明', idNumber: idNumber(people++), phone: '13935300002', unit: '阳泉市人事考试中心' }
  expect(await administrator.form('/people', facts)).toMatchObject({ status: 303, location: '/people' })
  const [account] = await office.admin<
    { id: string }[]
  >`select id from accounts where unit = ${facts.unit} order by created_at desc, created_by nulls last limit 1`
  expect(await administrator.form(`/people/${account?.id}/enrolments`, { reason: 'first' })).toMatchObject({ status: 303 })
  expect((await security.get('/people')).text).toContain('王小明')
  const [enrolment] = await office.admin<{ id: string }[]>`select id from enrolments where account_id = ${account?.id ?? ''}`
  const released = await security.form(`/people/enrolments/${enrolment?.id}/release`, { personSeen: 'yes' })
  const link = /http:\/\/north\.test(\/enrol\/[\w-]{43})/.exec(released.text)?.[1] ?? ''
  expect(released.status).toBe(200)
  expect((await office.anyone.get(link)).text).toContain('王小明')
  expect(await office.anyone.get(`/enrol/${'A'.repeat(43)}`)).toMatchObject({ status: 404, code: 'link_unknown' })
  expect((await security.get('/people')).text).not.toContain(link)
})

test('a statement waits on its signer’s page with everything it says', async () => {
  const keeper = await office.officer('site_paper_keeper', { name: '马保管' })
  const guard = await office.officer('vault_guard', { name: '牛值守' })
  const examId = ExamId.parse(office.deps.newId())
  const payload = { giver: guard.accountId, receiver: keeper.accountId, packages: [{ number: 'P-7', papers: 30 }], '</script>': 'x' }
  await office.deps.within('office', (tx) =>
    draftStatement(tx, {
      id: office.deps.newId(),
      examId,
      type: 'handoff',
      payload,
      signers: [guard.accountId, keeper.accountId],
      by: guard.accountId,
      now: office.now(),
    }),
  )
  const page = await keeper.get('/my/statements')
  expect(page.status).toBe(200)
  for (const shown of ['牛值守', 'P-7', '30', '试卷份数', '交接单']) expect(page.text).toContain(shown)
  expect(page.text).not.toContain('"</script>"')
  expect((await keeper.get('/my/keys')).text).toContain('id="certify"')
  expect((await keeper.get('/my')).text).toContain('试卷管理员')
})

test('every page speaks English when asked', async () => {
  for (const path of ['/sign-in', '/sign-up']) {
    const { text, status } = await office.anyone.get(`${path}?lang=en`)
    expect(status).toBe(200)
    expect(text).toContain('lang="en-GB"')
    expect(text).toContain('Sign')
  }
})

test('the security administrator gives and takes roles and revokes keys on the page of people; an administrator sees no such form', async () => {
  const security = await office.officer('security_administrator')
  const administrator = await office.officer('administrator')
  const keeper = await office.officer('site_paper_keeper', { name: '丁保管' })
  const role = `/people/${keeper.accountId}/role`
  expect((await security.get('/people')).text).toContain(role)
  expect((await administrator.get('/people')).text).not.toContain(role)
  expect((await administrator.form(role, { role: 'auditor' })).status).toBe(403)
  expect((await security.form(`/people/${security.accountId}/role`, { role: 'auditor' })).code).toBe('not_for_oneself')
  expect((await security.form(role, { role: 'auditor' })).status).toBe(303)
  expect((await security.form(role, { role: 'administrator' })).code).toBe('holds_another_role')
  expect((await security.form(`${role}/withdrawal`, { role: 'auditor' })).status).toBe(303)
  expect((await security.form(`${role}/withdrawal`, { role: 'auditor' })).code).toBe('role_not_held')

  const examId = ExamId.parse(office.deps.newId())
  const statementId = office.deps.newId()
  await office.deps.within('office', (tx) =>
    draftStatement(tx, {
      id: statementId,
      examId,
      type: 'handoff',
      payload: {},
      signers: [keeper.accountId],
      by: keeper.accountId,
      now: office.now(),
    }),
  )
  expect((await keeper.sign({ examId, statementId })).status).toBe(201)
  const revoke = /\/people\/keys\/[^"]+\/revocation/.exec((await security.get('/people')).text)?.[0] ?? ''
  expect((await administrator.form(revoke, { reason: 'lost' })).status).toBe(403)
  expect((await security.form(revoke, { reason: 'stolen' })).code).toBe('malformed')
  expect((await security.form(revoke, { reason: 'lost' })).status).toBe(303)
  expect((await security.form(revoke, { reason: 'lost' })).code).toBe('key_already_revoked')
})
