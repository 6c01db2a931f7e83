import { describe, expect, test } from 'vitest'
import { AccountId, ExamId, PersonId } from '../../foundation/ids.ts'
import { type Appointee, judgeAppointment } from './appointment.ts'

const exam = ExamId.parse('00000000-0000-4000-8000-0000000000e1')
const otherExam = ExamId.parse('00000000-0000-4000-8000-0000000000e2')
const me = PersonId.parse('00000000-0000-4000-8000-000000000001')
const officer: Appointee = {
  accountId: AccountId.parse('00000000-0000-4000-8000-0000000000a2'),
  personId: PersonId.parse('00000000-0000-4000-8000-000000000002'),
  kind: 'officer',
  closed: false,
  barred: false,
  held: [],
}
const office = { personId: me, administrator: false }
const administrator = { personId: me, administrator: true }

describe('who appoints whom', () => {
  test.each([
    { by: office, to: officer, role: 'invigilator', examId: exam, becomes: 'ok', because: 'the office staffs its exam' },
    {
      by: office,
      to: { ...officer, personId: me },
      role: 'reviewer',
      examId: exam,
      becomes: 'appoints_self',
      because: 'nobody appoints themselves',
    },
    {
      by: administrator,
      to: { ...officer, personId: me },
      role: 'reviewer',
      examId: exam,
      becomes: 'appoints_self',
      because: 'nobody at all',
    },
    {
      by: office,
      to: { ...officer, kind: 'candidate' },
      role: 'marker',
      examId: exam,
      becomes: 'not_an_officer',
      because: 'candidates do not serve',
    },
    { by: office, to: { ...officer, closed: true }, role: 'marker', examId: exam, becomes: 'account_closed', because: 'they have left' },
    {
      by: administrator,
      to: { ...officer, barred: true },
      role: 'marker',
      examId: exam,
      becomes: 'barred_from_service',
      because: '第三十九条',
    },
    {
      by: office,
      to: officer,
      role: 'discipline_inspector',
      examId: exam,
      becomes: 'administrator_appoints',
      because: 'the watched choose no watcher',
    },
    { by: administrator, to: officer, role: 'discipline_inspector', examId: exam, becomes: 'ok', because: 'the administrator does' },
    {
      by: office,
      to: officer,
      role: 'reviewer',
      examId: undefined,
      becomes: 'administrator_appoints',
      because: 'for every exam is not theirs to give',
    },
    {
      by: office,
      to: { ...officer, held: [{ role: 'reviewer', examId: exam }] },
      role: 'marker',
      examId: exam,
      becomes: 'roles_incompatible',
      because: 'a reviewer has seen the names',
    },
    {
      by: office,
      to: { ...officer, held: [{ role: 'marker', examId: exam }] },
      role: 'score_clerk',
      examId: exam,
      becomes: 'roles_incompatible',
      because: 'the other way round',
    },
    {
      by: office,
      to: { ...officer, held: [{ role: 'reviewer', examId: otherExam }] },
      role: 'marker',
      examId: exam,
      becomes: 'ok',
      because: 'of another exam',
    },
    {
      by: office,
      to: { ...officer, held: [{ role: 'exam_office', examId: undefined }] },
      role: 'marker',
      examId: exam,
      becomes: 'roles_incompatible',
      because: 'of every exam is of this one',
    },
  ] as const)('$role: $because', ({ by, to, role, examId, becomes }) => {
    const result = judgeAppointment(by, to, role, examId)
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
