/**
 * Who has passed, and who may say so.
 *
 * Regulation: 《工人技术等级考核工作制度》第七条(一)(二)(五) (R-WK-29, R-WK-30, R-WK-33) the assessment form only after the centre director has
 * approved the result, never to someone who failed; scores are entered by named persons. 《职业技能鉴定工作制度》第十一条、第十二条、第十六条
 * (R-SK-15, R-SK-16, R-SK-20) likewise. Open in the sources: B-33, whose word makes scores final, by family; and how theory and practice of a
 * trade combine, since 《工人技术等级考核工作制度》第五条(一) (R-WK-16) leaves the method to the notice: each has to reach the pass mark, so that no weighting could have failed a pass.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { compareScores, type Score } from '../../foundation/score.ts'

const certificateKinds = ['certificate', 'assessment_form'] as const
export type CertificateKind = (typeof certificateKinds)[number]
const certifyingFamilies = ['WK', 'SK', 'PT'] as const
export type CertifyingFamily = (typeof certifyingFamilies)[number]

/** Whoever is hired, employed or titled gets a decision and not a certificate. */
export const certifyingFamily = (family: Family): CertifyingFamily | undefined => certifyingFamilies.find((one) => one === family)
export const kindOf = (family: CertifyingFamily): CertificateKind => (family === 'WK' ? 'assessment_form' : 'certificate')

export type WrittenOutcome =
  | { readonly status: 'scored'; readonly score: Score }
  | { readonly status: 'absent' }
  | { readonly status: 'breach' }

export type Standing = {
  readonly outcome: WrittenOutcome
  /** Two reviewers' word on the newest version stands. */
  readonly qualified: boolean
  /** A confirmed breach has cancelled the exam for this person. */
  readonly disqualified: boolean
  /** The post may ask for a practical test as well, which the written score cannot stand for. */
  readonly practice: 'not_asked' | 'outstanding' | Score
}

export type Finding = 'passed' | 'failed' | 'absent' | 'breach' | 'not_qualified' | 'practical_outstanding'

export function findingOf({ outcome, qualified, disqualified, practice }: Standing, passMark: Score): Finding {
  if (outcome.status === 'breach' || disqualified) return 'breach'
  if (outcome.status === 'absent') return 'absent'
  if (compareScores(outcome.score, passMark) < 0) return 'failed'
  if (typeof practice === 'object' && compareScores(practice, passMark) < 0) return 'failed'
  if (!qualified) return 'not_qualified'
  return practice === 'outstanding' ? 'practical_outstanding' : 'passed'
}

export type ApprovalRefusal = 'approver_entered_scores' | 'list_changed' | 'nothing_to_approve'

/** `scorers`: everybody who entered scores, joined names to them or released the joining. */
export function judgeApproval(
  director: string,
  scorers: readonly string[],
  passes: number,
  seenHash: string,
  listHash: string,
): Result<true, ApprovalRefusal> {
  if (scorers.includes(director)) return refuse('approver_entered_scores')
  if (seenHash !== listHash) return refuse('list_changed')
  return passes === 0 ? refuse('nothing_to_approve') : accept(true)
}
