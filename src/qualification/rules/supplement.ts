/**
 * One complete notice of what is missing, with a clock.
 *
 * Regulation: 《专业技术职务资格考试制度》第九条(五) (R-QUAL-25) everything is told at once, to be completed within a set time; 第八条末款
 * (R-QUAL-21) only what the document asks; 《职称评审工作制度》第十一条 (R-TR-11) not completed in time is given up.
 */
import { afterWorkingDays, type Holidays } from '../../foundation/calendar.ts'
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CaseState } from './case-state.ts'
import type { Condition } from './conditions.ts'

export type SupplementItem = { readonly condition: Condition; readonly what: string }

export type SupplementRefusal = 'supplement_asked_before' | 'case_not_open' | 'condition_not_asked'
export type AnswerRefusal = 'supplement_not_asked' | 'supplement_overdue' | 'supplement_unchanged'

export function judgeSupplement(
  file: { readonly state: CaseState; readonly askedBefore: boolean },
  items: readonly SupplementItem[],
  asked: readonly Condition[],
  clock: { readonly zone: string; readonly now: Instant; readonly workingDays: number; readonly holidays: Holidays },
): Result<{ dueAt: Instant }, SupplementRefusal> {
  if (file.askedBefore) return refuse('supplement_asked_before')
  if (file.state !== 'open') return refuse('case_not_open', { state: file.state })
  const outside = items.map(({ condition }) => condition).filter((condition) => !asked.includes(condition))
  if (outside.length > 0) return refuse('condition_not_asked', { conditions: outside })
  return accept({ dueAt: afterWorkingDays(clock.zone, clock.now, clock.workingDays, clock.holidays) })
}

/** Whether an answer still counts: the state is the one that holds now (case-state.ts), so an overdue one is already given up. */
export function judgeAnswer(
  state: CaseState,
  supplement: { readonly dueAt: Instant } | undefined,
  now: Instant,
): Result<true, AnswerRefusal> {
  if (!supplement) return refuse('supplement_not_asked')
  if (state === 'given_up' || Temporal.Instant.compare(now, supplement.dueAt) >= 0) return refuse('supplement_overdue')
  return state === 'supplement_asked' ? accept(true) : refuse('supplement_not_asked')
}
