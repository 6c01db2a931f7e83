/**
 * Whose hand a list needs: one prepares, another approves what they saw; an objection is decided by one who did not prepare the list.
 *
 * Regulation: 《政务公开制度》第三条、第七条 (R-PUB-02, R-PUB-09) no publication without approval, maker and approver apart; 《文山州人力资源和
 * 社会保障局工作规则》第三十二条(十三) (R-PUB-16) a published list changes only by a new version; 《事业单位公开招聘工作管理制度》第三十三条
 * (R-RC-39) upheld, not provable at once, or without effect.
 */
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type DraftedList = {
  readonly preparedBy: string
  readonly snapshotHash: string
  readonly settled: boolean
  /** The version this one corrects. */
  readonly corrects: string | undefined
}

export type ApprovalRefusal = 'draft_settled' | 'approver_prepared_list' | 'list_changed' | 'published_already' | 'newer_version_published'

/** `newest`: the newest published version of this kind. */
export function judgeApproval(draft: DraftedList, by: string, seenHash: string, newest: string | undefined): Result<true, ApprovalRefusal> {
  if (draft.settled) return refuse('draft_settled')
  if (draft.preparedBy === by) return refuse('approver_prepared_list')
  if (draft.snapshotHash !== seenHash) return refuse('list_changed')
  if (draft.corrects === undefined && newest !== undefined) return refuse('published_already')
  return draft.corrects === newest ? accept(true) : refuse('newer_version_published')
}

export const objectionFindings = ['upheld', 'not_provable', 'dismissed'] as const
export type ObjectionFinding = (typeof objectionFindings)[number]
export type ObjectionState = 'open' | ObjectionFinding

export type FindingRefusal = 'objection_decided' | 'decider_prepared_list' | 'decider_raised_objection'

/** "Not provable at once" suspends the person until it is concluded, so it alone may be decided again (R-RC-39). */
export function judgeFinding(
  objection: { readonly state: ObjectionState; readonly raisedBy: string | undefined },
  preparedBy: string,
  finding: ObjectionFinding,
  by: string,
): Result<true, FindingRefusal> {
  if (objection.state === 'upheld' || objection.state === 'dismissed' || objection.state === finding)
    return refuse('objection_decided', { state: objection.state })
  if (preparedBy === by) return refuse('decider_prepared_list')
  return objection.raisedBy === by ? refuse('decider_raised_objection') : accept(true)
}

export type ObjectionRefusal = 'publicity_over' | 'too_many_objections'

/** What one hour may bring to one list: a flood from nowhere must not bury the objection that matters. */
export const objectionsAnHour = 120

export function judgeObjection(closes: Instant, raisedLastHour: number, arrivedAt: Instant): Result<true, ObjectionRefusal> {
  if (Temporal.Instant.compare(arrivedAt, closes) >= 0) return refuse('publicity_over')
  return raisedLastHour >= objectionsAnHour ? refuse('too_many_objections') : accept(true)
}
