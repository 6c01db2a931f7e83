/**
 * The posts that are given at the meeting before the exam, at which duties are read out. The invigilators are the pool, since which room is
 * theirs falls by lot only in the morning; the other seven are named.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（三） (R-WK-22) commander-in-chief, deputy, chief examiner, deputy, exam affairs, floating
 * invigilators, invigilators, security are named and their duties read out; other families may record such a meeting and need none.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export const namedPosts = [
  'commander',
  'deputy_commander',
  'chief_examiner',
  'deputy_chief_examiner',
  'exam_affairs',
  'floating_invigilator',
  'security',
] as const
export type NamedPost = (typeof namedPosts)[number]

export type PostRefusal = 'posts_unfilled' | 'one_post_each' | 'meeting_ahead' | 'meeting_too_late'

export const needsMeeting = (family: Family): boolean => family === 'WK'

export type Meeting = {
  readonly posts: readonly { readonly post: NamedPost; readonly accountId: string }[]
  /** How many are in the pool of invigilators. */
  readonly invigilators: number
  readonly heldOn: Temporal.PlainDate
}

/** All eight kinds are filled, nobody twice, by a meeting that was held and was held before the exam. */
export function judgeMeeting(
  { posts, invigilators, heldOn }: Meeting,
  firstDay: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<true, PostRefusal> {
  if (Temporal.PlainDate.compare(heldOn, today) > 0) return refuse('meeting_ahead')
  if (Temporal.PlainDate.compare(heldOn, firstDay) >= 0) return refuse('meeting_too_late')
  const people = posts.map(({ accountId }) => accountId)
  if (new Set(people).size < people.length) return refuse('one_post_each')
  const empty: string[] = namedPosts.filter((post) => !posts.some((one) => one.post === post))
  const missing = invigilators === 0 ? [...empty, 'invigilator'] : empty
  return missing.length > 0 ? refuse('posts_unfilled', { missing }) : accept(true)
}
