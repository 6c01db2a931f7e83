import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { ApplicationId, ExamId } from '../../src/foundation/ids.ts'
import { openCases } from '../../src/qualification/open-phase.ts'
import { qualifiedApplications } from '../../src/qualification/records.ts'
import { form, photograph } from '../support/applications.ts'
import { type Announced, announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'
import { type Applicant, applicant, complete, no, reviewer, yes } from './applicants.ts'

const office = await openOffice()
const people = await officers(office)
const hospital = '市中心医院'

let exam: Announced
let file: Applicant
let anna: TestPerson
let bert: TestPerson

const at = (what: string) => `/api/exams/${exam.examId}${what}`
const path = (what = '', of = file, phase = 'before') => at(`/reviews/${phase}/${of.applicationId}${what}`)
const opine = (who: TestPerson, opinion: object, of = file, phase = 'before') => who.post(path('/opinions', of, phase), opinion)
const ask = (who: TestPerson, version = 2) =>
  who.post(path('/supplement'), {
    version,
    items: [
      { condition: 'education', what: '学历证书扫描件不清晰' },
      { condition: 'degree', what: '缺学位证书' },
    ],
  })
const state = async (of = file, phase = 'before') => {
  const [row] = await office.admin<{ state: string; version: number }[]>`
    select state, version from review_cases where application_id = ${of.applicationId} and phase = ${phase}`
  return row
}
const mine = async () => (await file.candidate.get<{ reviews: Record<string, unknown>[] }>('/api/my/reviews')).body.reviews[0]

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await announcedRecruitment(office, people)
  office.moveClock('2026-03-12T10:00:00+08:00')
  file = await applicant(office, exam)
  anna = await reviewer(office, exam.examId, hospital)
  bert = await reviewer(office, exam.examId, hospital)
  await people.clerk.post(at('/reviews/opening'), { phase: 'before' })
})
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

describe('第九条(五): a supplement', () => {
  test('names everything at once, stops the review, and is shown with its clock', async () => {
    const asked = await ask(anna)
    // Thursday: Friday, Monday, Tuesday, to the end of the day in Beijing.
    expect(asked.body).toEqual({ dueAt: '2026-03-17T16:00:00Z' })
    expect(await mine()).toMatchObject({
      state: 'supplement_asked',
      supplement: { items: [{ what: '学历证书扫描件不清晰' }, { what: '缺学位证书' }], dueAt: '2026-03-17T16:00:00Z' },
    })
    expect(await opine(bert, yes())).toMatchObject({ status: 409, code: 'case_not_open' })
  })

  test('is asked once', async () => {
    await ask(anna)
    expect(await ask(bert)).toMatchObject({ status: 409, code: 'supplement_asked_before' })
  })

  test('asked by two at the same instant is one notice', async () => {
    const replies = await race(
      office,
      'review_cases',
      () => ask(anna),
      () => ask(bert),
    )
    expect(replies.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'supplement_asked_before'])
  })

  test('is completed after registration closed, piece by piece, and voids what was said before', async () => {
    expect((await opine(anna, yes())).status).toBe(201)
    await ask(bert)
    office.moveClock('2026-03-16T10:00:00+08:00')
    expect(await file.candidate.post(path('/completion'), {})).toMatchObject({ status: 422, code: 'supplement_unchanged' })
    expect((await file.candidate.put(path('/materials/degree'), photograph)).body).toMatchObject({ version: 3 })
    expect(await mine()).toMatchObject({ state: 'supplement_asked' })
    expect((await file.candidate.post(path('/completion'), { form: { ...form, address: '改正后的地址' } })).body).toMatchObject({
      version: 4,
      receipt: expect.any(String),
    })
    expect(await state()).toEqual({ state: 'open', version: 4 })
    expect((await anna.get(path())).body).toMatchObject({ mayOpine: true, opinions: [], form: { address: '改正后的地址' } })
    expect(await ask(anna, 4)).toMatchObject({ code: 'supplement_asked_before' })
    await opine(anna, yes(4))
    await opine(bert, yes(4))
    expect(await state()).toEqual({ state: 'qualified', version: 4 })
  })

  test('not completed in time is given up, judged when somebody looks', async () => {
    await ask(anna)
    office.moveClock('2026-03-17T23:59:59+08:00')
    expect(await mine()).toMatchObject({ state: 'supplement_asked' })
    office.moveClock('2026-03-18T00:00:00+08:00')
    expect(await mine()).toMatchObject({ state: 'given_up' })
    expect(await file.candidate.post(path('/completion'), {})).toMatchObject({ status: 409, code: 'supplement_overdue' })
    expect(await opine(bert, yes())).toMatchObject({ status: 409, code: 'case_not_open' })
    expect(await state()).toMatchObject({ state: 'given_up' })
  })

  test('is answered by nobody else, and asks nothing the document does not ask', async () => {
    const stranger = await office.candidate()
    const outside = await anna.post(path('/supplement'), { version: 2, items: [{ condition: 'work_years', what: '工作证明' }] })
    expect(outside).toMatchObject({ status: 422, code: 'condition_not_asked' })
    await ask(anna)
    expect(await stranger.post(path('/completion'), {})).toMatchObject({ status: 404, code: 'case_unknown' })
  })
})

test('in doubt the reviewer asks, and the file is on hold until the answer is on record', async () => {
  const lead = await office.officer('review_lead', { examId: exam.examId })
  const asked = await anna.post(path('/referrals'), { toWhom: 'higher_authority', question: '国外学历是否须经认证？' })
  expect(await opine(bert, yes())).toMatchObject({ code: 'case_not_open' })
  const answered = await lead.post(at(`/referrals/${asked.body.referralId}/answer`), { answer: '须经认证', answeredFrom: '省人社厅' })
  expect(answered.status).toBe(201)
  expect((await opine(bert, yes())).status).toBe(201)
})

describe('a dispute', () => {
  const section = (who: TestPerson, outcome: string) =>
    who.post(path('/section-decision'), { version: 2, outcome, minutes: '科室全体人员集体复核，记录在案' })
  const deputy = (who: TestPerson, outcome: string) =>
    who.post(path('/deputy-decision'), { version: 2, outcome, reasons: '专业名称以目录为准' })
  beforeEach(async () => {
    await opine(anna, yes())
    await opine(bert, no())
  })

  test('is decided by the section with its minutes', async () => {
    expect(await state()).toMatchObject({ state: 'disputed' })
    expect(await mine()).toMatchObject({ state: 'open', reasons: [] })
    const board = await people.section.get(at('/disputes'))
    expect(board.body).toMatchObject({ disputes: [{ applicationId: file.applicationId }] })
    expect(board.text).toContain(no().reason)
    expect((await section(people.section, 'returned')).status).toBe(201)
    expect(await mine()).toMatchObject({ state: 'returned', cites: ['field'], reasons: [no().reason] })
    expect(await section(people.section, 'qualified')).toMatchObject({ code: 'not_disputed' })
  })

  test('left undecided goes to the deputy director, who is another person', async () => {
    expect(await deputy(people.deputy, 'qualified')).toMatchObject({ code: 'section_not_undecided' })
    await office.appoint(people.section, 'deputy_director')
    await section(people.section, 'undecided')
    expect(await deputy(people.section, 'qualified')).toMatchObject({ status: 403, code: 'decider_decided_before' })
    expect((await deputy(people.deputy, 'qualified')).status).toBe(201)
    expect(await state()).toMatchObject({ state: 'qualified' })
    await office.admin`update appointments set ended_at = appointed_at where account_id = ${people.section.accountId} and role = 'deputy_director'`
  })

  test('is not decided by one of the two reviewers', async () => {
    await office.appoint(anna, 'section_head')
    expect(await section(anna, 'qualified')).toMatchObject({ status: 403, code: 'decider_gave_opinion' })
  })
})

describe('第二条: the day', () => {
  const day = '2026-03-12'
  const close = (who: TestPerson, count: object) => who.post(at(`/reconciliations/${day}/closing`), count)

  test('is closed when the count agrees and everyone pending is named', async () => {
    const lead = await office.officer('review_lead', { examId: exam.examId })
    const second = await applicant(office, exam, '002A')
    const third = await applicant(office, exam, '003A')
    await opine(anna, yes())
    await opine(bert, yes())
    await opine(anna, no(), second)
    await opine(bert, no(), second)
    const right = { submitted: 3, confirmed: 1, returned: 1, pending: [third.applicationId] }
    expect(await close(lead, right)).toMatchObject({ status: 409, code: 'day_not_over' })
    office.moveClock('2026-03-13T00:00:00+08:00')
    expect((await lead.get(at(`/reconciliations/${day}`))).body).toMatchObject({ recorded: right })
    for (const wrong of [
      { submitted: 4 },
      { confirmed: 2 },
      { pending: [] },
      { pending: [file.applicationId] },
      { confirmed: 2, pending: [] },
    ])
      expect(await close(lead, { ...right, ...wrong })).toMatchObject({
        status: 422,
        code: 'day_does_not_add_up',
        body: { facts: { recorded: { submitted: 3, pending: 1 } } },
      })
    expect(await office.logged('day_reconciled')).toMatchObject(Array.from({ length: 6 }, () => ({ outcome: 'refused' })))
    expect(await close(anna, right)).toMatchObject({ status: 403 })
    expect((await close(lead, right)).status).toBe(201)
    expect(await close(lead, right)).toMatchObject({ status: 409, code: 'day_closed_already' })
    const [head] = await office.admin<
      { name: number }[]
    >`select count(*)::int as name from reconciled_applications where exam_id = ${exam.examId} and day = ${day}`
    expect(head?.name).toBe(3)
    const read = await lead.get<{ closedBy: string; bySubject: { subject: string | null; submitted: number }[] }>(
      at(`/reconciliations/${day}`),
    )
    expect([read.body.closedBy, read.body.bySubject.map(({ subject, submitted }) => [subject, submitted])]).toEqual([
      lead.name,
      [
        ['A', 2],
        ['E', 1],
      ],
    ])
    expect(await lead.post(at('/reconciliations/2026-03-20/closing'), right)).toMatchObject({
      status: 422,
      code: 'day_outside_registration',
    })
  })

  test('leaves nobody out who withdrew and applied again after it was closed', async () => {
    const lead = await office.officer('review_lead', { examId: exam.examId })
    const again = await applicant(office, exam, '003A')
    const closing = (on: string, pending: readonly string[]) =>
      lead.post(at(`/reconciliations/${on}/closing`), { submitted: pending.length, confirmed: 0, returned: 0, pending })
    // Withdrawn while the day is counted, and back after it was closed.
    expect((await again.candidate.post(`${again.path}/withdrawal`, { version: 2 })).status).toBe(201)
    office.moveClock('2026-03-13T00:00:00+08:00')
    expect((await closing(day, [file.applicationId])).status).toBe(201)
    const back = await again.candidate.post(`${again.path}/submissions`, { draftVersion: 3, form, undertaking: true })
    expect([back.status, back.text]).toEqual([201, back.text])
    office.moveClock('2026-03-14T00:00:00+08:00')
    const open = await lead.get<{ applications: { carried: boolean; number: string }[] }>(at('/reconciliations/2026-03-13'))
    expect(open.body.applications).toMatchObject([{ number: again.number, carried: true }])
    expect((await lead.get(`/exams/${exam.examId}/qualification/days/2026-03-13`)).text).toContain('前日未计入')
    expect(await closing('2026-03-13', [])).toMatchObject({ status: 422, code: 'day_does_not_add_up' })
    expect((await closing('2026-03-13', [again.applicationId])).status).toBe(201)
    expect(await closing('2026-03-14', [])).toMatchObject({ status: 422, code: 'day_outside_registration' })
    // Had it reached the records only after the last day was closed, one more day would close with it by name.
    const of = office.admin`exam_id = ${exam.examId}`
    await office.admin`delete from reconciled_applications where application_id = ${again.applicationId}`
    await office.admin`update daily_reconciliations set submitted = 0, pending = 0, pending_names = '[]' where ${of} and day = '2026-03-13'`
    const days = (await lead.get<{ days: { day: string; state: string }[] }>(at('/reconciliations'))).body.days
    expect(days.at(-1)).toMatchObject({ day: '2026-03-14', state: 'open' })
    expect((await closing('2026-03-14', [])).code).toBe('day_does_not_add_up')
    expect((await closing('2026-03-14', [again.applicationId])).status).toBe(201)
  })
})

describe('an error found later', () => {
  const wrong = (kind: string) => ({ kind, reason: '学历证书系伪造', foundInTime: false, serious: true })

  test('is taken back by two people, and the candidate is returned', async () => {
    await opine(anna, yes())
    await opine(bert, yes())
    await office.appoint(people.section, 'centre_director')
    const proposed = await people.section.post(path('/reversals'), wrong('wrong_pass'))
    expect(proposed.body).toMatchObject({ sanction: 'transfer' })
    const confirm = (who: TestPerson) => who.post(at(`/reversals/${proposed.body.reversalId}/confirmation`), { confirm: true })
    expect(await confirm(people.section)).toMatchObject({ status: 403, code: 'second_person_needed' })
    expect(await state()).toMatchObject({ state: 'qualified' })
    expect((await confirm(people.director)).body).toEqual({ confirmed: true })
    expect(await state()).toMatchObject({ state: 'reversed' })
    expect(await office.deps.within('office', (tx) => qualifiedApplications(tx, ExamId.parse(exam.examId), 'before'))).toEqual([])
    expect(await mine()).toMatchObject({ state: 'reversed' })
  })

  test('a wrong rejection goes back to two others', async () => {
    await opine(anna, no())
    await opine(bert, no())
    const proposed = await people.section.post(path('/reversals'), wrong('wrong_rejection'))
    await people.director.post(at(`/reversals/${proposed.body.reversalId}/confirmation`), { confirm: true })
    expect(await state()).toMatchObject({ state: 'open' })
    expect(await opine(anna, yes())).toMatchObject({ code: 'opinion_given_already' })
    for (const who of [await reviewer(office, exam.examId, hospital), await reviewer(office, exam.examId, hospital)])
      expect((await opine(who, yes())).status).toBe(201)
    expect(await state()).toMatchObject({ state: 'qualified' })
  })
})

test('第十七条: a re-review is opened with a list, and needs the person and every original', async () => {
  const examId = ExamId.parse(exam.examId)
  const ids = [ApplicationId.parse(file.applicationId)]
  const open = () => office.deps.within('office', (tx) => openCases(tx, examId, 're_review', ids, office.now()))
  expect([await open(), await open()]).toEqual([1, 0])
  const shown = await anna.get<{ documents: { documentId: string }[] }>(path('', file, 're_review'))
  const seen = {
    ...yes(),
    checklist: { ...complete, originalsCompared: 'compared' },
    originalsSeen: shown.body.documents.map(({ documentId }) => documentId),
  }
  expect(seen.originalsSeen).toHaveLength(1)
  expect(await opine(anna, seen, file, 're_review')).toMatchObject({ status: 422, code: 'candidate_not_in_person' })
  expect(await opine(anna, { ...seen, inPerson: true, originalsSeen: [] }, file, 're_review')).toMatchObject({
    status: 422,
    code: 'originals_not_compared',
  })
  for (const who of [anna, bert]) expect((await opine(who, { ...seen, inPerson: true }, file, 're_review')).status).toBe(201)
  expect(await state(file, 're_review')).toMatchObject({ state: 'qualified' })
  expect(await state()).toMatchObject({ state: 'open' })
})
