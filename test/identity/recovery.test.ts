import { expect, test } from 'vitest'
import { ExamId } from '../../src/foundation/ids.ts'
import { accept } from '../../src/foundation/result.ts'
import { ownedSince } from '../../src/identity/enrolment-records.ts'
import { unmask } from '../../src/identity/unmask.ts'
import { simulatedPerson } from '../../src/rehearsal/person.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const examId = ExamId.parse(office.deps.newId())
const path = `/api/exams/${examId}/recoveries`
const clerk = await office.officer('exam_office')
const second = await office.officer('section_head')
const password = 'ping-an-shui-dao'
let people = 9000
const someone = (name: string) =>
  simulatedPerson(name, {
    origin: office.authority.origin,
    send: (to, init) => office.app.request(new URL(to, office.authority.origin).href, init),
  })

async function counter(command: object) {
  const issued = await clerk.post<{ enrolmentId: string }>(path, { originalCardSeen: true, ...command })
  if (issued.status !== 201) return { ...issued, body: { link: undefined } }
  return second.post<{ link: string }>(`${path}/${issued.body.enrolmentId}/release`, { personSeen: true })
}
const tokenOf = (link: unknown) => String(link).slice(-43)

test('a forgotten password is set anew by two officers who saw the card', async () => {
  const number = idNumber(people++)
  const person = someone('刘洋')
  await person.signUp({ idNumber: number, phone: '13935300003', password })
  const released = await counter({ idNumber: number, reason: 'forgotten' })
  const set = (chosen: string) => office.anyone.post('/api/enrolment/password', { token: tokenOf(released.body.link), password: chosen })
  expect(await set('short')).toMatchObject({ status: 422, code: 'password_too_short' })
  expect(await set('yi-fan-feng-shun')).toMatchObject({ status: 201 })
  expect(await set('yi-fan-feng-shun')).toMatchObject({ status: 410, code: 'link_used' })
  expect(await office.anyone.post('/api/sign-in', { idNumber: number, password })).toMatchObject({ status: 401 })
  expect(await office.anyone.post('/api/sign-in', { idNumber: number, password: 'yi-fan-feng-shun' })).toMatchObject({ status: 201 })
})

test('a number that a stranger took goes back to its owner, and what the stranger wrote is kept', async () => {
  const number = idNumber(people++)
  const stranger = someone('冒名者')
  await stranger.signUp({ idNumber: number, phone: '13900000000', password })
  expect(await someone('真本人').signUp({ idNumber: number, phone: '13935300004', password })).toMatchObject({ code: 'id_number_taken' })
  const released = await counter({ idNumber: number, reason: 'taken', name: '真本人', phone: '13935300004' })
  const before = office.now()
  const answer = await office.anyone.post<{ accountId: string }>('/api/enrolment/password', {
    token: tokenOf(released.body.link),
    password: 'yi-fan-feng-shun',
  })
  expect(answer.status).toBe(201)
  expect(await stranger.get('/api/my/self')).toMatchObject({ status: 401 })
  const owner = await office.anyone.post('/api/sign-in', { idNumber: number, password: 'yi-fan-feng-shun' })
  const cookie = owner.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await office.anyone.get('/api/my/self', { headers: { cookie } })).body).toMatchObject({ name: '真本人' })
  const [row] = await office.admin<{ previous: Uint8Array; id: string; person: string }[]>`
    select previous_name_sealed as previous, id, person_id as person from enrolments where reason = 'taken'`
  if (!row) throw new Error('no recovery')
  expect(office.deps.keyring.openField(`enrolments:previous_name:${row.id}`, row.previous)).toBe('冒名者')
  const { personId } = { personId: (await office.candidate()).personId }
  expect(await office.deps.within('candidate', (tx) => ownedSince(tx, personId))).toBeUndefined()
  const [person] = await office.admin<{ since: string }[]>`select used_at as since from enrolments where id = ${row.id}`
  expect(Temporal.Instant.from(new Date(person?.since ?? '').toISOString()).equals(before)).toBe(true)
})

test.each([
  { what: { idNumber: idNumber(8999), reason: 'forgotten' }, status: 404, code: 'candidate_unknown' },
  { what: { idNumber: '110105194912310021', reason: 'forgotten' }, status: 422, code: 'id_check_digit_wrong' },
  { what: { idNumber: idNumber(8999), reason: 'taken' }, status: 400, code: 'malformed' },
  { what: { idNumber: idNumber(8999), reason: 'forgotten', originalCardSeen: false }, status: 400, code: 'malformed' },
])('at the counter $what is refused with $code', async ({ what, status, code }) => {
  expect(await counter(what)).toMatchObject({ status, code })
})

test('one officer is not enough, and nobody recovers their own candidate account', async () => {
  const number = idNumber(people++)
  await someone('刘洋').signUp({ idNumber: number, phone: '13935300005', password })
  const issued = await clerk.post<{ enrolmentId: string }>(path, { idNumber: number, reason: 'forgotten', originalCardSeen: true })
  const release = `${path}/${issued.body.enrolmentId}/release`
  expect(await clerk.post(release, { personSeen: true })).toMatchObject({ status: 403, code: 'second_officer_needed' })
  const foreign = `/api/exams/${office.deps.newId()}/recoveries/${issued.body.enrolmentId}/release`
  expect(await second.post(foreign, { personSeen: true })).toMatchObject({ status: 404, code: 'enrolment_unknown' })
  const self = someone(clerk.name)
  expect(await self.signUp({ idNumber: clerk.idNumber, phone: '13935300006', password })).toMatchObject({ status: 201 })
  expect(await clerk.post(path, { idNumber: clerk.idNumber, reason: 'forgotten', originalCardSeen: true })).toMatchObject({
    status: 403,
    code: 'not_for_oneself',
  })
})

test('seeing a whole number leaves a trace; the reason stays sealed', async () => {
  const candidate = await office.candidate({ name: '周某' })
  const caller = {
    accountId: clerk.accountId,
    personId: clerk.personId,
    kind: 'officer',
    name: clerk.name,
    appointments: [],
    idempotencyKey: undefined,
  } as const
  const seen = await unmask(office.deps, caller, {
    examId,
    subject: candidate.accountId,
    reason: '核对准考证',
    find: async () => accept(candidate.personId),
  })
  expect(seen).toEqual({ ok: true, value: { idNumber: candidate.idNumber, phone: undefined } })
  const [entry] = await office.logged('id_number_unmasked')
  expect(entry).toMatchObject({
    actor: clerk.accountId,
    subject: candidate.accountId,
    exam: examId,
    detail: { person: candidate.personId },
  })
  expect(JSON.stringify(entry)).not.toContain('核对')
  expect(JSON.stringify(entry)).not.toContain(candidate.idNumber)
})
