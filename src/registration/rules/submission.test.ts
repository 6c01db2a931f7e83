import { describe, expect, test } from 'vitest'
import { GeneralForm } from './form.ts'
import { type Applicant, judgeSubmission, type PostApplied } from './submission.ts'

const form = GeneralForm.parse({
  kind: 'general',
  education: 'bachelor',
  degree: 'bachelor',
  school: '白城师范学院',
  major: '会计学',
  graduatedOn: '2024-07-01',
  politicalStatus: 'masses',
  phone: '13900000000',
  address: '白城市',
  accessNeeds: 'none',
  studyMode: 'full_time',
  freshGraduate: 'no',
  employment: '无',
  certificates: '无',
  relatives: [],
})
const on = (text: string) => Temporal.PlainDate.from(text)
const applicant: Applicant = { birthDate: on('1995-05-05'), banned: undefined, photo: true }
const post: PostApplied = { kind: 'finance', age: { from: null, to: 35 }, ageCutoff: on('2026-12-31') }
const leader = { relation: 'spouse', name: '李四', post: '院长', inCharge: true, directLine: false } as const

describe('what software can decide about a form', () => {
  test.each([
    { who: applicant, of: post, with: form, becomes: 'ok', because: 'nothing stands against it' },
    { who: { ...applicant, banned: { endsOn: on('2027-01-01') } }, of: post, with: form, becomes: 'banned', because: '第三十八条' },
    { who: { ...applicant, photo: false }, of: post, with: form, becomes: 'photo_missing', because: 'a ticket has a face' },
    { who: { ...applicant, birthDate: on('1990-12-31') }, of: post, with: form, becomes: 'age_outside', because: '36 on the named day' },
    { who: applicant, of: post, with: { ...form, relatives: [leader] }, becomes: 'recusal_post', because: '第三十五条' },
    { who: applicant, of: { ...post, kind: 'ordinary' }, with: { ...form, relatives: [leader] }, becomes: 'ok', because: 'no barred post' },
    { who: applicant, of: post, with: { ...form, major: '考古学' }, becomes: 'ok', because: 'the field of study is judged by people' },
  ] as const)('$because: $becomes', ({ who, of, with: answers, becomes }) => {
    const result = judgeSubmission(who, of, GeneralForm.parse(answers))
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
