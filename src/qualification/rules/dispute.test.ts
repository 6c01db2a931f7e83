import { describe, expect, test } from 'vitest'
import { type Dispute, judgeDeputyDecision, judgeSectionDecision } from './dispute.ts'

const dispute = (change: Partial<Dispute>): Dispute => ({
  state: 'disputed',
  version: 1,
  reviewers: ['a', 'b'],
  section: undefined,
  ...change,
})
const undecided = { by: 'head', outcome: 'undecided' as const }

describe('第六条: the section decides', () => {
  test.each([
    { of: {}, by: 'head', becomes: true, because: 'a dispute and a third person' },
    { of: {}, by: 'a', becomes: 'decider_gave_opinion', because: 'one of the two reviewers' },
    { of: { state: 'open' as const }, by: 'head', becomes: 'not_disputed', because: 'one opinion only' },
    { of: { section: undecided }, by: 'head', becomes: 'section_decided_already', because: 'decided once' },
    { of: { version: 2 }, by: 'head', becomes: 'case_changed', because: 'the candidate edited' },
  ])('$because', ({ of, by, becomes }) => {
    const result = judgeSectionDecision(dispute(of), by, 1)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

describe('第七条: the deputy director decides what the section could not', () => {
  test.each([
    { of: { section: undecided }, by: 'deputy', becomes: true, because: 'undecided, another person' },
    { of: {}, by: 'deputy', becomes: 'section_not_undecided', because: 'the section was not asked' },
    {
      of: { section: { by: 'head', outcome: 'qualified' as const } },
      by: 'deputy',
      becomes: 'section_not_undecided',
      because: 'the section decided',
    },
    { of: { section: undecided }, by: 'head', becomes: 'decider_decided_before', because: 'the same person on both levels' },
    { of: { section: undecided }, by: 'b', becomes: 'decider_gave_opinion', because: 'one of the two reviewers' },
  ])('$because', ({ of, by, becomes }) => {
    const result = judgeDeputyDecision(dispute(of), by, 1)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})
