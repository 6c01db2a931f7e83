/**
 * Who may be assessed for which worker grade: years of work, years since the last pass, exceptions, and the two ways in for people who
 * were transferred.
 *
 * Regulation: 《工人技术等级考核工作制度》第四条(一) (R-WK-11) years and earlier grade; (二) (R-WK-12) exceptions lift the years and never
 * the order of grades, and the merit exception is usable once only; (三) (R-WK-13) years run to the end of the assessment year; (四)
 * (R-WK-14) another trade needs the unit's consent; (五) (R-WK-15) grading and recognition count to the end of the year of transfer.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

/** 5 初级工, 4 中级工, 3 高级工, 2 技师, 1 高级技师. */
export type Grade = 5 | 4 | 3 | 2 | 1

/** The four conditions of 第四条(二), in their order there. */
const exceptionConditions = ['contest', 'invention', 'model_worker', 'merit_or_excellent'] as const
export type ExceptionCondition = (typeof exceptionConditions)[number]

export type Pass = { readonly grade: Grade; readonly passedOn: Temporal.PlainDate }

type Common = {
  readonly grade: Grade
  readonly workingSince: Temporal.PlainDate
}

/** 晋级: the ordinary way, one grade at a time. */
export type Promotion = Common & {
  readonly kind: 'promotion'
  readonly assessmentYear: number
  readonly onEstablishment: boolean
  readonly inTechnicalPost: boolean
  readonly passes: readonly Pass[]
  /** What is claimed and proven, if anything. */
  readonly exception: ExceptionCondition | undefined
  /** Conditions this person has used before, over the whole history. */
  readonly exceptionsUsed: readonly ExceptionCondition[]
  readonly otherTrade: boolean
  readonly unitConsents: boolean
}

/** 定级 without a certificate, 认定 with a ministerial or provincial one; both for people transferred in. */
export type Transfer = Common & {
  readonly kind: 'grading' | 'recognition'
  readonly transferYear: number
  readonly apprenticeshipEnded: boolean
  readonly certificate: Grade | undefined
}

export type GradeClaim = Promotion | Transfer

export type GradeRefusal =
  | 'grade_not_on_establishment'
  | 'grade_not_in_technical_post'
  | 'grade_order_skipped'
  | 'grade_years_short'
  | 'grade_pass_years_short'
  | 'grade_exception_used'
  | 'grade_trade_needs_consent'
  | 'grade_apprenticeship_open'
  | 'grade_certificate_missing'
  | 'grade_not_by_transfer'

export type GradeFinding = {
  readonly workYears: number
  /** The exception that had to be used, which the once-only condition then spends. */
  readonly usesException: ExceptionCondition | undefined
}

type Demand = { readonly workYears: number; readonly earlier: Grade | undefined; readonly yearsSincePass: number }

const demands: Readonly<Record<Grade, Demand>> = {
  5: { workYears: 0, earlier: undefined, yearsSincePass: 0 },
  4: { workYears: 10, earlier: 5, yearsSincePass: 0 },
  3: { workYears: 20, earlier: 4, yearsSincePass: 0 },
  2: { workYears: 0, earlier: 3, yearsSincePass: 3 },
  1: { workYears: 0, earlier: 2, yearsSincePass: 3 },
}

/**
 * Full years from a day to the end of a year: the last day of the year counts as a whole, so whoever began on 1 January has a full
 * year on 31 December. Never rounded up.
 */
export const yearsToYearEnd = (from: Temporal.PlainDate, year: number): number =>
  Math.max(0, from.until(Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }), { largestUnit: 'year' }).years)

/** Which conditions are spent by use. B-35: only the one the words stand behind; `strict` reads them as standing behind all four. */
export const usableOnce = (condition: ExceptionCondition, strict = false): boolean => strict || condition === 'merit_or_excellent'

export function judgeGrade(claim: GradeClaim, { strictOnce = false } = {}): Result<GradeFinding, GradeRefusal> {
  return claim.kind === 'promotion' ? judgePromotion(claim, strictOnce) : judgeTransfer(claim)
}

function judgePromotion(claim: Promotion, strictOnce: boolean): Result<GradeFinding, GradeRefusal> {
  const { workYears: demanded, earlier, yearsSincePass } = demands[claim.grade]
  if (!claim.onEstablishment) return refuse('grade_not_on_establishment')
  if (!claim.inTechnicalPost) return refuse('grade_not_in_technical_post')
  if (claim.otherTrade && !claim.unitConsents) return refuse('grade_trade_needs_consent')
  const pass = earlier === undefined ? undefined : firstPass(claim.passes, earlier)
  if (earlier !== undefined && !pass) return refuse('grade_order_skipped', { needs: earlier })
  const workYears = yearsToYearEnd(claim.workingSince, claim.assessmentYear)
  const sincePass = pass ? yearsToYearEnd(pass.passedOn, claim.assessmentYear) : 0
  const short =
    workYears < demanded
      ? refuse('grade_years_short', { has: workYears, needs: demanded })
      : sincePass < yearsSincePass
        ? refuse('grade_pass_years_short', { has: sincePass, needs: yearsSincePass })
        : undefined
  if (!short) return accept({ workYears, usesException: undefined })
  if (claim.exception === undefined) return short
  if (usableOnce(claim.exception, strictOnce) && claim.exceptionsUsed.includes(claim.exception)) return refuse('grade_exception_used')
  return accept({ workYears, usesException: claim.exception })
}

function judgeTransfer(claim: Transfer): Result<GradeFinding, GradeRefusal> {
  if (claim.grade < 3) return refuse('grade_not_by_transfer')
  // A certificate of a higher grade proves the lower ones; numbers fall as grades rise.
  if (claim.kind === 'recognition' && (claim.certificate === undefined || claim.certificate > claim.grade))
    return refuse('grade_certificate_missing')
  const workYears = yearsToYearEnd(claim.workingSince, claim.transferYear)
  if (claim.grade === 5 && !claim.apprenticeshipEnded) return refuse('grade_apprenticeship_open')
  const { workYears: needs } = demands[claim.grade]
  return workYears < needs ? refuse('grade_years_short', { has: workYears, needs }) : accept({ workYears, usesException: undefined })
}

/** The earliest pass of the grade: a repeated assessment does not start the years again. */
const firstPass = (passes: readonly Pass[], grade: Grade): Pass | undefined =>
  passes.filter((pass) => pass.grade === grade).sort((a, b) => Temporal.PlainDate.compare(a.passedOn, b.passedOn))[0]
