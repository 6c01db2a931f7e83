import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { form, photograph, submitted } from '../support/applications.ts'
import { announcedRecruitment, officers, positionOf } from '../support/exams.ts'
import { idNumber } from '../support/numbers.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
const another = await announcedRecruitment(office, people)
beforeEach(() => office.moveClock('2026-03-10T10:00:00+08:00'))
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

/** What the page's form would send of its hidden fields. */
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const photo = new File([Buffer.from(photograph)], 'me.jpg', { type: 'image/jpeg' })

async function fill(person: TestPerson, path: string, step: number, fields: Record<string, string>) {
  const page = await person.get(`${path}/form/${step}`)
  expect(page.status).toBe(200)
  const answers = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`answers.${name}`, value]))
  const key = hidden(page.text, 'idempotencyKey')
  return person.form(`${path}/form/${step}`, { ...answers, version: hidden(page.text, 'version'), idempotencyKey: key })
}

const pages: readonly Record<string, string>[] = [
  { education: form.education, degree: form.degree, studyMode: form.studyMode },
  { school: form.school, major: form.major, graduatedOn: form.graduatedOn, freshGraduate: form.freshGraduate },
  { politicalStatus: form.politicalStatus },
  { employment: form.employment, certificates: form.certificates },
  { phone: form.phone, address: form.address, accessNeeds: form.accessNeeds },
  { relatives: 'no' },
]

test('a candidate applies page by page, without script', async () => {
  const person = await office.candidate()
  expect((await person.get('/my/exams')).text).toContain('2026年白城市事业单位公开招聘工作人员')
  const posts = await person.get(`/my/exams/${exam.examId}?q=${encodeURIComponent('财务')}`)
  expect(posts.text).toContain('002A')
  expect(posts.text).not.toContain('001E')
  const begun = await person.form(`/my/exams/${exam.examId}/applications`, {
    positionId: positionOf(exam, '001E'),
    idempotencyKey: 'begin-0001',
  })
  expect(begun.status).toBe(303)
  const path = String(begun.location).replace('/form/1', '')
  for (const [index, fields] of pages.entries()) {
    const saved = await fill(person, path, index + 1, fields)
    expect([saved.status, saved.location]).toEqual([303, `${path}/form/${index + 2}`])
  }
  const uploaded = await person.form(`${path}/materials`, { file: photo, kind: 'photo', idempotencyKey: 'photo-0001' })
  expect([uploaded.status, uploaded.location]).toEqual([303, `${path}/form/7`])
  expect((await person.get(`${path}/photo`)).headers.get('content-type')).toBe('image/jpeg')
  const confirm = await person.get(`${path}/confirm`)
  expect(confirm.text).toContain('白城师范学院')
  expect(confirm.text).not.toContain('未填写')
  const refused = await person.form(`${path}/submissions`, { version: hidden(confirm.text, 'version') })
  expect([refused.status, refused.code]).toEqual([400, 'malformed'])
  const sent = await person.form(`${path}/submissions`, {
    version: hidden(confirm.text, 'version'),
    undertaking: 'yes',
    idempotencyKey: 'submit-0001',
  })
  expect([sent.status, sent.location]).toEqual([303, `${path}/receipt`])
  expect((await person.get(`${path}/receipt`)).text).toContain('报名回执')
  const progress = await person.get(path)
  expect(progress.text).toContain('已提交')
  expect(progress.text).toContain('报名已提交')
})

test('a wrong answer shows the question again with what was typed', async () => {
  const person = await office.candidate()
  const begun = await person.form(`/my/exams/${exam.examId}/applications`, { positionId: positionOf(exam, '001E') })
  const path = String(begun.location).replace('/form/1', '')
  const again = await fill(person, path, 2, { school: '', major: '护理学', graduatedOn: '2024-13-01', freshGraduate: 'no' })
  expect([again.status, again.code]).toEqual([400, 'malformed'])
  expect(again.text).toContain('value="护理学"')
  expect(again.text).toContain('field-answers.school-problem')
  const wrongFile = await person.form(`${path}/materials`, { file: new File(['hello'], 'me.jpg'), kind: 'photo' })
  expect([wrongFile.status, wrongFile.code]).toEqual([422, 'file_not_an_image'])
})

test('another post is chosen on the page: until it is submitted page and receipt name the one that was', async () => {
  const person = await office.candidate()
  const { applicationId } = await submitted(person, exam, '001E')
  const path = `/my/applications/${applicationId}`
  expect((await person.get(path)).text).not.toContain('有修改尚未提交')
  const list = await person.get(`${path}/post?q=${encodeURIComponent('财务')}`)
  expect(list.text).toContain('002A')
  expect(list.text).not.toContain('001E')
  const post = { positionId: positionOf(exam, '002A'), version: hidden(list.text, 'version') }
  const changed = await person.form(`${path}/post`, post)
  expect([changed.status, changed.location]).toEqual([303, `${path}/confirm`])
  expect((await person.form(`${path}/post`, post)).code).toBe('stale_form')
  const standing = (await person.get(path)).text
  expect(standing).toContain('有修改尚未提交')
  for (const page of [standing, (await person.get(`${path}/receipt`)).text]) {
    expect(page).toContain('001E ')
    expect(page).not.toContain('002A ')
  }
  const confirm = await person.get(`${path}/confirm`)
  expect(confirm.text).toContain('002A ')
  await person.form(`${path}/submissions`, { version: hidden(confirm.text, 'version'), undertaking: 'yes' })
  expect((await person.get(`${path}/receipt`)).text).toContain('002A ')
  expect((await person.get(path)).text).not.toContain('有修改尚未提交')
})

test('what is asked of some only is empty again when it was emptied on the page', async () => {
  const person = await office.candidate()
  const begun = await person.form(`/my/exams/${exam.examId}/applications`, { positionId: positionOf(exam, '001E') })
  const path = String(begun.location).replace('/form/1', '')
  const work = { employment: '无', certificates: '无' }
  await fill(person, path, 4, { ...work, foreignApproval: '吉人社外〔2026〕3号' })
  expect((await person.get(`${path}/form/4`)).text).toContain('吉人社外')
  expect((await fill(person, path, 4, { ...work, foreignApproval: '' })).status).toBe(303)
  expect((await person.get(`${path}/form/4`)).text).not.toContain('吉人社外')
})

test('whoever has only begun goes on with another post and an empty form', async () => {
  const person = await office.candidate()
  const begun = await person.form(`/my/exams/${exam.examId}/applications`, { positionId: positionOf(exam, '001E') })
  const path = String(begun.location).replace('/form/1', '')
  const list = await person.get(`${path}/post`)
  const changed = await person.form(`${path}/post`, { positionId: positionOf(exam, '003A'), version: hidden(list.text, 'version') })
  expect(changed.location).toBe(`${path}/form/1`)
  expect((await person.get(`${path}/confirm`)).text).toContain('003A ')
})

test('an office appointed for one exam enters people at its counter, and finds nobody of another exam', async () => {
  const clerk = await office.officer('exam_office', { examId: exam.examId })
  const entered = await clerk.form(`/exams/${exam.examId}/registration/on-site`, {
    idNumber: idNumber(904_322, { birthDate: '1996-03-07' }),
    name: '孙九',
    phone: '13900000009',
    positionId: positionOf(exam, '003A'),
  })
  const page = await clerk.get(String(entered.location))
  expect(page.status).toBe(200)
  const answers = { 'answers.education': form.education, 'answers.degree': form.degree, 'answers.studyMode': form.studyMode }
  const saved = await clerk.form(String(entered.location), { ...answers, version: hidden(page.text, 'version') })
  expect(saved.status).toBe(303)
  const elsewhere = await office.officer('exam_office', { examId: another.examId })
  expect((await elsewhere.get(String(entered.location))).status).toBe(404)
  const changed = await elsewhere.form(String(entered.location), { ...answers, version: hidden(page.text, 'version') })
  expect(changed.status).toBe(404)
})

test('a stranger’s application, and a missing one, are not shown', async () => {
  const { applicationId } = await submitted(await office.candidate(), exam)
  const stranger = await office.candidate()
  for (const rest of ['', '/receipt', '/photo', '/confirm', '/form/1'])
    expect((await stranger.get(`/my/applications/${applicationId}${rest}`)).status).toBe(404)
})

test('the office sees counts and enters people on site', async () => {
  const page = await people.clerk.get(`/exams/${exam.examId}/registration`)
  expect(page.text).toContain('/registration/on-site')
  // Whoever may not enter anybody finds no form for it.
  expect((await (await office.officer('auditor')).get(`/exams/${exam.examId}/registration`)).text).not.toContain('/registration/on-site')
  const entered = await people.clerk.form(`/exams/${exam.examId}/registration/on-site`, {
    idNumber: idNumber(904_321, { birthDate: '1996-03-07' }),
    name: '孙八',
    phone: '13900000009',
    positionId: positionOf(exam, '003A'),
    idempotencyKey: 'on-site-0001',
  })
  expect(entered.status).toBe(303)
  expect((await people.clerk.get(String(entered.location))).status).toBe(200)
  const wrong = await people.clerk.form(`/exams/${exam.examId}/registration/on-site`, {
    idNumber: '110105194912310021',
    name: '孙八',
    phone: '13900000009',
    positionId: positionOf(exam, '003A'),
  })
  expect([wrong.status, wrong.code]).toEqual([422, 'id_check_digit_wrong'])
  const before = office.now().toString()
  office.moveClock({ days: 60 })
  expect((await people.clerk.get(`/exams/${exam.examId}/registration`)).text).not.toContain('/registration/on-site')
  office.moveClock(before)
})

test('where one stands is asked in few statements, however often one looks', async () => {
  const person = await office.candidate()
  const { applicationId } = await submitted(person, exam)
  const statements = async (path: string) =>
    (await office.statementsOf(async () => expect((await person.get(path)).status).toBe(200))).length
  expect(await statements('/api/my/applications')).toBe(1)
  expect(await statements(`/my/applications/${applicationId}`)).toBeLessThanOrEqual(9)
  expect(await statements(`/my/applications/${applicationId}/photo`)).toBeLessThanOrEqual(9)
})
