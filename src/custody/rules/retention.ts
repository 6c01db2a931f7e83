/**
 * When papers and cards may be destroyed: half a year from the last day of the exam, and never while a complaint, case or violation on
 * that exam is open.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十四条 kept half a year, destroyed together afterwards (R-RC-18); one period for both words, counted
 * from the last day of the exam, with legal hold (B-12).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

const retentionMonths = 6

export const mayBeDestroyedFrom = (lastExamDay: Temporal.PlainDate): Temporal.PlainDate =>
  lastExamDay.add({ months: retentionMonths }).add({ days: 1 })

export function judgeDestruction(
  lastExamDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
  openMatters: number,
): Result<true, 'retention_not_over' | 'legal_hold'> {
  const from = mayBeDestroyedFrom(lastExamDay)
  if (Temporal.PlainDate.compare(today, from) < 0) return refuse('retention_not_over', { from: from.toString() })
  return openMatters > 0 ? refuse('legal_hold', { open: openMatters }) : accept(true)
}
