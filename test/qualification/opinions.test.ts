import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { ExamId } from '../../src/foundation/ids.ts'
import { qualifiedApplications } from '../../src/qualification/records.ts'
import { type Announced, announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'
import { type Applicant, applicant, complete, edit, no, reviewer, yes } from './applicants.ts'

const office = await openOffice()
const people = await officers(office)
const hospital = '市中心医院'

let exam: Announced
let file: Applicant
let anna: TestPerson
let bert: TestPerson

const path = (what = '', of = file) => `/api/exams/${exam.examId}/reviews/before/${of.applicationId}${what}`
const opine = (who: TestPerson, opinion: object, of = file) => who.post(path('/opinions', of), opinion)
const state = async (of = file) => {
  const rows = await office.admin<
    { state: string; version: number }[]
  >`select state, version from review_cases where application_id = ${of.applicationId}`
  return rows[0]
}
const qualified = async () =>
  (await office.deps.within('office', (tx) => qualifiedApplications(tx, ExamId.parse(exam.examId), 'before'))).map(
    ({ applicationId }) => applicationId,
  )

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await announcedRecruitment(office, people)
  office.moveClock('2026-03-09T10:00:00+08:00')
  file = await applicant(office, exam)
  anna = await reviewer(office, exam.examId, hospital)
  bert = await reviewer(office, exam.examId, hospital)
  const opened = await people.clerk.post(`/api/exams/${exam.examId}/reviews/opening`, { phase: 'before' })
  expect(opened.body).toEqual({ cases: 1 })
})
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

describe('two persons', () => {
  test('who agree qualify an application, and the candidate is told', async () => {
    expect((await opine(anna, yes())).status).toBe(201)
    expect(await state()).toEqual({ state: 'open', version: 2 })
    expect(await qualified()).toEqual([])
    expect((await opine(bert, yes())).status).toBe(201)
    expect(await state()).toEqual({ state: 'qualified', version: 2 })
    expect(await qualified()).toEqual([file.applicationId])
    const mine = await file.candidate.get<{ reviews: { state: string }[] }>('/api/my/reviews')
    expect(mine.body.reviews).toMatchObject([{ state: 'qualified', reasons: [] }])
    const inbox = await file.candidate.get('/api/my/inbox')
    expect(inbox.text).toContain('已通过资格审核')
  })

  test('who reject return it with the reason and the article', async () => {
    await opine(anna, no())
    await opine(bert, no())
    expect(await state()).toMatchObject({ state: 'returned' })
    const mine = await file.candidate.get('/api/my/reviews')
    expect(mine.body).toMatchObject({
      reviews: [{ state: 'returned', cites: ['field'], reasons: [no().reason], article: { zh: expect.stringContaining('第九条') } }],
    })
  })

  test('at the same instant both count, and the case is settled once', async () => {
    const replies = await race(
      office,
      'review_cases',
      () => opine(anna, yes()),
      () => opine(bert, yes()),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(await state()).toMatchObject({ state: 'qualified' })
    expect(await office.admin`select from qualifications where application_id = ${file.applicationId}`).toHaveLength(1)
  })

  test('one person twice at the same instant is one person', async () => {
    const replies = await race(
      office,
      'review_cases',
      () => opine(anna, yes()),
      () => opine(anna, yes()),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await state()).toMatchObject({ state: 'open' })
  })

  test('a third opinion is refused', async () => {
    const carl = await reviewer(office, exam.examId, hospital)
    await opine(anna, yes())
    await opine(bert, yes())
    expect(await opine(carl, yes())).toMatchObject({ status: 409, code: 'case_not_open' })
  })

  test('are persons, not accounts: the database takes no second opinion of the same person', async () => {
    await opine(anna, yes())
    const twice = office.admin`
      insert into opinions (id, application_id, phase, version, reviewer, reviewer_person_id, verdict, cites, checklist, in_person, originals_seen, given_at)
      select ${office.deps.newId()}, application_id, phase, version, ${bert.accountId}, reviewer_person_id, verdict, cites, checklist, in_person, originals_seen, given_at
        from opinions where application_id = ${file.applicationId}`
    await expect(twice).rejects.toThrow(/violates/)
    const second = office.admin`
      insert into accounts (id, person_id, kind, unit, created_at) values (${office.deps.newId()}, ${anna.personId}, 'officer', '另一单位', ${office.now().toString()})`
    await expect(second).rejects.toThrow(/unique/)
  })
})

describe('a reviewer does not see the other opinion before giving their own', () => {
  test('in no response: not in the file, the pile, the next, nor in the answer to their own', async () => {
    const secret = '只有甲知道的理由'
    const said = await opine(anna, { ...no(), reason: secret })
    expect(Object.keys(said.body)).toEqual(['opinionId'])
    for (const reply of [
      await bert.get(path()),
      await bert.get(`/api/exams/${exam.examId}/reviews/before`),
      await bert.post(`/api/exams/${exam.examId}/reviews/next`, { phase: 'before' }),
      await file.candidate.get('/api/my/reviews'),
    ]) {
      expect(reply.status).toBeLessThan(300)
      expect(reply.text).not.toContain(secret)
      expect(reply.text).not.toContain('not_qualified')
    }
    const fresh = await applicant(office, exam)
    const strip = (body: Record<string, unknown>) => ({ ...body, photo: '', applicationId: '', number: '', person: '', documents: '' })
    expect(strip((await bert.get(path())).body)).toEqual(strip((await bert.get(path('', fresh))).body))
    expect((await office.logged('opinion_given')).map((entry) => JSON.stringify(entry)).join()).not.toContain('not_qualified')
  })

  test('a dispute looks open to a reviewer who has not spoken', async () => {
    const carl = await reviewer(office, exam.examId, hospital)
    await opine(anna, yes())
    await opine(bert, no())
    expect((await carl.get(path())).body).toMatchObject({ state: 'open', opinions: [] })
    expect((await bert.get(path())).body).toMatchObject({
      state: 'disputed',
      opinions: expect.arrayContaining([expect.objectContaining({ own: false }), expect.objectContaining({ own: true })]),
    })
  })

  test('the person is shown with a masked number, and opening the file is in the log', async () => {
    const shown = await anna.get(path())
    expect(shown.text).not.toContain(file.candidate.idNumber)
    expect(shown.body).toMatchObject({ person: { name: file.candidate.name }, asked: ['materials', 'education', 'degree', 'field', 'age'] })
    expect(await office.logged('case_opened')).not.toHaveLength(0)
  })
})

describe('who may review', () => {
  test('not another unit, not the untrained, not who has not studied the document', async () => {
    const school = await reviewer(office, exam.examId, '市第一中学')
    const untrained = await reviewer(office, exam.examId, hospital, { trained: false })
    const unread = await reviewer(office, exam.examId, hospital, { studied: false })
    const department = await reviewer(office, exam.examId, '市卫生健康委员会')
    expect(await opine(school, yes())).toMatchObject({ status: 403, code: 'unit_not_yours' })
    expect(await school.get(path())).toMatchObject({ status: 403, code: 'unit_not_yours' })
    expect((await school.get(`/api/exams/${exam.examId}/reviews/before`)).body).toMatchObject({ cases: [] })
    expect(await opine(untrained, yes())).toMatchObject({ status: 403, code: 'reviewer_untrained' })
    expect(await opine(unread, yes())).toMatchObject({ status: 403, code: 'notice_not_read' })
    expect((await opine(department, yes())).status).toBe(201)
    expect(await office.anyone.post(path('/opinions'), yes())).toMatchObject({ status: 401 })
    expect(await file.candidate.post(path('/opinions'), yes())).toMatchObject({ status: 403, code: 'not_permitted' })
  })

  test('not who has declared a relation to the candidate', async () => {
    await office.admin`
      insert into recusals (id, exam_id, account_id, relation, relative_id_index, declared_by, declared_at)
      select ${office.deps.newId()}, ${exam.examId}, ${anna.accountId}, 'spouse', id_number_index, ${anna.accountId}, ${office.now().toString()}
        from persons where id = ${file.candidate.personId}`
    expect(await opine(anna, yes())).toMatchObject({ status: 403, code: 'reviewer_recused' })
    expect(await anna.get(path())).toMatchObject({ status: 403, code: 'reviewer_recused' })
    expect(await anna.post(`/api/exams/${exam.examId}/reviews/next`, { phase: 'before' })).toMatchObject({
      status: 404,
      code: 'nothing_waits',
    })
  })

  test('an opinion needs all ten steps, and a rejection a condition the document asks', async () => {
    const { finished: _, ...nine } = complete
    expect(await opine(anna, { ...yes(), checklist: nine })).toMatchObject({ status: 422, code: 'checklist_incomplete' })
    expect(await opine(anna, { ...no(), cites: ['other'] })).toMatchObject({ status: 422, code: 'condition_not_asked' })
    expect(await opine(anna, { ...no(), reason: undefined })).toMatchObject({ status: 422, code: 'reason_missing' })
    expect(await opine(anna, { ...yes(), bribe: true })).toMatchObject({ status: 400, code: 'malformed' })
  })
})

describe('an edit', () => {
  test('voids both opinions and a decision', async () => {
    await opine(anna, yes())
    await opine(bert, yes())
    await edit(file)
    expect(await qualified()).toEqual([])
    expect(await opine(anna, yes(2))).toMatchObject({ status: 409, code: 'case_changed' })
    expect((await opine(anna, yes(3))).status).toBe(201)
    expect(await state()).toEqual({ state: 'open', version: 3 })
    expect((await opine(bert, yes(3))).status).toBe(201)
    expect(await qualified()).toEqual([file.applicationId])
    const rows = await office.admin`select from opinions where application_id = ${file.applicationId} and voided_at is not null`
    expect(rows).toHaveLength(2)
  })

  test('between the two opinions makes the second one about something else', async () => {
    await opine(anna, yes())
    await edit(file)
    expect(await opine(bert, yes(2))).toMatchObject({ status: 409, code: 'case_changed' })
    await opine(bert, yes(3))
    expect(await state()).toEqual({ state: 'open', version: 3 })
  })
})

describe('the pile', () => {
  test('hands out the oldest file to two reviewers, and to a third the next', async () => {
    office.moveClock({ minutes: 1 })
    const other = await applicant(office, exam)
    const next = (who: TestPerson) => who.post(`/api/exams/${exam.examId}/reviews/next`, { phase: 'before' })
    const [one, two] = [await next(anna), await next(bert)]
    const carl = await reviewer(office, exam.examId, hospital)
    expect(one.body.applicationId).toBe(file.applicationId)
    // Two opinions are needed, so the second reviewer may get the same file; a third may not.
    expect(two.body.applicationId).toBe(file.applicationId)
    expect((await next(carl)).body.applicationId).toBe(other.applicationId)
    expect((await next(anna)).body).toEqual(one.body)
  })

  test('takes in what is submitted while the review runs', async () => {
    await applicant(office, exam, '002A')
    const list = await anna.get<{ cases: unknown[] }>(`/api/exams/${exam.examId}/reviews/before`)
    expect(list.body.cases).toHaveLength(2)
  })
})
