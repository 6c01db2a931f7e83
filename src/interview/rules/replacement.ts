/**
 * When a place on a panel goes to somebody else, and to whom: on the day of the interview, until the panel's sheet is signed, to the next of
 * the morning's drawn order who is here and keeps every rule of the panel. Scores announced before stand; the others are marked by those who sit.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十一条 grouped at random on the day under recusal (R-RC-26). The articles do not speak of somebody
 * who stays away; the drawn order leaves nobody a choice. 《专业技术职务资格考试制度》第十五条（二） the untrained take no post (R-STAF-05).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { judgeDrawDay } from './panels.ts'

export const replacementReasons = ['absent', 'ill', 'recusal_found'] as const
export type ReplacementReason = (typeof replacementReasons)[number]

export type ReplacementRefusal = 'not_the_interview_day' | 'sheet_signed_already' | 'examiner_not_seated' | 'present_is_not_absent'

export type Leaving = {
  readonly seated: boolean
  /** Whether a mark of theirs is on record. */
  readonly hasMarked: boolean
}

type Day = { readonly interviewOn: string | undefined; readonly today: string; readonly sheetSigned: boolean }

export function judgeReplacement(day: Day, leaving: Leaving, reason: ReplacementReason): Result<true, ReplacementRefusal> {
  const onTheDay = judgeDrawDay(day.interviewOn, day.today)
  if (!onTheDay.ok) return onTheDay
  if (day.sheetSigned) return refuse('sheet_signed_already')
  if (!leaving.seated) return refuse('examiner_not_seated')
  return reason === 'absent' && leaving.hasMarked ? refuse('present_is_not_absent') : accept(true)
}
