/**
 * When names may join scores: every script is settled, on a sheet that another person checked and marker and discipline inspector signed,
 * every room is closed, and two different people ask for it. Once, for the whole exam.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十三条 the sheet is signed by marker and discipline inspector at the same time and sealed, original
 * and electronic (R-RC-17); names are joined only after the sheet is locked (B-23).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type UnblindRefusal =
  | 'rooms_not_closed'
  | 'scripts_not_coded'
  | 'scripts_not_settled'
  | 'scripts_not_on_signed_sheet'
  | 'already_unblinded'
  | 'not_requested'
  | 'second_person_needed'

export type Readiness = {
  readonly openRooms: number
  /** Present candidates without a script. */
  readonly uncoded: number
  readonly unsettled: number
  readonly offSheet: number
}

export function judgeReadiness({ openRooms, uncoded, unsettled, offSheet }: Readiness): Result<true, UnblindRefusal> {
  if (openRooms > 0) return refuse('rooms_not_closed', { rooms: openRooms })
  if (uncoded > 0) return refuse('scripts_not_coded', { scripts: uncoded })
  if (unsettled > 0) return refuse('scripts_not_settled', { scripts: unsettled })
  return offSheet > 0 ? refuse('scripts_not_on_signed_sheet', { scripts: offSheet }) : accept(true)
}

export function judgeApproval(
  request: { readonly requestedBy: string; readonly approved: boolean } | undefined,
  approver: string,
): Result<true, UnblindRefusal> {
  if (!request) return refuse('not_requested')
  if (request.approved) return refuse('already_unblinded')
  return request.requestedBy === approver ? refuse('second_person_needed') : accept(true)
}
