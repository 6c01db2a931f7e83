import { describe, expect, test } from 'vitest'
import type { Result } from '../../foundation/result.ts'
import { judgeBackfill, judgeProposal, type ListState, openByRight, type Vacancy } from './backfill.ts'

const codeOf = (result: Result<unknown, string>) => (result.ok ? result.value : result.refusal)
const left = (state: Vacancy['state'], leftFrom?: Vacancy['leftFrom'], answered = false): Vacancy => ({ state, leftFrom, answered })

describe('R-RC-36, R-RC-39, B-09 – backfill by cause', () => {
  const cases: { list: ListState; vacancy: Vacancy; decided?: boolean; becomes: string; because: string }[] = [
    { list: 'none', vacancy: left('medical_failed', 'medical'), becomes: 'medical_failed', because: 'failed the medical' },
    { list: 'none', vacancy: left('gave_up', 'medical'), becomes: 'medical_given_up', because: 'gave the medical up' },
    { list: 'none', vacancy: left('gave_up', 'inspection'), becomes: 'section_decision_needed', because: 'gave up after the medical' },
    { list: 'none', vacancy: left('gave_up', 'inspection'), decided: true, becomes: 'after_medical', because: 'the section decided' },
    {
      list: 'none',
      vacancy: left('inspection_failed', 'inspection'),
      becomes: 'section_decision_needed',
      because: 'inspection: default no',
    },
    {
      list: 'none',
      vacancy: left('inspection_failed', 'inspection'),
      decided: true,
      becomes: 'after_medical',
      because: 'decided and recorded',
    },
    {
      list: 'none',
      vacancy: left('cancelled', 'medical'),
      becomes: 'section_decision_needed',
      because: 'a breach is no cause in the articles',
    },
    { list: 'none', vacancy: left('medical'), becomes: 'post_not_vacant', because: 'still there' },
    { list: 'none', vacancy: left('medical_failed', 'medical', true), becomes: 'vacancy_answered', because: 'answered' },
    { list: 'draft', vacancy: left('medical_failed', 'medical'), becomes: 'list_awaits_approval', because: 'the list is being approved' },
    { list: 'published', vacancy: left('medical_failed', 'medical'), becomes: 'backfill_closed', because: 'the list is public' },
    {
      list: 'published',
      vacancy: left('cancelled', 'proposed'),
      decided: true,
      becomes: 'backfill_closed',
      because: 'not even by decision',
    },
    { list: 'none', vacancy: left('revoked', 'hired'), decided: true, becomes: 'post_not_vacant', because: 'hired and gone' },
  ]
  test.each(cases)('$list, $vacancy.state: $because', ({ list, vacancy, decided = false, becomes }) =>
    expect(codeOf(judgeBackfill(list, vacancy, decided))).toBe(becomes),
  )
})

describe('R-RC-38 – the list of proposed appointees', () => {
  const good = { ...left('inspection'), reported: true }
  const gone = { ...left('medical_failed', 'medical', true), reported: false }
  test.each([
    { list: 'none', cases: [good], becomes: true, because: 'medical and inspection both fine' },
    { list: 'none', cases: [good, { ...good, reported: false }], becomes: 'appointee_unsettled', because: 'a report is missing' },
    { list: 'none', cases: [good, { ...good, state: 'medical' }], becomes: 'appointee_unsettled', because: 'a medical is open' },
    { list: 'none', cases: [good, gone], becomes: true, because: 'the vacancy has its line' },
    {
      list: 'none',
      cases: [good, { ...gone, answered: false }],
      becomes: 'vacancy_open',
      because: 'a vacancy nobody answered would be lost',
    },
    { list: 'none', cases: [gone], becomes: 'appointees_missing', because: 'nobody to propose' },
    { list: 'published', cases: [good], becomes: 'proposed_already', because: 'public already' },
    { list: 'draft', cases: [{ ...good, state: 'proposed' }], becomes: true, because: 'a new draft in place of one not approved' },
  ] as const)('$because', ({ list, cases, becomes }) => expect(codeOf(judgeProposal(list, cases))).toBe(becomes))

  test('only vacancies the article names must be answered', () => {
    expect(openByRight([left('medical_failed', 'medical'), left('gave_up', 'medical'), left('inspection_failed'), left('cancelled')])).toBe(
      2,
    )
  })
})
