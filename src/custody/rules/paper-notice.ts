/**
 * How many papers are ordered, and that what is packed comes to just these numbers. A worker assessment packs nothing without the notice.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（五） (R-WK-24) four days before the exam the paper preparation notice is issued; 《专业技术职务资格考试制度》
 * 第十六条（一） (R-PAPER-01) counted against the order, then against the packing list.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export const noticeDaysBefore = 4

export type Ordered = { readonly examSessionId: string; readonly papers: number; readonly cards: number }
type Seated = { readonly examSessionId: string; readonly seated: number }

export type NoticeRefusal = 'seat_plan_missing' | 'session_not_ordered' | 'session_unknown' | 'too_few_ordered' | 'exam_has_begun'
export type OrderRefusal = 'paper_notice_missing' | 'order_differs'

export const needsNotice = (family: Family): boolean => family === 'WK'

const sumBy = <T extends { readonly examSessionId: string }>(rows: readonly T[], of: (row: T) => number): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.examSessionId, (sums.get(row.examSessionId) ?? 0) + of(row))
  return sums
}

/** Every session with seats is ordered once, with a paper and a card for everybody at least, and before the exam begins. */
export function judgeNotice(
  ordered: readonly Ordered[],
  plan: readonly Seated[],
  firstDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<true, NoticeRefusal> {
  if (plan.length === 0) return refuse('seat_plan_missing')
  if (Temporal.PlainDate.compare(today, firstDay) >= 0) return refuse('exam_has_begun')
  const seated = sumBy(plan, (row) => row.seated)
  const sessions = ordered.map(({ examSessionId }) => examSessionId)
  if (sessions.some((one) => !seated.has(one)) || new Set(sessions).size < sessions.length) return refuse('session_unknown')
  for (const [session, people] of seated) {
    const line = ordered.find(({ examSessionId }) => examSessionId === session)
    if (!line) return refuse('session_not_ordered', { examSessionId: session })
    if (line.papers < people || line.cards < people) return refuse('too_few_ordered', { examSessionId: session, seated: people })
  }
  return accept(true)
}

/** The first of the two counts: what the packing list holds of each session against the order. */
export function judgeAgainstOrder(
  family: Family,
  packed: readonly Ordered[],
  ordered: readonly Ordered[] | undefined,
): Result<true, OrderRefusal> {
  if (!ordered) return needsNotice(family) ? refuse('paper_notice_missing') : accept(true)
  const papers = sumBy(packed, (row) => row.papers)
  const cards = sumBy(packed, (row) => row.cards)
  for (const line of ordered) {
    const found = { papers: papers.get(line.examSessionId) ?? 0, cards: cards.get(line.examSessionId) ?? 0 }
    if (found.papers !== line.papers || found.cards !== line.cards)
      return refuse('order_differs', { examSessionId: line.examSessionId, ordered: line.papers, packed: found.papers })
  }
  return accept(true)
}
