import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { type Grade, judgeGrade, type Promotion, type Transfer, usableOnce, yearsToYearEnd } from './worker-grade.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const promotion = (change: Partial<Promotion>): Promotion => ({
  kind: 'promotion',
  grade: 4,
  assessmentYear: 2026,
  workingSince: day('2000-07-01'),
  onEstablishment: true,
  inTechnicalPost: true,
  passes: [{ grade: 5, passedOn: day('2012-11-01') }],
  exception: undefined,
  exceptionsUsed: [],
  otherTrade: false,
  unitConsents: false,
  ...change,
})
const transfer = (change: Partial<Transfer>): Transfer => ({
  kind: 'grading',
  grade: 4,
  transferYear: 2024,
  workingSince: day('2010-01-01'),
  apprenticeshipEnded: true,
  certificate: undefined,
  ...change,
})
const passed = (grade: Grade, on: string) => [{ grade, passedOn: day(on) }]
const verdict = (claim: Promotion | Transfer) => {
  const result = judgeGrade(claim)
  return result.ok ? 'may' : result.refusal
}

describe('第四条(三): years run to the end of the year', () => {
  test.each([
    { from: '2016-12-31', year: 2026, years: 10, because: 'begun the day before the year' },
    { from: '2017-01-01', year: 2026, years: 10, because: 'the last day counts whole' },
    { from: '2017-01-02', year: 2026, years: 9, because: 'one day less is not rounded up' },
    { from: '2016-02-29', year: 2026, years: 10, because: 'a leap day is a day' },
    { from: '2026-12-31', year: 2026, years: 0, because: 'a single day' },
    { from: '2027-05-01', year: 2026, years: 0, because: 'not begun yet' },
  ])('$from to the end of $year is $years: $because', ({ from, year, years }) => {
    expect(yearsToYearEnd(day(from), year)).toBe(years)
  })
})

describe('第四条(一): years of work and earlier grade', () => {
  test.each([
    { claim: { grade: 5 as const, passes: [], workingSince: day('2026-09-01') }, becomes: 'may', because: 'junior needs no years' },
    {
      claim: { grade: 5 as const, passes: [], onEstablishment: false },
      becomes: 'grade_not_on_establishment',
      because: 'junior must be on the establishment',
    },
    {
      claim: { grade: 5 as const, passes: [], inTechnicalPost: false },
      becomes: 'grade_not_in_technical_post',
      because: 'junior must be in a technical post',
    },
    { claim: { grade: 4 as const, workingSince: day('2017-01-01') }, becomes: 'may', because: 'intermediate with ten full years' },
    {
      claim: { grade: 4 as const, workingSince: day('2017-01-02') },
      becomes: 'grade_years_short',
      because: 'intermediate a day short of ten',
    },
    { claim: { grade: 4 as const, passes: [] }, becomes: 'grade_order_skipped', because: 'intermediate without junior' },
    {
      claim: { grade: 3 as const, passes: passed(4, '2020-01-01'), workingSince: day('2007-01-01') },
      becomes: 'may',
      because: 'senior with twenty full years',
    },
    {
      claim: { grade: 3 as const, passes: passed(4, '2020-01-01'), workingSince: day('2007-01-02') },
      becomes: 'grade_years_short',
      because: 'senior a day short of twenty',
    },
    { claim: { grade: 3 as const, passes: passed(5, '2010-01-01') }, becomes: 'grade_order_skipped', because: 'senior with junior only' },
    { claim: { grade: 2 as const, passes: passed(3, '2024-01-01') }, becomes: 'may', because: 'technician three full years after senior' },
    {
      claim: { grade: 2 as const, passes: passed(3, '2024-01-02') },
      becomes: 'grade_pass_years_short',
      because: 'technician a day short of three',
    },
    {
      claim: { grade: 2 as const, passes: passed(3, '2024-01-01'), workingSince: day('2023-06-01') },
      becomes: 'may',
      because: 'technician has no years of work of its own',
    },
    {
      claim: { grade: 1 as const, passes: passed(2, '2024-01-01') },
      becomes: 'may',
      because: 'senior technician three full years after technician',
    },
    {
      claim: { grade: 1 as const, passes: passed(2, '2024-01-02') },
      becomes: 'grade_pass_years_short',
      because: 'senior technician a day short',
    },
    {
      claim: { grade: 1 as const, passes: passed(3, '2010-01-01') },
      becomes: 'grade_order_skipped',
      because: 'senior technician without technician',
    },
    {
      claim: { grade: 2 as const, passes: [...passed(3, '2025-01-01'), ...passed(3, '2019-01-01')] },
      becomes: 'may',
      because: 'a repeated pass does not start the years again',
    },
  ])('grade $claim.grade: $because', ({ claim, becomes }) => {
    expect(verdict(promotion(claim))).toBe(becomes)
  })
})

describe('第四条(二): exceptions lift the years, never the order', () => {
  const short = { workingSince: day('2020-01-01') }
  test.each([
    {
      claim: { ...short, exception: 'contest' as const },
      becomes: accept({ workYears: 7, usesException: 'contest' }),
      because: 'a prize lifts the years',
    },
    {
      claim: { exception: 'contest' as const },
      becomes: accept({ workYears: 26, usesException: undefined }),
      because: 'not needed, so not used',
    },
    {
      claim: { ...short, exception: 'contest' as const, passes: [] },
      becomes: refuse('grade_order_skipped', { needs: 5 }),
      because: 'no grade is skipped',
    },
    {
      claim: { grade: 2 as const, passes: passed(3, '2026-01-01'), exception: 'invention' as const },
      becomes: accept({ workYears: 26, usesException: 'invention' }),
      because: 'the years since a pass are lifted too',
    },
    {
      claim: { ...short, exception: 'merit_or_excellent' as const },
      becomes: accept({ workYears: 7, usesException: 'merit_or_excellent' }),
      because: 'merit, for the first time',
    },
    {
      claim: { ...short, exception: 'merit_or_excellent' as const, exceptionsUsed: ['merit_or_excellent' as const] },
      becomes: refuse('grade_exception_used'),
      because: 'merit, for the second time',
    },
    {
      claim: { ...short, exception: 'contest' as const, exceptionsUsed: ['contest' as const] },
      becomes: accept({ workYears: 7, usesException: 'contest' }),
      because: 'a prize may be used again (B-35)',
    },
    {
      claim: { exception: 'merit_or_excellent' as const, exceptionsUsed: ['merit_or_excellent' as const] },
      becomes: accept({ workYears: 26, usesException: undefined }),
      because: 'spent, but the years suffice',
    },
  ])('$because', ({ claim, becomes }) => {
    expect(judgeGrade(promotion(claim))).toEqual(becomes)
  })

  test('the strict reading spends all four conditions (B-35)', () => {
    expect(judgeGrade(promotion({ ...short, exception: 'contest', exceptionsUsed: ['contest'] }), { strictOnce: true })).toEqual(
      refuse('grade_exception_used'),
    )
    expect(usableOnce('contest')).toBe(false)
    expect(usableOnce('merit_or_excellent')).toBe(true)
  })
})

describe('第四条(四): another trade', () => {
  test.each([
    { claim: { otherTrade: true, unitConsents: true }, becomes: 'may', because: 'with the consent of the unit' },
    { claim: { otherTrade: true, unitConsents: false }, becomes: 'grade_trade_needs_consent', because: 'without it' },
    {
      claim: { otherTrade: true, unitConsents: true, passes: [] },
      becomes: 'grade_order_skipped',
      because: 'and the conditions must be met (B-36)',
    },
  ])('$because', ({ claim, becomes }) => {
    expect(verdict(promotion(claim))).toBe(becomes)
  })
})

describe('第四条(五): grading and recognition after a transfer', () => {
  test.each([
    { claim: { grade: 5 as const }, becomes: 'may', because: 'junior with the apprenticeship ended' },
    {
      claim: { grade: 5 as const, apprenticeshipEnded: false },
      becomes: 'grade_apprenticeship_open',
      because: 'junior still an apprentice',
    },
    {
      claim: { grade: 4 as const, workingSince: day('2015-01-01') },
      becomes: 'may',
      because: 'ten full years by the end of the year of transfer',
    },
    {
      claim: { grade: 4 as const, workingSince: day('2015-01-02') },
      becomes: 'grade_years_short',
      because: 'a day short, though later years would do (B-37)',
    },
    { claim: { grade: 3 as const, workingSince: day('2005-01-01') }, becomes: 'may', because: 'twenty full years' },
    { claim: { grade: 3 as const, workingSince: day('2005-01-02') }, becomes: 'grade_years_short', because: 'a day short of twenty' },
    { claim: { grade: 2 as const }, becomes: 'grade_not_by_transfer', because: 'technicians are only promoted' },
    { claim: { kind: 'recognition' as const }, becomes: 'grade_certificate_missing', because: 'recognition needs a certificate' },
    { claim: { kind: 'recognition' as const, certificate: 4 as const }, becomes: 'may', because: 'of the grade' },
    { claim: { kind: 'recognition' as const, certificate: 3 as const }, becomes: 'may', because: 'or of a higher one' },
    {
      claim: { kind: 'recognition' as const, certificate: 5 as const },
      becomes: 'grade_certificate_missing',
      because: 'not of a lower one',
    },
  ])('grade $claim.grade: $because', ({ claim, becomes }) => {
    expect(verdict(transfer(claim))).toBe(becomes)
  })
})
