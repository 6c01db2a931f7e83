/**
 * What comes back from a room: papers and cards each equal those present, absent and spare.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十三条 counted and sealed at once (R-RC-16): papers + cards = present + absent + spare.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type ReturnedCount = {
  readonly present: number
  readonly absent: number
  readonly spare: number
  readonly papers: number
  readonly cards: number
}

export type ReturnedRefusal = 'returned_does_not_add_up' | 'seats_do_not_add_up'

/** `seated` is how many tickets the room has: everyone is present or absent. */
export function judgeReturned(count: ReturnedCount, seated: number): Result<true, ReturnedRefusal> {
  if (count.present + count.absent !== seated)
    return refuse('seats_do_not_add_up', { seated, present: count.present, absent: count.absent })
  const expected = seated + count.spare
  if (count.papers !== expected || count.cards !== expected)
    return refuse('returned_does_not_add_up', { expected, papers: count.papers, cards: count.cards })
  return accept(true)
}
