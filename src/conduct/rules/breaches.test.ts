import { describe, expect, test } from 'vitest'
import { PersonId } from '../../foundation/ids.ts'
import { accept } from '../../foundation/result.ts'
import { breachKinds, judgeFinding, judgeRecord, type RecordedBreach } from './breaches.ts'

const person = (n: number) => PersonId.parse(`00000000-0000-4000-8000-00000000000${n}`)
const applicant: RecordedBreach = { state: 'recorded', recorder: person(1), offender: person(9), staff: false }
const staff: RecordedBreach = { ...applicant, staff: true }
const cancelled = { confirmed: true, consequence: 'exam_cancelled', by: person(2) } as const

describe('第三十七条 – six kinds', () => {
  test('there are six', () => {
    expect(breachKinds).toHaveLength(6)
  })
  test.each([
    { kind: 'cheating', staff: false, becomes: 'ok', because: 'an applicant cheats' },
    { kind: 'staff_leaking', staff: false, becomes: 'breach_not_of_applicants', because: 'an applicant has no paper to leak' },
    { kind: 'staff_leaking', staff: true, becomes: 'ok', because: 'staff have' },
    { kind: 'other', staff: true, becomes: 'ok', because: 'the sixth kind is open' },
  ] as const)('$kind: $because', ({ kind, staff: isStaff, becomes }) => {
    const result = judgeRecord(kind, isStaff)
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})

describe('第三十八条, 第三十九条 – what follows, by a second person', () => {
  test.each([
    { breach: applicant, finding: cancelled, becomes: accept({ consequence: 'exam_cancelled' }), because: 'confirmed' },
    { breach: applicant, finding: { ...cancelled, confirmed: false }, becomes: accept({ consequence: null }), because: 'dismissed' },
    { breach: applicant, finding: { ...cancelled, by: person(1) }, becomes: 'decides_own_record', because: 'the accuser does not judge' },
    { breach: applicant, finding: { ...cancelled, by: person(9) }, becomes: 'judges_self', because: 'nor the accused' },
    { breach: { ...applicant, state: 'confirmed' }, finding: cancelled, becomes: 'breach_already_decided', because: 'once' },
    { breach: applicant, finding: { ...cancelled, consequence: undefined }, becomes: 'consequence_missing', because: 'so what?' },
    { breach: staff, finding: cancelled, becomes: 'consequence_not_for_staff', because: 'staff sit no exam' },
    {
      breach: staff,
      finding: { ...cancelled, consequence: 'removed_from_service' },
      becomes: accept({ consequence: 'removed_from_service' }),
      because: 'moved from the work',
    },
    {
      breach: applicant,
      finding: { ...cancelled, consequence: 'removed_from_service' },
      becomes: 'consequence_not_for_applicants',
      because: 'applicants do not serve',
    },
    {
      breach: applicant,
      finding: { ...cancelled, consequence: 'contract_ended' },
      becomes: accept({ consequence: 'contract_ended' }),
      because: 'also after hiring',
    },
  ] as const)('$because', ({ breach, finding, becomes }) => {
    const result = judgeFinding(breach, finding)
    if (typeof becomes === 'string') expect(result).toMatchObject({ ok: false, refusal: becomes })
    else expect(result).toEqual(becomes)
  })
})
