import { describe, expect, test } from 'vitest'
import { judgeConfirmation, judgeReversal, sanctionFor } from './reversal.ts'

describe('第五条(三): three grades', () => {
  test.each([
    { foundInTime: true, serious: false, becomes: 'talk' },
    { foundInTime: true, serious: true, becomes: 'talk' },
    { foundInTime: false, serious: false, becomes: 'criticism' },
    { foundInTime: false, serious: true, becomes: 'transfer' },
  ])('in time $foundInTime, serious $serious: $becomes', ({ becomes, ...found }) => {
    expect(sanctionFor(found)).toBe(becomes)
  })
})

describe('what may be reversed', () => {
  test.each([
    { state: 'qualified' as const, kind: 'wrong_pass' as const, open: false, becomes: true },
    { state: 'returned' as const, kind: 'wrong_pass' as const, open: false, becomes: 'nothing_to_reverse' },
    { state: 'returned' as const, kind: 'wrong_rejection' as const, open: false, becomes: true },
    { state: 'qualified' as const, kind: 'wrong_rejection' as const, open: false, becomes: 'nothing_to_reverse' },
    { state: 'open' as const, kind: 'wrong_pass' as const, open: false, becomes: 'nothing_to_reverse' },
    { state: 'qualified' as const, kind: 'wrong_pass' as const, open: true, becomes: 'reversal_open_already' },
  ])('$kind of $state (open: $open)', ({ state, kind, open, becomes }) => {
    const result = judgeReversal(state, kind, open)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

describe('two people', () => {
  const reversal = { proposedBy: 'lead', settled: false, version: 1 }
  const file = { version: 1, reviewers: ['a', 'b'] }
  test.each([
    { reversal, file, by: 'director', becomes: true, because: 'another person' },
    { reversal, file, by: 'lead', becomes: 'second_person_needed', because: 'the same person' },
    { reversal, file, by: 'a', becomes: 'decider_gave_opinion', because: 'one of those who erred' },
    { reversal: { ...reversal, settled: true }, file, by: 'director', becomes: 'reversal_settled', because: 'done' },
    { reversal, file: { ...file, version: 2 }, by: 'director', becomes: 'case_changed', because: 'the file moved on' },
  ])('$because', ({ reversal: of, file: at, by, becomes }) => {
    const result = judgeConfirmation(of, at, by)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})
