import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { submitted, workerForm } from '../support/applications.ts'
import { type Announced, officers, positionIds, recruitment, text } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { complete, prepare } from './applicants.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, director } = people

let exam: Announced
let post: string
let first: TestPerson
let lead: TestPerson

const opinion = {
  version: 1,
  verdict: 'qualified',
  checklist: { ...complete, education: 'not_asked', field: 'not_asked', workYears: 'met', qualification: 'met' },
  cites: [],
  inPerson: false,
  originalsSeen: [],
}
const opine = (who: TestPerson, applicationId: string) =>
  who.post(`/api/exams/${exam.examId}/reviews/before/${applicationId}/opinions`, opinion)
const apply = async (form: Partial<typeof workerForm>, candidate?: TestPerson) => {
  const person = candidate ?? (await office.candidate())
  return { person, ...(await submitted(person, exam, post, { ...workerForm, ...form })) }
}

const assessment = async () => {
  const { tieChain: _, ...notice } = recruitment.notice
  const created = await clerk.post('/api/exams', { ...recruitment, family: 'WK', title: '2026年工人技术等级考核', notice })
  const examId = text(created.body, 'examId')
  await clerk.put(`/api/exams/${examId}/trades`, {
    version: 1,
    trades: [{ trade: '汽车驾驶员', grade: 3 }],
  })
  const approved = await director.post(`/api/exams/${examId}/approvals`, { version: 2, level: 1 })
  if (approved.status >= 400) throw new Error(approved.text)
  await clerk.post(`/api/exams/${examId}/channels`, {
    channel: 'bureau_site',
    link: 'https://bureau.example/notice/2',
    publishedOn: '2026-03-02',
  })
  const announced = await clerk.post(`/api/exams/${examId}/announcement`, { version: 2 })
  if (announced.status >= 400) throw new Error(announced.text)
  return { examId, positions: await positionIds(office, examId) }
}

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await assessment()
  post = Object.keys(exam.positions)[0] ?? ''
  office.moveClock('2026-03-10T10:00:00+08:00')
  first = await office.officer('reviewer', { examId: exam.examId })
  lead = await office.officer('review_lead', { examId: exam.examId })
  for (const one of [first, lead]) await prepare(office, exam.examId, one, { trained: false })
  await clerk.post(`/api/exams/${exam.examId}/reviews/opening`, { phase: 'before' })
})
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

test('第五条(四): the clerk first, then the leader', async () => {
  const { applicationId } = await apply({})
  expect(await opine(lead, applicationId)).toMatchObject({ status: 409, code: 'opinion_needs_clerk' })
  expect((await opine(first, applicationId)).status).toBe(201)
  const second = await office.officer('reviewer', { examId: exam.examId })
  await prepare(office, exam.examId, second, { trained: false })
  expect(await opine(second, applicationId)).toMatchObject({ status: 403, code: 'opinion_needs_lead' })
  expect((await opine(lead, applicationId)).status).toBe(201)
})

describe('第四条: nobody qualifies against the conditions of the grade', () => {
  test.each([
    { form: { workStartedOn: '2007-01-01' }, code: undefined, because: 'twenty full years at the end of the year' },
    { form: { workStartedOn: '2007-01-02' }, code: 'grade_years_short', because: 'a day short' },
    { form: { presentGrade: '5' as const }, code: 'grade_order_skipped', because: 'intermediate is missing' },
    {
      form: { tradeChanged: 'yes' as const, formerTrade: '钳工' },
      code: 'grade_trade_needs_consent',
      because: 'another trade without the paper of the unit',
    },
  ])('$because', async ({ form, code }) => {
    const { applicationId } = await apply(form)
    expect((await opine(first, applicationId)).code).toBe(code)
  })

  test('the merit exception lifts the years once in a life', async () => {
    const claim = { workStartedOn: '2012-01-01', exception: 'merit' as const, exceptionEvidence: '记功文件' }
    const { person, applicationId } = await apply(claim)
    await opine(first, applicationId)
    expect((await opine(lead, applicationId)).status).toBe(201)
    expect(await office.admin`select condition from exception_uses where person_id = ${person.personId}`).toMatchObject([
      { condition: 'merit_or_excellent' },
    ])
    office.moveClock('2026-03-02T09:00:00+08:00')
    exam = await assessment()
    post = Object.keys(exam.positions)[0] ?? ''
    office.moveClock('2026-03-11T10:00:00+08:00')
    await office.appoint(first, 'reviewer', { examId: exam.examId })
    await prepare(office, exam.examId, first, { trained: false })
    await clerk.post(`/api/exams/${exam.examId}/reviews/opening`, { phase: 'before' })
    const again = await apply({ ...claim, exception: 'excellent_three_years' as const }, person)
    expect(await opine(first, again.applicationId)).toMatchObject({ status: 422, code: 'grade_exception_used' })
  })
})
