/**
 * Two reviewers differ: the whole section decides with minutes; what it leaves undecided the deputy director decides.
 *
 * Regulation: the exam documents are silent (B-06), so the bureau's own ladder is taken: 《企业退休人员资格和待遇审批管理办法》第六条
 * (R-DUAL-04) collective review of the section; 《事业单位特殊岗位津贴审批管理办法》第七条 (R-DUAL-12) the deputy director as last level.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { CaseState } from './case-state.ts'
import type { Outcome } from './reviewer.ts'

export type Dispute = {
  readonly state: CaseState
  readonly version: number
  readonly reviewers: readonly string[]
  readonly section: { readonly by: string; readonly outcome: Outcome | 'undecided' } | undefined
}

export type DisputeRefusal =
  | 'not_disputed'
  | 'case_changed'
  | 'decider_gave_opinion'
  | 'section_decided_already'
  | 'section_not_undecided'
  | 'decider_decided_before'

const common = ({ state, version, reviewers }: Dispute, by: string, shownVersion: number): Result<true, DisputeRefusal> => {
  if (version !== shownVersion) return refuse('case_changed', { version })
  if (state !== 'disputed') return refuse('not_disputed', { state })
  return reviewers.includes(by) ? refuse('decider_gave_opinion') : accept(true)
}

export function judgeSectionDecision(dispute: Dispute, by: string, shownVersion: number): Result<true, DisputeRefusal> {
  const may = common(dispute, by, shownVersion)
  if (!may.ok) return may
  return dispute.section ? refuse('section_decided_already') : accept(true)
}

export function judgeDeputyDecision(dispute: Dispute, by: string, shownVersion: number): Result<true, DisputeRefusal> {
  const may = common(dispute, by, shownVersion)
  if (!may.ok) return may
  if (dispute.section?.outcome !== 'undecided') return refuse('section_not_undecided')
  return dispute.section.by === by ? refuse('decider_decided_before') : accept(true)
}
