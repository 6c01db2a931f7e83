import { expect, test } from 'vitest'
import type { WorkerForm } from '../../registration/rules/form.ts'
import { claimOf } from './worker-claim.ts'
import { judgeGrade } from './worker-grade.ts'

const form: WorkerForm = {
  kind: 'worker',
  education: 'vocational',
  degree: 'none',
  school: '市技工学校',
  major: '汽车维修',
  graduatedOn: '2005-07-01',
  politicalStatus: 'masses',
  phone: '13800000000',
  address: '城区',
  accessNeeds: 'none',
  unit: '市公路段',
  post: '汽车驾驶员',
  onEstablishment: 'yes',
  workStartedOn: '2017-01-01',
  applicationKind: 'promotion',
  presentGrade: '5',
  presentGradePassedOn: '2020-10-01',
  exception: 'none',
  tradeChanged: 'no',
}
const around = { grade: 4 as const, assessmentYear: 2026, exceptionsUsed: [], unitConsents: false }
const verdict = (change: Partial<WorkerForm>, by = {}) => {
  const result = judgeGrade(claimOf({ ...form, ...change }, { ...around, ...by }))
  return result.ok ? (result.value.usesException ?? 'by years') : result.refusal
}

test.each([
  { change: {}, by: {}, becomes: 'by years', because: 'ten years and the junior grade' },
  { change: { workStartedOn: '2017-01-02' }, by: {}, becomes: 'grade_years_short', because: 'a day short' },
  {
    change: { workStartedOn: '2019-01-02', exception: 'merit' as const },
    by: {},
    becomes: 'merit_or_excellent',
    because: 'merit lifts the years',
  },
  {
    change: { workStartedOn: '2019-01-02', exception: 'excellent_three_years' as const },
    by: { exceptionsUsed: ['merit_or_excellent'] },
    becomes: 'grade_exception_used',
    because: 'merit was used before, and excellent years are the same condition',
  },
  { change: { presentGrade: 'none' as const }, by: {}, becomes: 'grade_order_skipped', because: 'no junior grade' },
  { change: { post: '无' }, by: {}, becomes: 'grade_not_in_technical_post', because: 'no technical post' },
  { change: { tradeChanged: 'yes' as const }, by: {}, becomes: 'grade_trade_needs_consent', because: 'another trade without the paper' },
  { change: { tradeChanged: 'yes' as const }, by: { unitConsents: true }, becomes: 'by years', because: 'another trade with it' },
  {
    change: { applicationKind: 'grading' as const, transferredOn: '2026-05-01', presentGrade: 'none' as const },
    by: {},
    becomes: 'by years',
    because: 'graded after a transfer by years',
  },
  {
    change: { applicationKind: 'grading' as const, transferredOn: '2025-05-01', presentGrade: 'none' as const },
    by: {},
    becomes: 'grade_years_short',
    because: 'years stop with the year of transfer',
  },
  {
    change: { applicationKind: 'recognition' as const, transferredOn: '2026-05-01', presentGrade: '4' as const },
    by: {},
    becomes: 'grade_certificate_missing',
    because: 'recognition of no certificate',
  },
])('$because', ({ change, by, becomes }) => {
  expect(verdict(change, by)).toBe(becomes)
})
