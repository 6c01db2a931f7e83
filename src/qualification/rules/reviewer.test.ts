import { describe, expect, test } from 'vitest'
import { judgeReviewer, type ReviewedCase, type Reviewer, settleOpinions } from './reviewer.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const reviewer = (change: Partial<Reviewer>): Reviewer => ({
  personId: 'p1',
  units: ['市人民医院'],
  leads: false,
  trainedOn: day('2026-03-02'),
  hasReadNotice: true,
  ...change,
})
const reviewed = (change: Partial<ReviewedCase>): ReviewedCase => ({
  family: 'RC',
  shape: 'peer',
  state: 'open',
  version: 1,
  candidatePersonId: 'c1',
  unit: '市人民医院',
  department: '市卫生健康委员会',
  recused: false,
  announcedOn: day('2026-03-01'),
  given: [],
  ...change,
})
const judged = (who: Partial<Reviewer>, of: Partial<ReviewedCase>, shown = 1) => {
  const result = judgeReviewer(reviewer(who), reviewed(of), shown, day('2026-03-10'))
  return result.ok ? 'may' : result.refusal
}
const opinionOf = (...people: string[]) => ({ given: people.map((personId) => ({ personId, verdict: 'qualified' as const })) })

describe('第九条: only the own unit or department', () => {
  test.each([
    { who: {}, of: {}, becomes: 'may', because: 'the own unit' },
    { who: { units: ['市卫生健康委员会'] }, of: {}, becomes: 'may', because: 'the own department' },
    { who: { units: ['市教育局'] }, of: {}, becomes: 'unit_not_yours', because: 'another department' },
    { who: { units: [] }, of: {}, becomes: 'unit_not_yours', because: 'no unit at all' },
    { who: { units: 'all' as const }, of: { family: 'PT' as const }, becomes: 'may', because: 'the office reviews its own exam' },
  ])('$because', ({ who, of, becomes }) => {
    expect(judged(who, of)).toBe(becomes)
  })
})

describe('第七条: training between notice and review', () => {
  test.each([
    { who: { trainedOn: undefined }, of: {}, becomes: 'reviewer_untrained', because: 'never trained' },
    { who: { trainedOn: day('2026-02-28') }, of: {}, becomes: 'reviewer_untrained', because: 'trained before the notice' },
    { who: { trainedOn: day('2026-03-01') }, of: {}, becomes: 'may', because: 'trained on the day of the notice' },
    { who: { trainedOn: day('2026-03-10') }, of: {}, becomes: 'may', because: 'trained today' },
    { who: { trainedOn: day('2026-03-11') }, of: {}, becomes: 'reviewer_untrained', because: 'training planned for tomorrow' },
    {
      who: { trainedOn: undefined, units: 'all' as const },
      of: { family: 'PT' as const },
      becomes: 'may',
      because: 'the training is a rule of recruitment',
    },
    { who: { hasReadNotice: false }, of: {}, becomes: 'notice_not_read', because: 'the document was not studied' },
  ])('$because', ({ who, of, becomes }) => {
    expect(judged(who, of)).toBe(becomes)
  })
})

describe('two persons, the same version', () => {
  test.each([
    { who: {}, of: opinionOf('p2'), shown: 1, becomes: 'may', because: 'the second opinion' },
    { who: {}, of: opinionOf('p1'), shown: 1, becomes: 'opinion_given_already', because: 'the same person again, whatever the account' },
    { who: {}, of: opinionOf('p2', 'p3'), shown: 1, becomes: 'case_not_open', because: 'a third opinion' },
    { who: {}, of: { version: 2 }, shown: 1, becomes: 'case_changed', because: 'the candidate edited meanwhile' },
    { who: {}, of: { state: 'supplement_asked' as const }, shown: 1, becomes: 'case_not_open', because: 'waiting for the candidate' },
    { who: {}, of: { state: 'referred' as const }, shown: 1, becomes: 'case_not_open', because: 'on hold while referred' },
    { who: {}, of: { recused: true }, shown: 1, becomes: 'reviewer_recused', because: 'a relation was declared' },
    { who: { personId: 'c1' }, of: {}, shown: 1, becomes: 'reviewer_recused', because: 'the own application' },
  ])('$because', ({ who, of, shown, becomes }) => {
    expect(judged(who, of, shown)).toBe(becomes)
  })
})

describe('第五条(四): the clerk, then the leader', () => {
  const worker = { family: 'WK' as const, shape: 'hierarchical' as const }
  test.each([
    { who: { units: 'all' as const }, of: worker, becomes: 'may', because: 'the clerk first' },
    { who: { units: 'all' as const }, of: { ...worker, ...opinionOf('p2') }, becomes: 'opinion_needs_lead', because: 'a second clerk' },
    { who: { units: 'all' as const, leads: true }, of: { ...worker, ...opinionOf('p2') }, becomes: 'may', because: 'the leader second' },
    { who: { units: 'all' as const, leads: true }, of: worker, becomes: 'opinion_needs_clerk', because: 'the leader before the clerk' },
  ])('$because', ({ who, of, becomes }) => {
    expect(judged(who, of)).toBe(becomes)
  })
})

test.each([
  { first: 'qualified' as const, second: 'qualified' as const, becomes: 'qualified' },
  { first: 'not_qualified' as const, second: 'not_qualified' as const, becomes: 'returned' },
  { first: 'qualified' as const, second: 'not_qualified' as const, becomes: 'disputed' },
  { first: 'not_qualified' as const, second: 'qualified' as const, becomes: 'disputed' },
])('$first and $second make $becomes', ({ first, second, becomes }) => {
  expect(settleOpinions(first, second)).toBe(becomes)
})
