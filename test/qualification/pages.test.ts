import { beforeEach, describe, expect, test } from 'vitest'
import { photograph } from '../support/applications.ts'
import { type Announced, announcedRecruitment, officers } from '../support/exams.ts'
import { sendWrong } from '../support/forms.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { type Applicant, applicant, no, prepare, reviewer, yes } from './applicants.ts'

const office = await openOffice()
const people = await officers(office)

let exam: Announced
let file: Applicant
let anna: TestPerson
const at = (what = '') => `/exams/${exam.examId}/qualification${what}`
const desk = (what = '') => at(`/files/before/${file.applicationId}${what}`)

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await announcedRecruitment(office, people)
  office.moveClock('2026-03-12T10:00:00+08:00')
  file = await applicant(office, exam)
  anna = await office.officer('reviewer', { examId: exam.examId, unit: '市中心医院' })
  await people.clerk.form(at('/opening'), {})
})

const ticked = {
  version: '2',
  materials: 'met',
  education: 'met',
  field: 'met',
  workYears: 'not_asked',
  professionalYears: 'not_asked',
  qualification: 'not_asked',
  exemption: 'not_asked',
  opinionSigned: 'yes',
  originalsCompared: 'copies_only',
  finished: 'yes',
  verdict: 'qualified',
}

describe('the reviewer, without script', () => {
  test('studies the document, takes a file, and gives an opinion', async () => {
    await prepare(office, exam.examId, anna, { studied: false })
    const home = await anna.get(at())
    expect(home.text).toContain('我已学习并熟悉本次考试的报考条件')
    const noticeHash = /name="noticeHash" value="([0-9a-f]{64})"/.exec(home.text)?.[1] ?? ''
    expect((await anna.form(at('/reading'), { noticeHash })).status).toBe(400)
    expect((await anna.form(at('/reading'), { noticeHash, studied: 'yes' })).status).toBe(303)
    const next = await anna.form(at('/next'), { phase: 'before' })
    expect(next).toMatchObject({ status: 303, location: desk() })
    const shown = await anna.get(desk())
    expect(shown.text).toContain(file.candidate.name)
    expect(shown.text).not.toContain(file.candidate.idNumber)
    expect(shown.text).toContain('class="face-outline"')
    expect(shown.text).not.toContain('不是浅色纯色')
    await office.admin`update documents set border_plain = 849 where application_id = ${file.applicationId} and kind = 'photo'`
    expect((await anna.get(desk())).text).toContain('不是浅色纯色')
    const { field: _, ...nine } = ticked
    const refused = await anna.form(desk('/opinions'), nine)
    expect(refused).toMatchObject({ status: 422, code: 'checklist_incomplete' })
    expect(refused.text).toMatch(/name="education" value="met" checked/)
    expect((await anna.form(desk('/opinions'), ticked)).status).toBe(303)
    expect((await anna.get(desk())).text).toContain('您')
  })

  test('sees the papers, and one of another unit sees nothing', async () => {
    await prepare(office, exam.examId, anna)
    const paper = /files\/before\/[^/]+\/documents\/[0-9a-f-]+/.exec((await anna.get(desk())).text)?.[0]
    expect((await anna.get(at(`/${paper}`))).headers.get('content-type')).toBe('image/jpeg')
    const other = await reviewer(office, exam.examId, '市第一中学')
    expect(await other.get(desk())).toMatchObject({ status: 403, code: 'unit_not_yours' })
    expect((await other.get(at(`/${paper}`))).status).toBe(404)
  })

  test('a form with one thing wrong comes back with everything else that was typed', async () => {
    await prepare(office, exam.examId, anna)
    const { verdict: _, version, ...chosen } = { ...ticked, education: 'not_met', cites: 'education' }
    const undecided = await anna.form(desk('/opinions'), { version, ...chosen, reason: '学历不符' })
    for (const [name, value] of Object.entries(chosen)) expect(undecided.text).toContain(`name="${name}" value="${value}" checked`)
    expect(undecided.text).toContain('>学历不符</textarea>')
    const lines = { condition1: 'degree', what1: '缺学位证书', condition2: 'field', what2: '缺专业证明' }
    const stale = await anna.form(desk('/supplement'), { version: '1', ...lines })
    expect(stale.status).toBe(409)
    for (const kept of ['缺学位证书', '缺专业证明']) expect(stale.text).toContain(`value="${kept}"`)
  })
})

test('a supplement is asked on the desk and completed on the phone', async () => {
  await prepare(office, exam.examId, anna)
  expect((await anna.form(desk('/supplement'), { version: '2', condition1: 'degree', what1: '缺学位证书' })).status).toBe(303)
  const mine = await file.candidate.get('/my/reviews')
  expect(mine.text).toContain('缺学位证书')
  const path = `/my/reviews/${exam.examId}/before/${file.applicationId}`
  expect(await file.candidate.form(`${path}/completion`, {})).toMatchObject({ status: 422, code: 'supplement_unchanged' })
  const scan = new File([Buffer.from(photograph)], 'degree.jpg', { type: 'image/jpeg' })
  expect((await file.candidate.form(`${path}/materials`, { kind: 'degree', file: scan })).status).toBe(303)
  expect((await file.candidate.form(`${path}/completion`, {})).status).toBe(303)
  expect((await file.candidate.get('/my/reviews')).text).toContain('审核中')
})

test('the boards of those who decide', async () => {
  await prepare(office, exam.examId, anna)
  const bert = await reviewer(office, exam.examId, '市中心医院')
  const opine = (who: TestPerson, opinion: object) =>
    who.post(`/api/exams/${exam.examId}/reviews/before/${file.applicationId}/opinions`, opinion)
  await opine(anna, yes())
  await opine(bert, no())
  expect((await people.section.get(at('/disputes'))).text).toContain(no().reason)
  const path = at(`/disputes/before/${file.applicationId}`)
  expect(
    (await people.section.form(`${path}/section`, { version: '2', outcome: 'undecided', minutes: '全体人员意见不一，报分管副局长' }))
      .status,
  ).toBe(303)
  expect((await people.deputy.get(at('/disputes'))).text).toContain('全体人员意见不一')
  expect((await people.deputy.form(`${path}/deputy`, { version: '2', outcome: 'qualified', reasons: '专业名称在目录内' })).status).toBe(303)
  const passed = /class="state good"><svg[^>]*>.{1,200}<\/svg><span>审核通过/
  for (const page of [desk(), at()]) expect((await anna.get(page)).text).toMatch(passed)
  // Whoever oversees the review sees how far it is; a reviewer could tell from it what another has said.
  const figures = /<dt>审核通过<\/dt><dd><span class="figure-value">1</
  expect((await people.section.get(at())).text).toMatch(figures)
  expect((await people.section.get(at('?phase=after'))).text).toContain('这一阶段的审核尚未开始')
  expect((await anna.get(at())).text).not.toMatch(figures)
  const decision = at(`/decisions/before/${file.applicationId}`)
  expect(
    (await people.section.form(`${decision}/reversals`, { kind: 'wrong_pass', reason: '学历证书系伪造', serious: 'yes' })).status,
  ).toBe(303)
  const shown = await people.director.get(decision)
  const reversal = /reversals\/([0-9a-f-]{36})/.exec(shown.text)?.[1]
  expect((await people.director.form(`${decision}/reversals/${reversal}`, { confirm: 'yes' })).status).toBe(303)
  expect((await people.director.get(decision)).text).toContain('结论已撤销')
})

test('the day shows = or ≠, and is closed by name', async () => {
  const lead = await office.officer('review_lead', { examId: exam.examId })
  office.moveClock('2026-03-13T08:00:00+08:00')
  expect((await lead.get(at('/days'))).text).toContain('2026-03-12')
  expect((await lead.get(at('/days/2026-03-12'))).text).toContain(file.number)
  expect(await sendWrong(lead, at('/days/2026-03-12'))).toEqual({ tried: ['/exams/:id/qualification/days/2026-03-12'], lost: [] })
  const wrong = await lead.form(at('/days/2026-03-12'), { submitted: '2', confirmed: '0', returned: '0', pending: file.applicationId })
  expect(wrong).toMatchObject({ status: 422, code: 'day_does_not_add_up' })
  expect(wrong.text).toContain('≠')
  const right = await lead.form(at('/days/2026-03-12'), { submitted: '1', confirmed: '0', returned: '0', pending: file.applicationId })
  expect(right.status).toBe(303)
  expect((await lead.get(at('/days'))).text).toContain('已核对')
  // What was closed on stands above; the table below goes on with the review and says so.
  expect((await lead.get(at('/days/2026-03-12'))).text).toContain('关账后的最新状态')
})
