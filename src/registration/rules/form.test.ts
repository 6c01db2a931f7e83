import { describe, expect, test } from 'vitest'
import { ApplicationForm, completeForm, DraftAnswers, type GeneralForm, type WorkerForm } from './form.ts'

const general: GeneralForm = {
  kind: 'general',
  education: 'bachelor',
  degree: 'bachelor',
  school: '白城师范学院',
  major: '会计学',
  graduatedOn: '2024-07-01',
  politicalStatus: 'masses',
  phone: '13900000000',
  address: '吉林省白城市洮北区新华西大路1号',
  accessNeeds: 'none',
  studyMode: 'full_time',
  freshGraduate: 'no',
  employment: '无',
  certificates: '无',
  relatives: [],
}
const worker: WorkerForm = {
  kind: 'worker',
  education: 'vocational',
  degree: 'none',
  school: '白城市技工学校',
  major: '汽车维修',
  graduatedOn: '2001-07-01',
  politicalStatus: 'masses',
  phone: '13900000000',
  address: '白城市',
  accessNeeds: 'none',
  unit: '市公路管理处',
  post: '汽车驾驶员',
  onEstablishment: 'yes',
  workStartedOn: '2001-09-01',
  applicationKind: 'promotion',
  presentGrade: 'none',
  exception: 'none',
  tradeChanged: 'no',
}
const without = <T extends object>(form: T, ...fields: (keyof T)[]) =>
  DraftAnswers.parse(Object.fromEntries(Object.entries(form).filter(([name]) => !fields.some((field) => field === name))))

describe('第二十九条 – no blanks', () => {
  test('a full form is complete', () => {
    expect(completeForm('RC', 'CN', general)).toEqual({ ok: true, value: general })
    expect(completeForm('WK', 'CN', worker)).toEqual({ ok: true, value: worker })
  })
  test.each(Object.keys(general).filter((name) => name !== 'kind'))('%s is not left out', (name) => {
    const answers = DraftAnswers.parse(Object.fromEntries(Object.entries(general).filter(([field]) => field !== name)))
    expect(completeForm('RC', 'CN', answers)).toMatchObject({ refusal: 'form_incomplete', facts: { fields: [name] } })
  })
  test('all missing fields are named at once', () => {
    expect(completeForm('RC', 'CN', without(general, 'school', 'major', 'phone'))).toMatchObject({
      facts: { fields: ['major', 'phone', 'school'] },
    })
  })
  test.each([
    ['school', ''],
    ['school', '   '],
    ['employment', ''],
    ['graduatedOn', '2024-02-30'],
    ['phone', 'none'],
  ])('%s = "%s" is not an answer', (name, value) => {
    expect(ApplicationForm.safeParse({ ...general, [name]: value }).success).toBe(false)
  })
  test('an unknown field is not taken', () => {
    expect(ApplicationForm.safeParse({ ...general, bribe: 'yes' }).success).toBe(false)
  })
  test.each([
    { changed: { presentGrade: '4' }, missing: 'presentGradePassedOn', because: 'three years since when?' },
    { changed: { applicationKind: 'grading' }, missing: 'transferredOn', because: 'years count to the end of the year of transfer' },
    { changed: { exception: 'merit' }, missing: 'exceptionEvidence', because: 'an exception has evidence' },
    { changed: { tradeChanged: 'yes' }, missing: 'formerTrade', because: 'from which trade?' },
  ] as const)('worker $changed needs $missing: $because', ({ changed, missing }) => {
    expect(completeForm('WK', 'CN', { ...worker, ...changed })).toMatchObject({ refusal: 'form_incomplete', facts: { fields: [missing] } })
  })
  test('a foreign national names the provincial approval (第四十条)', () => {
    expect(completeForm('RC', 'US', general)).toMatchObject({ facts: { fields: ['foreignApproval'] } })
    expect(completeForm('RC', 'US', { ...general, foreignApproval: '吉人社〔2026〕1号' }).ok).toBe(true)
  })
  test('a worker form is no recruitment form', () => {
    expect(completeForm('RC', 'CN', worker)).toMatchObject({ refusal: 'form_of_other_family' })
  })
})
