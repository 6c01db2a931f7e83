/**
 * When assessors are dispatched and told, and under whom. A day before and not earlier: whoever knew sooner could be reached sooner.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（五） (R-WK-24) one day before, assessors are dispatched and told, a head assessor is named and the
 * dispatch slip issued.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type DispatchRefusal =
  | 'dispatch_too_early'
  | 'dispatch_too_late'
  | 'head_not_among_assessors'
  | 'assessor_listed_twice'
  | 'not_an_assessor'

export const needsDispatch = (family: Family): boolean => family === 'WK'

export type Dispatch = { readonly head: string; readonly assessors: readonly string[] }

export function judgeDispatch(
  { head, assessors }: Dispatch,
  appointed: ReadonlySet<string>,
  firstDay: Temporal.PlainDate,
  lastDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<true, DispatchRefusal> {
  const earliest = firstDay.subtract({ days: 1 })
  if (Temporal.PlainDate.compare(today, earliest) < 0) return refuse('dispatch_too_early', { notBefore: earliest.toString() })
  if (Temporal.PlainDate.compare(today, lastDay) > 0) return refuse('dispatch_too_late')
  if (new Set(assessors).size < assessors.length) return refuse('assessor_listed_twice')
  if (!assessors.includes(head)) return refuse('head_not_among_assessors')
  const stranger = assessors.find((one) => !appointed.has(one))
  return stranger === undefined ? accept(true) : refuse('not_an_assessor', { accountId: stranger })
}
