import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { sendWrong } from '../support/forms.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const { examId } = await announcedRecruitment(office, people)
const { section, deputy } = people
const inspector = await office.officer('discipline_inspector')
const home = `/exams/${examId}/conduct`

describe('breaches, bans and recusals by forms', () => {
  test('a breach is recorded in one form and decided in another person’s; what happened is read by those who decide', async () => {
    const person = await office.candidate()
    const fields = { kind: 'cheating', offender: person.idNumber, stage: 'sitting', facts: '考场内使用手机查阅资料' }
    const wrong = await section.form(`${home}/violations`, {
      ...fields,
      offender: `${person.idNumber.slice(0, 17)}${person.idNumber.endsWith('X') ? '1' : 'X'}`,
    })
    expect(wrong.code).toBe('id_check_digit_wrong')
    expect(wrong.text).toContain('考场内使用手机查阅资料')
    expect((await section.form(`${home}/violations`, { ...fields, kind: 'staff_leaking' })).code).toBe('breach_not_of_applicants')
    expect(await section.form(`${home}/violations`, fields)).toMatchObject({ status: 303, location: home })
    const [row] = await office.admin<{ id: string }[]>`select id from violations where exam_id = ${examId}`
    const page = `${home}/violations/${known(row, 'a breach').id}`
    const register = await inspector.get(home)
    expect(register.text).toContain(page)
    expect(register.text).not.toContain('考场内使用手机')
    expect(register.text).not.toContain(person.idNumber)
    const opened = await inspector.get(page)
    expect(opened.text).toContain('考场内使用手机查阅资料')
    expect(opened.text).toContain(person.name)
    const { id } = known(row, 'a breach')
    expect(await office.logged('violation_opened')).toMatchObject([
      { actor: inspector.accountId, subject: id, exam: examId, outcome: 'accepted', detail: {} },
    ])
    const auditor = await office.officer('auditor')
    expect((await auditor.get(home)).status).toBe(200)
    expect((await auditor.get(page)).status).toBe(403)
    const decision = { confirmed: 'yes', consequence: 'exam_cancelled', finding: '监控录像属实' }
    expect((await section.get(page)).text).not.toContain(`${page}/decision`)
    expect((await section.form(`${page}/decision`, decision)).code).toBe('decides_own_record')
    expect(await sendWrong(inspector, page)).toEqual({ tried: ['/exams/:id/conduct/violations/:id/decision'], lost: [] })
    expect((await inspector.form(`${page}/decision`, { confirmed: 'yes', finding: '监控录像属实' })).code).toBe('consequence_missing')
    expect(await inspector.form(`${page}/decision`, decision)).toMatchObject({ status: 303, location: page })
    expect((await inspector.get(page)).text).toContain('监控录像属实')
  })

  test('whoever no longer serves stands in the registers under their own name, never the reader’s', async () => {
    const leaker = await office.officer('examiner', { examId })
    await leaker.form(`${home}/recusals`, { relation: 'other', unit: '市第九中学' })
    const fields = { kind: 'staff_leaking', staff: leaker.accountId, stage: 'interview', facts: '向考生透露考题' }
    expect((await section.form(`${home}/violations`, fields)).status).toBe(303)
    const [row] = await office.admin<{ id: string }[]>`select id from violations where account_id = ${leaker.accountId}`
    const decision = { confirmed: 'yes', consequence: 'removed_from_service', finding: '查证属实' }
    const decided = await inspector.form(`${home}/violations/${known(row, 'a breach').id}/decision`, decision)
    expect(decided.status).toBe(303)
    const rowWith = (text: string, what: string) => text.split('<tr').find((line) => line.includes(what))
    const register = (await deputy.get(home)).text
    expect(rowWith(register, '工作人员泄露试卷')).toContain(leaker.name)
    expect(rowWith(register, '市第九中学')).toContain(leaker.name)
    expect(rowWith(register, '市第九中学')).not.toContain(deputy.name)
  })

  test('a ban is proposed and confirmed by two', async () => {
    const person = await office.candidate()
    const fields = { banned: person.idNumber, breach: 'cheating', scope: 'exam', document: '白人社发〔2026〕9号', startsOn: '2026-03-01' }
    const nobody = await section.form(`${home}/bans`, { ...fields, banned: '' })
    expect([...nobody.text.matchAll(/id="field-(\w+)-problem"/g)].map(([, name]) => name)).toEqual(['banned'])
    expect((await section.form(`${home}/bans`, { ...fields, endsOn: '2026-02-01' })).code).toBe('ban_ends_before_start')
    expect((await section.form(`${home}/bans`, fields)).status).toBe(303)
    const [row] = await office.admin<{ id: string }[]>`select id from bans where exam_id = ${examId}`
    const decide = `${home}/bans/${known(row, 'a ban').id}/decision`
    const proposed = (await deputy.get(home)).text
    expect(proposed).toContain(decide)
    expect(proposed).not.toContain('<span>生效</span>')
    expect((await section.form(decide, { decision: 'confirm' })).code).toBe('confirms_own_ban')
    expect((await deputy.form(decide, { decision: 'confirm' })).status).toBe(303)
    const decided = (await deputy.get(home)).text
    expect(decided).not.toContain(decide)
    expect(decided).toMatch(/白人社发〔2026〕9号(?:(?!<\/tr>).)*<span>生效<\/span>/)
  })

  test('everybody who serves declares a recusal; only the section and discipline for others', async () => {
    const examiner = await office.officer('examiner', { examId })
    const relative = await office.candidate()
    expect((await examiner.get(home)).text).not.toContain('违纪登记')
    expect((await examiner.form(`${home}/recusals`, { relation: 'cousin' })).code).toBe('malformed')
    expect((await examiner.form(`${home}/recusals`, { relation: 'spouse', relativeIdNumber: relative.idNumber })).status).toBe(303)
    expect((await examiner.form(`${home}/recusals`, { relation: 'other', accountId: inspector.accountId })).code).toBe('recusal_not_yours')
    expect((await section.form(`${home}/recusals`, { relation: 'other', accountId: examiner.accountId, unit: '市中心医院' })).status).toBe(
      303,
    )
    const own = await examiner.get(home)
    expect(own.text).toContain('市中心医院')
    expect(own.text).not.toContain(relative.idNumber)
    expect((await section.form(`${home}/recusals`, { relation: 'other', unit: '市第七中学' })).status).toBe(303)
    expect((await examiner.get(home)).text).not.toContain('市第七中学')
    expect((await relative.get(home)).status).toBe(403)
  })
})
