/**
 * A decision found wrong later is reversed by two people, with its history kept, and the reviewers' error has its grade.
 *
 * Regulation: 《工人技术等级考核工作制度》第五条(三) (R-WK-18) and 《职业技能鉴定工作制度》第四条 (R-SK-04) three grades, and the candidate is
 * returned; 《专业技术职务资格考试制度》第六条、第十一条 (R-QUAL-16, R-QUAL-27) two kinds of error; table C1, REVERSED.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CaseState } from './case-state.ts'

export type ErrorKind = 'wrong_pass' | 'wrong_rejection'
/** 约谈教育, 通报批评, 取消年度评先选优资格并调离. */
export type Sanction = 'talk' | 'criticism' | 'transfer'

export const sanctionFor = ({ foundInTime, serious }: { foundInTime: boolean; serious: boolean }): Sanction =>
  foundInTime ? 'talk' : serious ? 'transfer' : 'criticism'

export type ReversalRefusal = 'nothing_to_reverse' | 'reversal_open_already'
export type ConfirmationRefusal = 'reversal_unknown' | 'reversal_settled' | 'second_person_needed' | 'decider_gave_opinion' | 'case_changed'

export function judgeReversal(state: CaseState, kind: ErrorKind, openAlready: boolean): Result<true, ReversalRefusal> {
  if (openAlready) return refuse('reversal_open_already')
  const reversible = kind === 'wrong_pass' ? state === 'qualified' : state === 'returned'
  return reversible ? accept(true) : refuse('nothing_to_reverse', { state })
}

export function judgeConfirmation(
  reversal: { readonly proposedBy: string; readonly settled: boolean; readonly version: number },
  file: { readonly version: number; readonly reviewers: readonly string[] },
  by: string,
): Result<true, ConfirmationRefusal> {
  if (reversal.settled) return refuse('reversal_settled')
  if (reversal.proposedBy === by) return refuse('second_person_needed')
  if (file.reviewers.includes(by)) return refuse('decider_gave_opinion')
  return reversal.version === file.version ? accept(true) : refuse('case_changed', { version: file.version })
}
