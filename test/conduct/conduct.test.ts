import { afterEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { disqualifiedAmong } from '../../src/conduct/records.ts'
import { ExamId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import { announcedRecruitment, officers, text } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
const examId = ExamId.parse(exam.examId)
const { section, administrator } = people
const inspector = await office.officer('discipline_inspector')
const at = (path: string) => `/api/exams/${exam.examId}${path}`
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})
const indexOf = async (personId: string) => {
  const [row] = await office.admin<{ index: Uint8Array }[]>`select id_number_index as index from persons where id = ${personId}`
  return new Uint8Array(known(row, 'a person').index)
}

describe('breaches', () => {
  test('an applicant’s: recorded by one, decided by another, and the exam is lost', async () => {
    const person = await office.candidate()
    const recorded = await section.post(at('/violations'), {
      idNumber: person.idNumber,
      kind: 'cheating',
      facts: '考场内使用手机',
      stage: 'sitting',
    })
    const decide = (by: typeof section, body: object) => by.post(at(`/violations/${text(recorded.body, 'violationId')}/decision`), body)
    const proven = { confirmed: true, consequence: 'exam_cancelled', finding: '监控录像属实' }
    expect((await decide(section, proven)).code).toBe('decides_own_record')
    expect((await decide(inspector, { ...proven, consequence: 'removed_from_service' })).code).toBe('consequence_not_for_applicants')
    const lost = () => office.deps.within('office', (tx) => disqualifiedAmong(tx, examId, [person.personId]))
    expect(await lost()).toEqual([])
    expect((await decide(inspector, proven)).body).toEqual({ state: 'confirmed' })
    expect(await lost()).toEqual([person.personId])
    expect((await decide(inspector, proven)).code).toBe('breach_already_decided')
  })

  test('an officer’s: removed from the work at once, and not appointed again', async () => {
    const leaker = await office.officer('marker', { examId: exam.examId })
    const recorded = await section.post(at('/violations'), {
      accountId: leaker.accountId,
      kind: 'staff_leaking',
      facts: '泄露试卷内容',
      stage: 'marking',
    })
    await inspector.post(at(`/violations/${text(recorded.body, 'violationId')}/decision`), {
      confirmed: true,
      consequence: 'removed_from_service',
      finding: '查证属实',
    })
    expect((await administrator.post(at('/appointments'), { accountId: leaker.accountId, role: 'marker' })).code).toBe(
      'barred_from_service',
    )
  })

  test('an applicant has no paper to leak', async () => {
    const person = await office.candidate()
    expect(
      (await section.post(at('/violations'), { idNumber: person.idNumber, kind: 'staff_leaking', facts: '泄露试卷', stage: 'sitting' }))
        .code,
    ).toBe('breach_not_of_applicants')
  })

  test('facts are in no answer and no log', async () => {
    const rows = await office.admin<{ event: string }[]>`select event from log_leaves where event_name like 'violation%'`
    expect(JSON.stringify(rows)).not.toContain('手机')
    expect((await inspector.get(at('/conduct'))).text).not.toContain('手机')
  })
})

describe('recusal', () => {
  test('of a relative, a unit, or the whole exam is kept as it was declared, the relative by index alone', async () => {
    const relative = await office.candidate()
    const reviewer = await office.officer('reviewer', { examId: exam.examId })
    for (const declared of [
      { relation: 'spouse', relativeIdNumber: relative.idNumber },
      { relation: 'other', unit: '市中心医院' },
      { relation: 'other' },
    ])
      expect(await reviewer.post(at('/recusals'), declared)).toMatchObject({ status: 201 })
    const rows = await office.admin<{ relative: Uint8Array | null; unit: string | null }[]>`
      select relative_id_index as relative, unit from recusals where account_id = ${reviewer.accountId} order by relative_id_index is null, unit`
    expect(rows.map(({ relative: index, unit }) => [index && new Uint8Array(index), unit])).toEqual([
      [await indexOf(relative.personId), null],
      [null, '市中心医院'],
      [null, null],
    ])
    expect((await section.get(at('/conduct'))).text).not.toContain(relative.idNumber)
  })

  test('for others only the section enters it', async () => {
    const reviewer = await office.officer('reviewer', { examId: exam.examId })
    const colleague = await office.officer('reviewer', { examId: exam.examId })
    expect((await colleague.post(at('/recusals'), { accountId: reviewer.accountId, relation: 'other' })).code).toBe('recusal_not_yours')
    expect((await section.post(at('/recusals'), { accountId: reviewer.accountId, relation: 'other' })).status).toBe(201)
  })
})

test('a ban is proposed by one, confirmed by another, and a rejected one does not hold', async () => {
  const person = await office.candidate()
  const propose = {
    idNumber: person.idNumber,
    scope: 'all',
    breach: 'forged_documents',
    document: '白人社罚〔2026〕1号',
    startsOn: '2026-03-01',
    endsOn: '2027-02-28',
  }
  expect((await section.post(at('/bans'), { ...propose, endsOn: '2026-02-28' })).code).toBe('ban_ends_before_start')
  expect((await section.post(at('/bans'), { ...propose, idNumber: '110105194912310021' })).code).toBe('id_check_digit_wrong')
  const ban = await section.post(at('/bans'), propose)
  const decide = (by: typeof section, decision: string) => by.post(at(`/bans/${text(ban.body, 'banId')}/decision`), { decision })
  expect((await decide(section, 'confirm')).code).toBe('confirms_own_ban')
  expect((await decide(inspector, 'reject')).body).toEqual({ state: 'rejected' })
  expect((await decide(inspector, 'confirm')).code).toBe('ban_already_decided')
})
