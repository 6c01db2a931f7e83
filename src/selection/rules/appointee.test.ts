import { describe, expect, test } from 'vitest'
import { accept, type Result } from '../../foundation/result.ts'
import {
  type AppointeeState,
  afterBreach,
  afterFindings,
  afterInspection,
  afterMedical,
  afterProbation,
  appointeeStates,
  type Finding,
  judgeGivingUp,
} from './appointee.ts'

const codeOf = (result: Result<unknown, string>) => (result.ok ? result.value : result.refusal)

describe('R-RC-36 – the medical', () => {
  test.each([
    { outcome: 'fit', becomes: 'inspection' },
    { outcome: 'unfit', becomes: 'medical_failed' },
    { outcome: 'absent', becomes: 'gave_up' },
  ] as const)('$outcome → $becomes', ({ outcome, becomes }) => expect(afterMedical('medical', outcome)).toEqual(accept(becomes)))

  test('from no other state', () => {
    const others = appointeeStates.filter((state) => state !== 'medical')
    expect(others.map((state) => codeOf(afterMedical(state, 'fit')))).toEqual(others.map(() => 'not_at_medical'))
  })
})

describe('R-RC-37, B-44 – the inspection comes after the medical', () => {
  test.each([
    { state: 'inspection', outcome: 'fit', becomes: 'inspection' },
    { state: 'inspection', outcome: 'unfit', becomes: 'inspection_failed' },
    { state: 'medical', outcome: 'fit', becomes: 'not_at_inspection' },
    { state: 'proposed', outcome: 'unfit', becomes: 'not_at_inspection' },
  ] as const)('$state, $outcome → $becomes', ({ state, outcome, becomes }) => expect(codeOf(afterInspection(state, outcome))).toBe(becomes))
})

test('R-RC-36, R-RC-39 – one gives up before the list is public, not after', () => {
  const may = appointeeStates.filter((state) => judgeGivingUp(state).ok)
  expect(may).toEqual(['medical', 'inspection'])
})

describe('R-RC-39 – objections in the publicity', () => {
  const cases: { state: AppointeeState; findings: Finding[]; becomes: string; because: string }[] = [
    { state: 'proposed', findings: [], becomes: 'proposed', because: 'no objection: goes on' },
    { state: 'proposed', findings: ['dismissed'], becomes: 'proposed', because: 'without effect: goes on' },
    { state: 'proposed', findings: ['upheld'], becomes: 'cancelled', because: 'proven: cancelled' },
    { state: 'proposed', findings: ['not_provable'], becomes: 'suspended', because: 'not provable at once: suspended' },
    { state: 'proposed', findings: ['dismissed', 'not_provable'], becomes: 'suspended', because: 'the graver of two' },
    { state: 'proposed', findings: ['upheld', 'open'], becomes: 'cancelled', because: 'one proven is enough' },
    { state: 'proposed', findings: ['open'], becomes: 'objection_undecided', because: 'nobody has looked into it' },
    { state: 'suspended', findings: ['dismissed'], becomes: 'proposed', because: 'concluded in favour' },
    { state: 'suspended', findings: ['upheld'], becomes: 'cancelled', because: 'concluded against' },
    { state: 'suspended', findings: ['not_provable'], becomes: 'suspended', because: 'no time limit' },
    { state: 'inspection', findings: ['upheld'], becomes: 'not_proposed', because: 'not public yet' },
    { state: 'hired', findings: ['upheld'], becomes: 'not_proposed', because: 'hired already: that is a breach' },
  ]
  test.each(cases)('$state, $findings → $becomes: $because', ({ state, findings, becomes }) =>
    expect(codeOf(afterFindings(state, findings))).toBe(becomes),
  )
})

describe('R-RC-40 – the probation', () => {
  const ends = Temporal.PlainDate.from('2027-07-01')
  test.each([
    { state: 'hired', passed: true, today: '2027-07-01', becomes: 'confirmed', because: 'over today' },
    { state: 'hired', passed: true, today: '2027-06-30', becomes: 'probation_running', because: 'a day too early' },
    { state: 'hired', passed: false, today: '2027-01-01', becomes: 'revoked', because: 'whoever fails may go earlier' },
    { state: 'confirmed', passed: false, today: '2027-07-02', becomes: 'not_hired', because: 'confirmed already' },
    { state: 'proposed', passed: true, today: '2027-07-02', becomes: 'not_hired', because: 'never hired' },
  ] as const)('$because', ({ state, passed, today, becomes }) =>
    expect(codeOf(afterProbation(state, passed, ends, Temporal.PlainDate.from(today)))).toBe(becomes),
  )
})

describe('R-RC-45 – a proven breach ends any state', () => {
  test.each([
    { state: 'medical', confirmed: true, becomes: 'cancelled' },
    { state: 'inspection', confirmed: true, becomes: 'cancelled' },
    { state: 'proposed', confirmed: true, becomes: 'cancelled' },
    { state: 'suspended', confirmed: true, becomes: 'cancelled' },
    { state: 'hired', confirmed: true, becomes: 'revoked' },
    { state: 'confirmed', confirmed: true, becomes: 'revoked' },
    { state: 'hired', confirmed: false, becomes: 'breach_not_confirmed' },
    { state: 'revoked', confirmed: true, becomes: 'nothing_to_revoke' },
    { state: 'gave_up', confirmed: true, becomes: 'nothing_to_revoke' },
  ] as const)('$state, confirmed $confirmed → $becomes', ({ state, confirmed, becomes }) =>
    expect(codeOf(afterBreach(state, confirmed))).toBe(becomes),
  )
})
