/**
 * The score of an interview from its examiners' marks: every member has marked; the highest and the lowest drop when the notice says so (one
 * of each); the rest is averaged and rounded once, to the notice's decimals.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十四条 computed by the staff in the room, announced on the spot by the head of the panel and
 * confirmed by the candidate (R-RC-29). Interviews cannot be blind; the drawn order number stands for the name (B-22).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { compareScores, divideScore, type Score, score, sumScores } from '../../foundation/score.ts'

export type Drop = 'none' | 'highest_and_lowest'
export type PanelScoreRefusal = 'marks_missing' | 'panel_too_small_to_drop' | 'mark_out_of_range'

export type PanelScore = { readonly score: Score; readonly kept: readonly Score[]; readonly dropped: readonly Score[] }

const lowest = score(0)
const highest = score(100)

export const judgeExaminerMark = (mark: Score): Result<true, 'mark_out_of_range'> =>
  compareScores(mark, lowest) < 0 || compareScores(mark, highest) > 0 ? refuse('mark_out_of_range') : accept(true)

/** `marks` of all members, in any order. At least one mark must remain after dropping. */
export function panelScore(marks: readonly Score[], members: number, drop: Drop, decimals: number): Result<PanelScore, PanelScoreRefusal> {
  if (marks.length < members) return refuse('marks_missing', { given: marks.length, members })
  const sorted = marks.toSorted(compareScores)
  if (drop === 'none') return accept({ score: mean(sorted, decimals), kept: sorted, dropped: [] })
  if (sorted.length < 3) return refuse('panel_too_small_to_drop', { members: sorted.length })
  const kept = sorted.slice(1, -1)
  const dropped = [...sorted.slice(0, 1), ...sorted.slice(-1)]
  return accept({ score: mean(kept, decimals), kept, dropped })
}

const mean = (marks: readonly Score[], decimals: number): Score => divideScore(sumScores(marks), marks.length, decimals)
