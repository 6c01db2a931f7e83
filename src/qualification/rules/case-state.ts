/**
 * Where one application stands in one phase of review, as of an instant.
 *
 * Regulation: 《专业技术职务资格考试制度》第二条 (R-QUAL-03) an edit voids what was said about the earlier version, so two persons always judge
 * the same one; 《职称评审工作制度》第十一条 (R-TR-11) whoever does not complete in time has given up.
 */
import type { Instant } from '../../foundation/clock.ts'

export const phases = ['before', 're_review', 'after'] as const
export type Phase = (typeof phases)[number]

export const caseStates = [
  'open',
  'referred',
  'supplement_asked',
  'disputed',
  'qualified',
  'returned',
  'given_up',
  'withdrawn',
  'reversed',
] as const
export type CaseState = (typeof caseStates)[number]

export const closedStates: readonly CaseState[] = ['qualified', 'returned', 'given_up', 'withdrawn', 'reversed']

export type StoredCase = {
  readonly state: CaseState
  readonly version: number
  readonly applicationVersion: number
  readonly applicationState: 'draft' | 'submitted' | 'withdrawn'
  /** When the supplement falls due, while it is unanswered. */
  readonly supplementDueAt: Instant | undefined
}

/** The state that holds now: nothing has to fire at a deadline, it is judged when somebody acts or reads. */
export function caseNow(
  { state, version, applicationVersion, applicationState, supplementDueAt }: StoredCase,
  now: Instant,
): { state: CaseState; version: number } {
  if (state === 'reversed' || state === 'given_up') return { state, version }
  if (applicationState === 'withdrawn') return { state: 'withdrawn', version }
  // The candidate completes piece by piece and says when it is done; at the deadline what has arrived counts as the answer.
  if (state === 'supplement_asked' && supplementDueAt) {
    if (Temporal.Instant.compare(now, supplementDueAt) < 0) return { state, version }
    if (applicationVersion === version) return { state: 'given_up', version }
  }
  if (applicationVersion > version) return { state: 'open', version: applicationVersion }
  return { state, version }
}
