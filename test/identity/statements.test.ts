import { generalVerify, importX509 } from 'jose'
import { expect, test } from 'vitest'
import { ExamId } from '../../src/foundation/ids.ts'
import { accept, type Result, refuse } from '../../src/foundation/result.ts'
import type { StatementId } from '../../src/identity/ids.ts'
import { type Completed, completeStatement, draftStatement } from '../../src/identity/statements.ts'
import { signText, softwareKey } from '../../src/rehearsal/software-key.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice()
const examId = ExamId.parse(office.deps.newId())
const marker = await person('marking_checker')
const inspector = await person('discipline_inspector')
const other = await person('exam_office')

/** Statements know their exam by its id alone, so these tests need none: the roles hold for every exam. */
function person(role: 'marking_checker' | 'discipline_inspector' | 'exam_office') {
  return office.officer(role)
}

const payload = { sheet: 'S-1', total: '78.50', 说明: '登分表' }
const draft = (signers: TestPerson[] = [marker, inspector]) =>
  office.deps.within('office', (tx) =>
    draftStatement(tx, {
      id: office.deps.newId(),
      examId,
      type: 'score-sheet',
      payload,
      signers: signers.map(({ accountId }) => accountId),
      by: marker.accountId,
      now: office.now(),
    }),
  )
type Use = (completed: Completed) => Promise<Result<Completed, 'refused_by_the_stage'>>
const complete = (id: StatementId, use: Use = async (completed) => accept(completed)) =>
  office.deps.within('office', (tx) => completeStatement(tx, { examId, id, type: 'score-sheet', now: office.now() }, use))

test('all parties sign, and a stranger verifies the one object with another library and the certificates', async () => {
  const statementId = await draft()
  const waiting = await marker.get<{ statements: { statementId: string; payload: string }[] }>(`/api/exams/${examId}/statements?waiting=me`)
  expect(waiting.body.statements.map((one) => one.statementId)).toEqual([statementId])
  expect(await inspector.sign({ examId, statementId })).toMatchObject({ status: 201, body: { missing: 1 } })
  expect(await complete(statementId)).toEqual({ ok: false, refusal: 'statement_incomplete' })
  expect(await marker.sign({ examId, statementId })).toMatchObject({ status: 201, body: { missing: 0 } })
  // What the stage refuses is not used up: the same signatures count when the obstacle is gone.
  expect(await complete(statementId, async () => refuse('refused_by_the_stage'))).toEqual({ ok: false, refusal: 'refused_by_the_stage' })
  const completed = await complete(statementId)
  if (!completed.ok) throw new Error(completed.refusal)
  expect(completed.value.payload).toEqual(payload)
  const jws = JSON.parse(completed.value.general)
  expect(jws.signatures).toHaveLength(2)
  const certificates = await office.admin<{ certificate: string }[]>`
    select certificate from signing_keys where account_id in (${marker.accountId}, ${inspector.accountId})`
  for (const { certificate } of certificates) {
    const verified = await generalVerify(jws, await importX509(certificate, 'PS256'))
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(payload)
  }
  expect(await complete(statementId)).toEqual({ ok: false, refusal: 'statement_already_used' })
  expect((await marker.get(`/api/exams/${examId}/statements?waiting=me`)).body).toEqual({ statements: [] })
})

test('for whoever is no party a statement does not exist', async () => {
  const statementId = await draft()
  expect(await other.get(`/api/exams/${examId}/statements/${statementId}`)).toMatchObject({ status: 404, code: 'statement_unknown' })
  const signed = { keyId: (await softwareKey()).keyId, protected: 'e30', signature: 'AA' }
  expect(await other.post(`/api/exams/${examId}/statements/${statementId}/signatures`, signed)).toMatchObject({ code: 'statement_unknown' })
})

test('nobody signs twice, nor for another exam', async () => {
  const statementId = await draft()
  await marker.sign({ examId, statementId })
  expect(await marker.sign({ examId, statementId })).toMatchObject({ status: 409, code: 'already_signed' })
  expect(await inspector.sign({ examId: office.deps.newId(), statementId })).toMatchObject({ status: 404 })
})

test('a signature over other words, for another kind, by an uncertified or by a revoked key does not count', async () => {
  const statementId = await draft()
  const path = `/api/exams/${examId}/statements/${statementId}`
  const text = (await inspector.get<{ payload: string }>(path)).body.payload
  const stranger = await softwareKey()
  expect(await inspector.post(`${path}/signatures`, signText(text, 'gongyuan-score-sheet', stranger))).toMatchObject({
    status: 422,
    code: 'signing_key_unusable',
  })

  const { key, client } = await certified()
  const ownId = await draft([client])
  const own = `/api/exams/${examId}/statements/${ownId}`
  const sign = (said: string, typ: string) => client.post(`${own}/signatures`, signText(said, typ, key))
  expect(await sign(text.replace('78.50', '87.50'), 'gongyuan-score-sheet')).toMatchObject({ status: 422, code: 'signature_wrong' })
  expect(await sign(text, 'gongyuan-handoff')).toMatchObject({ status: 422, code: 'signature_wrong' })
  const security = await office.officer('security_administrator')
  const revoked = await security.post(`/api/keys/${key.keyId}/revocation`, { reason: 'lost' })
  expect(revoked.status).toBe(201)
  expect(await sign(text, 'gongyuan-score-sheet')).toMatchObject({ status: 422, code: 'signing_key_unusable' })
  expect((await client.get<{ unread: number }>('/api/my/inbox')).body.unread).toBe(1)
  expect(await complete(ownId)).toEqual({ ok: false, refusal: 'statement_incomplete' })
})

test('an expired certificate signs nothing', async () => {
  const { key, client } = await certified()
  const statementId = await draft([client])
  const text = (await client.get<{ payload: string }>(`/api/exams/${examId}/statements/${statementId}`)).body.payload
  const before = office.now()
  office.moveClock({ years: 2 })
  const signed = await client.post(`/api/exams/${examId}/statements/${statementId}/signatures`, signText(text, 'gongyuan-score-sheet', key))
  office.moveClock(before.toString())
  expect(signed).toMatchObject({ status: 422, code: 'signing_key_unusable' })
})

test('the author finds a statement that waits for others, and takes it back by a button', async () => {
  const statementId = await draft()
  const button = `action="/exams/${examId}/statements/${statementId}/withdrawal"`
  const path = `/exams/${examId}/statements/${statementId}/withdrawal`
  const page = async (who: TestPerson) => (await who.get('/my/statements')).text
  expect(await page(inspector)).not.toContain(button)
  expect(await page(marker)).toContain(button)
  await marker.sign({ examId, statementId })
  expect(await page(marker)).toContain('我起草、尚未生效的文书')
  expect(await page(marker)).toContain(button)
  expect(await inspector.form(path, {})).toMatchObject({ status: 403, code: 'not_the_author' })
  expect(await page(inspector)).toContain(statementId)
  expect(await marker.form(path, {})).toMatchObject({ status: 303, location: '/my/statements' })
  for (const who of [marker, inspector]) expect(await page(who)).not.toContain(statementId)
  expect(await marker.form(path, {})).toMatchObject({ status: 409, code: 'statement_withdrawn' })
})

test('the author takes a statement back, others do not, and then nobody signs it', async () => {
  const statementId = await draft()
  const path = `/api/exams/${examId}/statements/${statementId}/withdrawal`
  expect(await inspector.post(path)).toMatchObject({ status: 403, code: 'not_the_author' })
  expect(await marker.post(path)).toMatchObject({ status: 201 })
  expect(await inspector.sign({ examId, statementId })).toMatchObject({ status: 409, code: 'statement_withdrawn' })
  expect(await complete(statementId)).toEqual({ ok: false, refusal: 'statement_unknown' })
})

test('a key is certified only for whoever proves to hold it, once, and one at a time', async () => {
  const client = await office.officer('exam_office')
  const key = await softwareKey()
  const challenge = async () => (await client.post<{ challengeId: string; challenge: string }>('/api/my/keys/challenge', {})).body
  const certify = async (asked: { challengeId: string }, signedText: string, by = key) => {
    const { keyId: _, ...signed } = signText(signedText, 'gongyuan-key-proof', by)
    return client.post('/api/my/keys', { challengeId: asked.challengeId, publicJwk: by.publicJwk, ...signed })
  }
  const first = await challenge()
  expect(await certify(first, 'another text')).toMatchObject({ status: 422, code: 'possession_not_proved' })
  expect(await certify(first, first.challenge)).toMatchObject({ status: 409, code: 'challenge_unknown' })
  const second = await challenge()
  office.moveClock({ minutes: 5 })
  expect(await certify(second, second.challenge)).toMatchObject({ status: 409, code: 'challenge_unknown' })
  const third = await challenge()
  expect(await certify(third, third.challenge)).toMatchObject({ status: 201, body: { keyId: key.keyId } })
  const fourth = await challenge()
  expect(await certify(fourth, fourth.challenge, await softwareKey())).toMatchObject({ status: 409, code: 'key_already_active' })
  const candidate = await office.candidate()
  expect(await candidate.post('/api/my/keys/challenge', {})).toMatchObject({ status: 403, code: 'officers_only' })
})

test('what is refused is in the log, without any personal data', async () => {
  const entries = await office.logged('statement_signed')
  expect(entries.filter(({ refusal }) => refusal === 'signature_wrong').length).toBeGreaterThan(0)
  expect(JSON.stringify(entries)).not.toContain(marker.name)
})

/** An officer whose key is certified through the API, and who then is a party of statements. */
async function certified() {
  const client = await office.officer('marking_checker')
  const key = await softwareKey()
  const { challengeId, challenge } = (await client.post<{ challengeId: string; challenge: string }>('/api/my/keys/challenge', {})).body
  const { keyId: _, ...signed } = signText(challenge, 'gongyuan-key-proof', key)
  const answer = await client.post('/api/my/keys', { challengeId, publicJwk: key.publicJwk, ...signed })
  if (answer.status !== 201) throw new Error(answer.text)
  return { key, client }
}
