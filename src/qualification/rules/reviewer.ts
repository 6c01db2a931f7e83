/**
 * Who may review which application, and what two opinions make.
 *
 * Regulation: 《专业技术职务资格考试制度》第二条、第四条(一) (R-QUAL-03, R-QUAL-08) two persons who supervise each other; 第二条 (R-QUAL-05) the
 * reviewer has studied the exam's document first; 《事业单位公开招聘工作管理制度》第七条 (R-RC-07) no review without the training held
 * between notice and review; 第九条 (R-RC-09) only one's own unit's posts; 第三十五条 (R-RC-42)
 * whoever has a relation recuses; 《工人技术等级考核工作制度》第五条(四) (R-WK-19) the clerk first, then the leader (B-05); B-06 where the two differ.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CaseState } from './case-state.ts'
import type { Verdict } from './checklist.ts'

/** As the notice fixed it. 'peer': two equal reviewers. 'hierarchical': the second word is the review lead's. */
export type ReviewShape = 'peer' | 'hierarchical'

export type Reviewer = {
  readonly personId: string
  /** Units and departments the reviewer is appointed for; 'all' for the office's own section outside recruitment. */
  readonly units: 'all' | readonly string[]
  readonly leads: boolean
  readonly trainedOn: Temporal.PlainDate | undefined
  readonly hasReadNotice: boolean
}

export type ReviewedCase = {
  readonly family: Family
  readonly shape: ReviewShape
  readonly state: CaseState
  readonly version: number
  readonly candidatePersonId: string
  readonly unit: string
  readonly department: string
  /** Whether a declared relation takes this reviewer from this application. */
  readonly recused: boolean
  readonly announcedOn: Temporal.PlainDate
  readonly given: readonly { readonly personId: string; readonly verdict: Verdict }[]
}

export type ReviewerRefusal =
  | 'unit_not_yours'
  | 'reviewer_untrained'
  | 'notice_not_read'
  | 'reviewer_recused'
  | 'case_not_open'
  | 'case_changed'
  | 'opinion_given_already'
  | 'opinion_needs_lead'
  | 'opinion_needs_clerk'

/** What must hold of the reviewer before a file of this exam is opened at all. */
export function judgeStanding(
  reviewer: Reviewer,
  family: Family,
  announcedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<Reviewer, ReviewerRefusal> {
  const { trainedOn } = reviewer
  const trained = trainedOn && Temporal.PlainDate.compare(trainedOn, announcedOn) >= 0 && Temporal.PlainDate.compare(trainedOn, today) <= 0
  if (family === 'RC' && !trained) return refuse('reviewer_untrained')
  if (!reviewer.hasReadNotice) return refuse('notice_not_read')
  return accept(reviewer)
}

/** Whether this reviewer may look at this application. */
export function judgeReach(reviewer: Reviewer, reviewed: ReviewedCase, today: Temporal.PlainDate): Result<Reviewer, ReviewerRefusal> {
  const { units } = reviewer
  if (units !== 'all' && !units.includes(reviewed.unit) && !units.includes(reviewed.department)) return refuse('unit_not_yours')
  if (reviewed.recused || reviewed.candidatePersonId === reviewer.personId) return refuse('reviewer_recused')
  return judgeStanding(reviewer, reviewed.family, reviewed.announcedOn, today)
}

/** Whether this reviewer may give an opinion on the version that was shown. */
export function judgeReviewer(
  reviewer: Reviewer,
  reviewed: ReviewedCase,
  shownVersion: number,
  today: Temporal.PlainDate,
): Result<Reviewer, ReviewerRefusal> {
  const reach = judgeReach(reviewer, reviewed, today)
  if (!reach.ok) return reach
  if (reviewed.given.some(({ personId }) => personId === reviewer.personId)) return refuse('opinion_given_already')
  if (reviewed.version !== shownVersion) return refuse('case_changed', { version: reviewed.version })
  if (reviewed.state !== 'open' || reviewed.given.length >= 2) return refuse('case_not_open', { state: reviewed.state })
  if (reviewed.shape === 'hierarchical') {
    if (reviewed.given.length === 1 && !reviewer.leads) return refuse('opinion_needs_lead')
    if (reviewed.given.length === 0 && reviewer.leads) return refuse('opinion_needs_clerk')
  }
  return accept(reviewer)
}

export type Outcome = 'qualified' | 'returned'

/** What two verdicts make. Never "one pass is enough". */
export function settleOpinions(first: Verdict, second: Verdict): Outcome | 'disputed' {
  if (first !== second) return 'disputed'
  return first === 'qualified' ? 'qualified' : 'returned'
}
