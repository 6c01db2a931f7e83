import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { compactVerify, importJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { createApp } from '../../src/app.ts'
import type { Deps } from '../../src/deps.ts'
import { known } from '../../src/foundation/invariant.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import type { Client } from '../../src/rehearsal/client.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { begun, form, photograph, submitted, workerForm } from '../support/applications.ts'
import { announcedRecruitment, officers, positionOf, text } from '../support/exams.ts'
import { keyedClient } from '../support/keyed-client.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race, raceToInsert } from '../support/race.ts'

const uint32 = (value: number) => Buffer.from([24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff))
const office = await openOffice()
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
const opensAt = '2026-03-09T09:00:00+08:00'
const inside = '2026-03-10T10:00:00+08:00'
const closesAt = '2026-03-13T18:00:00+08:00'
/** The same person's browser at another process of the service. */
async function anotherProcess(person: TestPerson): Promise<Client> {
  const { deps } = office
  const other: Deps = { ...deps, within: (role, work) => deps.within(role, work) }
  const app = createApp({ authorities: [office.authority], depsFor: () => other, assets: await loadAssets() })
  const cookie = `${sessionCookie(office.authority.origin)}=${await office.sessionToken(person.accountId)}`
  const { origin } = office.authority
  return keyedClient((path, init) => app.request(new URL(path, origin).href, init), { origin, cookie: async () => cookie })
}
const at = (path = '') => `/api/exams/${exam.examId}${path}`

beforeEach(() => office.moveClock(inside))
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

describe('applying', () => {
  test('gives a number and a receipt that anyone can check', async () => {
    const person = await office.candidate()
    const application = await begun(person, exam)
    const reply = await person.post(`${application.path}/submissions`, { draftVersion: 1, form, undertaking: true })
    expect(reply.body).toMatchObject({ number: application.number, version: 1 })
    const receipt = text(reply.body, 'receipt')
    const key = await office.anyone.get<{ kid: string; jwk: Record<string, string> }>('/api/public/receipt-key')
    // As a stranger does it, with a JOSE library and SHA-256: the last three parts are a JWS over a tree's head; alone in it is the statement.
    const [statement = '', index, path, ...head] = receipt.split('.')
    const { payload, protectedHeader } = await compactVerify(head.join('.'), await importJWK(key.body.jwk, 'EdDSA'))
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key.body.kid, typ: 'gongyuan-receipts' })
    const leaf = hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(statement, 'base64url')]), 'buffer')
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ root: leaf.toString('base64url'), size: 1 })
    expect([index, path]).toEqual(['0', ''])
    expect(JSON.parse(Buffer.from(statement, 'base64url').toString())).toEqual({
      v: 1,
      iss: office.authority.origin,
      exam: exam.examId,
      application: application.applicationId,
      number: application.number,
      version: 1,
      position: '001E',
      formHash: reply.body.formHash,
      receivedAt: office.now().toString(),
    })
    const checked = await office.anyone.post('/api/public/receipts/verification', { receipt })
    expect(checked.body).toMatchObject({ number: application.number })
    const forged = await office.anyone.post('/api/public/receipts/verification', { receipt: `${receipt.slice(0, -4)}AAAA` })
    expect(forged).toMatchObject({ status: 422, code: 'receipt_not_ours' })
  })

  test('one question after the other: the draft is kept and becomes the form', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const { kind, education, degree, studyMode, ...rest } = form
    const first = await person.put(`${path}/draft`, { draftVersion: 1, answers: { kind, education, degree, studyMode } })
    expect(first.body).toEqual({ draftVersion: 2 })
    const early = await person.post(`${path}/submissions`, { draftVersion: 2, undertaking: true })
    expect(early).toMatchObject({
      status: 422,
      code: 'form_incomplete',
      body: { facts: { fields: expect.arrayContaining(['school', 'relatives']) } },
    })
    await person.put(`${path}/draft`, { draftVersion: 2, answers: { kind, ...rest } })
    expect((await person.post(`${path}/submissions`, { draftVersion: 3, undertaking: true })).status).toBe(201)
    expect((await person.get(path)).body).toMatchObject({ state: 'submitted', version: 1, answers: form, hints: [] })
  })

  test('the same submission sent twice with one key is one, with the same answer', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const send = () => person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true }, { idempotencyKey: 'submit-once-1' })
    const [one, two] = [await send(), await send()]
    expect([one.status, two.status]).toEqual([201, 201])
    expect(two.body).toEqual(one.body)
    const other = await person.post(
      `${path}/submissions`,
      { draftVersion: 2, form, undertaking: true },
      { idempotencyKey: 'submit-once-1' },
    )
    expect(other.code).toBe('idempotency_key_reused')
  })

  test('a submission without a key is malformed, and under a key that is used for something else it is refused', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const send = (key: string, more: object = {}) =>
      person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true, ...more }, { headers: { 'idempotency-key': key } })
    expect(await send('')).toMatchObject({ status: 400, code: 'idempotency_key_missing' })
    expect(await send('short')).toMatchObject({ status: 400, code: 'idempotency_key_missing' })
    expect((await send('submit-key-1')).status).toBe(201)
    expect(await send('submit-key-1', { draftVersion: 2 })).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    const other = { ...form, major: '会计学' }
    expect(await send('submit-key-1', { form: other })).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    expect((await person.get(path)).body).toMatchObject({ version: 1, answers: { major: form.major } })
  })

  test('while it is in progress, the same key is told so and nothing is done twice; afterwards it gets the first answer', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const send = () => person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true }, { idempotencyKey: 'submit-slow-1' })
    // The first is held at its row, so that it is under way for certain when the second comes.
    const { first, second } = await office.admin.begin(async (held) => {
      await held`select from applications for update`
      const first = send()
      await vi.waitFor(async () => {
        const [row] = await office.admin`
          select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        expect(row?.waiting).toBe(1)
      })
      return { first: { answer: first }, second: await send() }
    })
    expect(second).toMatchObject({ status: 409, code: 'in_progress' })
    const answer = await first.answer
    expect(answer.status).toBe(201)
    expect((await send()).body).toEqual(answer.body)
    expect((await office.logged('application_submitted')).filter(({ actor }) => actor === person.accountId)).toHaveLength(1)
  })

  test('a browser whose person has clicked twice waits, and shows the one answer', async () => {
    const person = await office.candidate()
    const { path, applicationId } = await begun(person, exam)
    await person.put(`${path}/draft`, { draftVersion: 1, answers: form })
    const click = () =>
      person.form(`/my/applications/${applicationId}/submissions`, { version: '2', undertaking: 'on', idempotencyKey: 'two-clicks-1' })
    const replies = await Promise.all([click(), click()])
    expect(replies.map(({ status, location }) => [status, location])).toEqual(
      Array.from({ length: 2 }, () => [303, `/my/applications/${applicationId}/receipt`]),
    )
  })

  test('an answer that is asked of some only can be taken back', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const given = { kind: 'general', major: '会计学', foreignApproval: '吉人社外〔2026〕3号' }
    await person.put(`${path}/draft`, { draftVersion: 1, answers: given })
    expect((await person.get(path)).body).toMatchObject({ answers: given })
    await person.put(`${path}/draft`, { draftVersion: 2, answers: { kind: 'general' }, emptied: ['foreignApproval'] })
    expect((await person.get(path)).body).toMatchObject({ answers: { kind: 'general', major: '会计学' } })
    expect((await person.get<{ answers: object }>(path)).body.answers).not.toHaveProperty('foreignApproval')
    expect((await person.put(`${path}/draft`, { draftVersion: 3, emptied: ['major'] })).code).toBe('malformed')
  })

  test('what is filled in after a submission begins with what was submitted', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    expect((await person.put(`${path}/draft`, { draftVersion: 2, answers: { kind: 'general', major: '会计学' } })).body).toEqual({
      draftVersion: 3,
    })
    expect((await person.get(path)).body).toMatchObject({ version: 1, answers: { ...form, major: '会计学' } })
    expect((await person.post(`${path}/submissions`, { draftVersion: 3, undertaking: true })).body).toMatchObject({ version: 2 })
    expect((await person.get(path)).body).toMatchObject({ version: 2, answers: { ...form, major: '会计学' } })
  })

  test('an edit before the deadline is a new version with its own receipt, and may change the post', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    await person.put(`${path}/draft`, {
      draftVersion: 2,
      positionId: positionOf(exam, '002A'),
      answers: { kind: 'general', major: '会计学' },
    })
    const before = await office.admin<
      { code: string }[]
    >`select p.code from applications a join positions p on p.id = a.position_id where a.id = ${path.split('/').at(-1) ?? ''}`
    expect(before).toEqual([{ code: '001E' }])
    const reply = await person.post(`${path}/submissions`, { draftVersion: 3, undertaking: true })
    expect(reply.body).toMatchObject({ version: 2 })
    expect((await person.get<{ versions: unknown[] }>(path)).body.versions).toHaveLength(2)
  })

  test('a new paper on a submitted application is a new version', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    expect((await person.put(`${path}/materials/education`, photograph)).body).toMatchObject({ version: 2 })
  })

  test('a new paper leaves what was changed and not submitted where it is', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    await person.put(`${path}/draft`, {
      draftVersion: 2,
      positionId: positionOf(exam, '002A'),
      answers: { kind: 'general', major: '会计学' },
    })
    for (const kind of ['photo', 'education']) expect((await person.put(`${path}/materials/${kind}`, photograph)).status).toBe(201)
    const standing = (await person.get<{ draftVersion: number }>(path)).body
    expect(standing).toMatchObject({ version: 3, position: { code: '002A' }, answers: { ...form, major: '会计学' } })
    const reply = await person.post(`${path}/submissions`, { draftVersion: standing.draftVersion, undertaking: true })
    expect(reply.body).toMatchObject({ version: 4 })
    expect((await person.get(path)).body).toMatchObject({ position: { code: '002A' }, answers: { major: '会计学' } })
  })

  test('withdrawn, and submitted again while the window is open', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    expect((await person.post(`${path}/withdrawal`, { version: 2 })).code).toBe('stale_form')
    expect((await person.post(`${path}/withdrawal`, { version: 1 })).status).toBe(201)
    expect((await person.post(`${path}/withdrawal`, { version: 1 })).code).toBe('not_submitted')
    expect((await person.post(`${path}/submissions`, { draftVersion: 2, undertaking: true })).body).toMatchObject({ version: 2 })
  })

  test('the whole number is shown to the section for a reason, of who applied here, and each look is in the log', async () => {
    const person = await office.candidate()
    const { path, applicationId } = await submitted(person, exam)
    const see = (by = people.section, body: object = { reason: '向公安机关核实身份' }) => by.post(`${path}/id-number`, body)
    expect(await see()).toMatchObject({ status: 201, body: { idNumber: person.idNumber } })
    expect(await see(people.section, {})).toMatchObject({ status: 400, code: 'malformed' })
    expect(await see(people.clerk)).toMatchObject({ status: 403, code: 'not_permitted' })
    const elsewhere = `/api/exams/${office.deps.newId()}/applications/${applicationId}/id-number`
    expect(await people.section.post(elsewhere, { reason: '向公安机关核实身份' })).toMatchObject({
      status: 404,
      code: 'application_unknown',
    })
    // Whoever tries the numbers of other exams stands in the log, and so does every look that is asked for again.
    expect((await people.section.post(`${path}/id-number`, { reason: '再次核实' }, { idempotencyKey: 'a look' })).status).toBe(201)
    expect((await people.section.post(`${path}/id-number`, { reason: '再次核实' }, { idempotencyKey: 'a look' })).status).toBe(201)
    const looks = await office.logged('id_number_unmasked')
    const look = { actor: people.section.accountId, subject: applicationId, exam: exam.examId, outcome: 'accepted' }
    const seen = { ...look, detail: { person: person.personId } }
    expect(looks).toMatchObject([seen, { subject: applicationId, outcome: 'refused', refusal: 'application_unknown' }, seen, seen])
    const [kept] = await office.admin<
      { n: number }[]
    >`select count(*)::int as n from idempotent_answers where answer::text like ${`%${person.idNumber}%`}`
    expect(kept?.n).toBe(0)
    expect(JSON.stringify(looks)).not.toContain('公安')
  })

  test('hints are given, and decide nothing', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam, '001E', { ...form, major: '考古学', education: 'college' })
    expect((await person.get(path)).body).toMatchObject({ state: 'submitted', hints: ['education_below', 'major_not_listed'] })
  })
})

describe('one person, one application', () => {
  test('eight at once begin one', async () => {
    const person = await office.candidate()
    const begin = () => person.post(at('/applications'), { positionId: positionOf(exam, '001E') })
    const replies = await raceToInsert(office, 'applications', ...Array.from({ length: 8 }, () => begin))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    const number = text(replies.find(({ status }) => status === 201)?.body ?? {}, 'number')
    for (const { code, body } of replies.filter(({ status }) => status !== 201))
      expect({ code, body }).toMatchObject({ code: 'already_applied', body: { facts: { number } } })
  })

  test('eight at once, however the number is written, are one application', async () => {
    const number = idNumber(904_001, { birthDate: '1994-03-07' })
    const wide = (text: string) => text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    const spellings = [
      number,
      number.toLowerCase(),
      ` ${number} `,
      wide(number),
      `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
    ]
    const clerks = await Promise.all([1, 2, 3, 4].map(() => office.officer('exam_office')))
    const enter = (i: number) => () =>
      known(clerks[i % 4], 'a clerk').post(at('/on-site-applications'), {
        idNumber: spellings[i % 5],
        name: '王五',
        phone: '13900000001',
        positionId: positionOf(exam, i % 2 === 0 ? '001E' : '003A'),
      })
    const replies = await raceToInsert(office, 'persons', ...Array.from({ length: 8 }, (_, i) => enter(i)))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(replies.filter(({ code }) => code === 'already_applied')).toHaveLength(7)
    const [row] = await office.admin<{ people: number; applications: number }[]>`
      select count(distinct p.id)::int as people, count(*)::int as applications from applications a join persons p on p.id = a.person_id where a.entered_by is not null`
    expect(row).toEqual({ people: 1, applications: 1 })
  })

  test('two submissions that meet at the row are one version', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const submission = { draftVersion: 1, form, undertaking: true }
    // Within one process they would wait for each other in its queue and never meet.
    const elsewhere = await anotherProcess(person)
    const replies = await race(
      office,
      'applications',
      () => person.post(`${path}/submissions`, submission),
      () => elsewhere.post(`${path}/submissions`, submission),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('submissions of one moment go together, each with its own answer, receipt and log entry', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => office.candidate()))
    const drafts = await Promise.all(people.map((person) => begun(person, exam)))
    const before = (await office.logged('application_submitted')).length
    const submissions = [{ draftVersion: 1, form }, { draftVersion: 1 }, { draftVersion: 7, form }]
    const replies = await Promise.all(
      people.map((person, index) =>
        person.post(`${drafts[index]?.path}/submissions`, { ...submissions[index % submissions.length], undertaking: true }),
      ),
    )
    const codes = [undefined, 'form_incomplete', 'stale_form']
    expect(replies.map(({ code }) => code)).toEqual(replies.map((_, index) => codes[index % codes.length]))
    expect((await office.logged('application_submitted')).length - before).toBe(12)
    const receipts = replies.flatMap(({ body }) => (typeof body.receipt === 'string' ? body.receipt : []))
    expect(new Set(receipts).size).toBe(4)
    const [written] = await office.admin<{ transactions: number }[]>`
      select count(distinct xmin::text)::int as transactions from application_versions
       where application_id in ${office.admin(drafts.map(({ applicationId }) => applicationId))}`
    expect(written?.transactions).toBeLessThan(4)
    const check = (receipt: string) => office.anyone.post('/api/public/receipts/verification', { receipt })
    for (const receipt of receipts) expect((await check(receipt)).status).toBe(201)
    // They stand in one tree or a few: another's statement or place under the own signature is no receipt.
    const [one = [], two = []] = receipts.map((receipt) => receipt.split('.'))
    for (const at of [0, 1, 2]) {
      const mixed = one.with(at, two[at] === one[at] ? '7' : (two[at] ?? ''))
      expect(await check(mixed.join('.'))).toMatchObject({ status: 422, code: 'receipt_not_ours' })
    }
  })

  test('two clicks of one moment are judged one after the other', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const submit = () => person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true })
    const replies = await Promise.all([submit(), submit()])
    expect(replies.map(({ code }) => code).sort()).toEqual(['already_applied', undefined])
  })

  test('one that breaks a constraint falls alone, and those who came with it stand', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => office.candidate()))
    const drafts = await Promise.all(people.map((person) => begun(person, exam)))
    // A version that nobody made stands in the way of the third one's.
    const blocked = drafts[2]?.applicationId ?? ''
    await office.admin`
      insert into application_versions (application_id, version, exam_id, position_id, form_sealed, form_salt, form_hash, submitted_by, submitted_at, receipt)
      select id, 1, exam_id, position_id, ''::bytea, decode(repeat('00', 32), 'hex'), ''::bytea, ${people[2]?.accountId ?? ''}, created_at, ''
        from applications where id = ${blocked}`
    const replies = await Promise.all(
      people.map((person, index) => person.post(`${drafts[index]?.path}/submissions`, { draftVersion: 1, form, undertaking: true })),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 500, 201, 201])
    await office.admin`delete from application_versions where application_id = ${blocked}`
  })

  test('eight submissions of one draft are one version', async () => {
    const person = await office.candidate()
    const { path, number } = await begun(person, exam)
    const browsers = await Promise.all(Array.from({ length: 8 }, () => anotherProcess(person)))
    const submits = browsers.map((browser) => () => browser.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true }))
    const replies = await race(office, 'applications', ...submits)
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(replies.filter(({ code, body }) => code === 'already_applied' && JSON.stringify(body).includes(number))).toHaveLength(7)
  })
})

describe('the window', () => {
  test.each([
    { time: '2026-03-09T08:59:59.999+08:00', code: 'window_not_open', because: 'a millisecond early' },
    { time: opensAt, code: undefined, because: 'the opening instant' },
    { time: '2026-03-13T17:59:59.999+08:00', code: undefined, because: 'the last millisecond' },
    { time: closesAt, code: 'window_closed', because: 'the closing instant' },
  ])('$time: $because', async ({ time, code }) => {
    const person = await office.candidate()
    office.moveClock(time)
    expect((await person.post(at('/applications'), { positionId: positionOf(exam, '001E') })).code).toBe(code)
  })

  test('nothing changes after it', async () => {
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    office.moveClock(closesAt)
    const replies = [
      person.put(`${path}/draft`, { draftVersion: 2, answers: { kind: 'general', major: '会计学' } }),
      person.post(`${path}/submissions`, { draftVersion: 2, undertaking: true }),
      person.post(`${path}/withdrawal`, { version: 1 }),
      person.put(`${path}/materials/photo`, photograph),
    ]
    expect((await Promise.all(replies)).map(({ code }) => code)).toEqual([
      'window_closed',
      'window_closed',
      'window_closed',
      'window_closed',
    ])
  })
})

describe('who may not', () => {
  test('a banned person, from the second person’s word on', async () => {
    const person = await office.candidate()
    const inspector = await office.officer('discipline_inspector')
    const ban = await people.section.post(at('/bans'), {
      idNumber: person.idNumber,
      scope: 'family',
      breach: 'cheating',
      document: '白人社罚〔2026〕2号',
      startsOn: '2026-01-01',
    })
    const decide = (who: typeof inspector) => who.post(at(`/bans/${text(ban.body, 'banId')}/decision`), { decision: 'confirm' })
    const { path } = await begun(person, exam)
    expect((await decide(people.section)).code).toBe('confirms_own_ban')
    expect((await decide(inspector)).status).toBe(201)
    expect(await person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true })).toMatchObject({
      status: 403,
      code: 'banned',
    })
  })

  test('a relative of the person in charge, for a finance post', async () => {
    const person = await office.candidate()
    const relatives = [{ relation: 'spouse', name: '李四', post: '院长', inCharge: true, directLine: false }] as const
    const { path } = await begun(person, exam, '002A')
    const reply = await person.post(`${path}/submissions`, { draftVersion: 1, form: { ...form, relatives }, undertaking: true })
    expect(reply).toMatchObject({ status: 422, code: 'recusal_post', body: { facts: { kind: 'finance' } } })
  })

  test('someone over the age, without a photograph, or without the undertaking', async () => {
    const old = await office.candidate({ idNumber: idNumber(904_777, { birthDate: '1980-01-01' }) })
    const { path } = await begun(old, exam)
    expect((await old.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true })).code).toBe('age_outside')
    const person = await office.candidate()
    const reply = await person.post(at('/applications'), { positionId: positionOf(exam, '001E') })
    const own = at(`/applications/${text(reply.body, 'applicationId')}/submissions`)
    expect((await person.post(own, { draftVersion: 1, form, undertaking: true })).code).toBe('photo_missing')
    expect((await person.post(own, { draftVersion: 1, form, undertaking: false })).code).toBe('malformed')
  })

  test('somebody else: the application does not exist for them', async () => {
    const { path } = await submitted(await office.candidate(), exam)
    const stranger = await office.candidate()
    const replies = [
      stranger.get(path),
      stranger.put(`${path}/draft`, { draftVersion: 2 }),
      stranger.post(`${path}/submissions`, { draftVersion: 2, undertaking: true }),
      stranger.put(`${path}/materials/photo`, photograph),
      stranger.post(`${path}/withdrawal`, { version: 1 }),
      people.clerk.get(path),
    ]
    expect((await Promise.all(replies)).map(({ status, code }) => [status, code])).toEqual(
      Array.from({ length: 6 }, () => [404, 'application_unknown']),
    )
  })
})

describe('bad input changes nothing', () => {
  test('an unknown key, a wrong form, a stale form', async () => {
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const submit = (body: object) => person.post(`${path}/submissions`, { draftVersion: 1, undertaking: true, ...body })
    expect(await submit({ form: { ...form, bribe: 'yes' } })).toMatchObject({ status: 400, code: 'malformed' })
    expect(await submit({ form: workerForm })).toMatchObject({ status: 422, code: 'form_of_other_family' })
    expect(await submit({ form, draftVersion: 7 })).toMatchObject({ status: 409, code: 'stale_form' })
    expect(await person.put(`${path}/draft`, { draftVersion: 7, answers: { kind: 'general' } })).toMatchObject({
      status: 409,
      code: 'stale_form',
    })
    expect((await person.get(path)).body).toMatchObject({ state: 'draft', version: 0, draftVersion: 1 })
  })

  // A PNG whose header claims 16000 × 16000 pixels and that holds none.
  const header = Buffer.from('IHDR\0\0\x3e\x80\0\0\x3e\x80\x08\x02\0\0\0', 'latin1')
  const pixelBomb = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), header, uint32(crc32(header)), Buffer.alloc(12)])
  test.each([
    { bytes: new Uint8Array(2_000_001).fill(0xff), code: 'file_too_large', status: 413 },
    { bytes: new Uint8Array(2_000_000).fill(0xff), code: 'file_not_an_image', status: 422 },
    { bytes: new TextEncoder().encode('<script>alert(1)</script>'), code: 'file_not_an_image', status: 422 },
    { bytes: new Uint8Array(pixelBomb), code: 'image_too_many_pixels', status: 422 },
    { bytes: photograph.slice(0, 200), code: 'image_unreadable', status: 422 },
  ])('an upload: $code', async ({ bytes, code, status }) => {
    const person = await office.candidate()
    const reply = await person.post(at('/applications'), { positionId: positionOf(exam, '001E') })
    expect(await person.put(at(`/applications/${text(reply.body, 'applicationId')}/materials/photo`), bytes)).toMatchObject({
      status,
      code,
    })
  })
})

test('on site: the clerk enters, photographs and submits; the person may look', async () => {
  const number = idNumber(904_555, { birthDate: '1995-03-07' })
  const entered = await people.clerk.post(at('/on-site-applications'), {
    idNumber: number,
    name: '赵六',
    phone: '13900000002',
    positionId: positionOf(exam, '003A'),
  })
  const path = at(`/applications/${text(entered.body, 'applicationId')}`)
  await people.clerk.put(`${path}/materials/photo`, photograph)
  expect((await people.clerk.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true })).status).toBe(201)
  const wrong = await people.clerk.post(at('/on-site-applications'), {
    idNumber: '110105194912310021',
    name: '钱七',
    phone: '13900000003',
    positionId: positionOf(exam, '003A'),
  })
  expect(wrong).toMatchObject({ status: 422, code: 'id_check_digit_wrong' })
})

test('the public sees how many applied for each post, and not who', async () => {
  const counts = async () =>
    (await office.anyone.get<{ posts: { code: string; applied: number }[]; applied: number }>(`/api/public/exams/${exam.examId}/counts`))
      .body
  const before = await counts()
  const person = await office.candidate()
  await submitted(person, exam, '004E')
  const after = await counts()
  expect(after.applied).toBe(before.applied + 1)
  expect(after.posts.find(({ code }) => code === '004E')).toMatchObject({ applied: 1, passed: null })
  await expect(office.deps.within('public', (tx) => tx.execute('select person_id from applications'))).rejects.toThrow()
})

test('no personal data is in the log', async () => {
  const person = await office.candidate({ name: '欧阳询', phone: '13912345678' })
  await submitted(person, exam, '001E', { ...form, address: '新华西大路特别的一号', phone: '13912345678' })
  const rows = await office.admin<{ event: string }[]>`select event from log_leaves`
  const all = rows.map(({ event }) => event).join('\n')
  for (const secret of ['欧阳询', '13912345678', '特别的一号', person.idNumber]) expect(all).not.toContain(secret)
})
