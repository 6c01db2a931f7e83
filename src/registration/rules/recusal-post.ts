import type { PositionKind } from '../../exam/rules/position-kind.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { Relative } from './form.ts'

/**
 * Posts an applicant may not apply for because of a relative.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-41): spouse, direct blood, collateral blood within three generations and
 * close in-laws of a person in charge may not apply for secretary, personnel, finance or discipline posts, nor directly above or below.
 */
export function judgeRelatives(kind: PositionKind, relatives: readonly Relative[]): Result<undefined, 'recusal_post'> {
  const barred = relatives.some(
    ({ relation, inCharge, directLine }) => relation !== 'other' && inCharge && (directLine || kind !== 'ordinary'),
  )
  return barred ? refuse('recusal_post', { kind }) : accept(undefined)
}
