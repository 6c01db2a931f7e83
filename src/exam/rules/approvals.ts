import type { Family } from '../../foundation/family.ts'
import type { AccountId, PersonId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { Role } from '../../foundation/roles.ts'
import { familyRules } from './families.ts'

/**
 * Who approves a notice, in which order.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第六条 (R-RC-05) first the section, then the deputy director, last the office meeting with its
 * minutes, so that no post is cut to one person; 第五条 (R-RC-04) what is against policy goes back for correction. Other families: the
 * director of the centre alone. Whoever wrote the draft approves no level of it.
 */
export type ApprovalLevel = 1 | 2 | 3

export type DraftNotice = {
  readonly family: Family
  readonly state: 'draft' | 'announced' | 'cancelled'
  readonly version: number
  readonly createdBy: AccountId
  readonly returned: boolean
  /** Of this version only; an edit makes a new version and voids what was approved. */
  readonly approvals: readonly { readonly level: ApprovalLevel; readonly personId: PersonId }[]
}

export type ApprovalAsked = {
  readonly level: ApprovalLevel
  readonly version: number
  readonly by: AccountId
  readonly personId: PersonId
  readonly meeting: boolean
}

export type ApprovalRefusal =
  | 'notice_frozen'
  | 'stale_form'
  | 'returned_for_correction'
  | 'level_not_in_family'
  | 'level_already_approved'
  | 'level_out_of_order'
  | 'drafter_approves'
  | 'approver_twice'
  | 'minutes_missing'

export const approverOf = (family: Family, level: number): Role | undefined => familyRules[family].approvers[level - 1]

/** Whether the level stands, and whether it was the last one. */
export function judgeApproval(draft: DraftNotice, asked: ApprovalAsked): Result<{ readonly complete: boolean }, ApprovalRefusal> {
  const levels = familyRules[draft.family].approvers.length
  if (draft.state !== 'draft') return refuse('notice_frozen')
  if (asked.version !== draft.version) return refuse('stale_form', { version: draft.version })
  if (draft.returned) return refuse('returned_for_correction')
  if (asked.level > levels) return refuse('level_not_in_family', { levels })
  const done = draft.approvals.map(({ level }) => level)
  if (done.includes(asked.level)) return refuse('level_already_approved')
  if (asked.level !== done.length + 1) return refuse('level_out_of_order', { next: done.length + 1 })
  if (asked.by === draft.createdBy) return refuse('drafter_approves')
  if (draft.approvals.some(({ personId }) => personId === asked.personId)) return refuse('approver_twice')
  if (asked.level === 3 && !asked.meeting) return refuse('minutes_missing')
  return accept({ complete: asked.level === levels })
}

export const approved = (draft: Pick<DraftNotice, 'family' | 'approvals'>): boolean =>
  draft.approvals.length === familyRules[draft.family].approvers.length
