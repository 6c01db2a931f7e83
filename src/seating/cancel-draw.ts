import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { changeDraw, inputOf, lockDraw, type SeenDraw } from './draw-records.ts'
import { type DrawRefusal, drawFrom } from './draws.ts'
import { allRevealed, type DrawKind, judgeCancellation, judgeSecondHand } from './rules/draw-steps.ts'

/** Published: it names no person. */
export const cancelReasons = ['party_silent', 'list_wrong', 'room_lost', 'source_failed', 'search_undecided'] as const

export const ProposeCancellation = z.strictObject({ examId: ExamId, drawId: DrawId, reason: z.enum(cancelReasons) })
export type ProposeCancellation = z.infer<typeof ProposeCancellation>

export const ConfirmCancellation = z.strictObject({ examId: ExamId, drawId: DrawId })
export type ConfirmCancellation = z.infer<typeof ConfirmCancellation>

type Cancelled = Promise<Result<{ drawId: string }, DrawRefusal | 'idempotency_key_reused'>>

/** One officer proposes to give a draw up; it goes on unless another confirms. */
export async function proposeCancellation(deps: Deps, caller: Caller, command: ProposeCancellation): Cancelled {
  const { examId, drawId, reason } = command
  return act(
    deps,
    { event: 'draw_cancellation_proposed', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      note({ reason })
      const held = await lockDraw(tx, examId, drawId)
      if (!held) return refuse('draw_unknown')
      const judged = judgeCancellation(held.standing, await isStuck(tx, held), now)
      if (!judged.ok) return judged
      if (held.draw.cancelProposedBy !== null) return refuse('cancellation_proposed')
      await changeDraw(tx, drawId, held.draw.state, { reason, cancelProposedBy: caller.accountId, cancelProposedAt: now })
      return accept({ drawId })
    },
  )
}

/** The second person's word. The draw stays in public with its reason; a new one of the same scope names it. */
export async function confirmCancellation(deps: Deps, caller: Caller, command: ConfirmCancellation): Cancelled {
  const { examId, drawId } = command
  return act(deps, { event: 'draw_cancelled', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const held = await lockDraw(tx, examId, drawId)
    if (!held) return refuse('draw_unknown')
    const judged = await judgeBoth(tx, held, caller, now)
    if (!judged.ok) return judged
    note({ kind: held.draw.kind, reason: held.draw.reason })
    await changeDraw(tx, drawId, held.draw.state, { state: 'cancelled', cancelledBy: caller.accountId, cancelledAt: now })
    return accept({ drawId })
  })
}

async function judgeBoth(tx: Tx, held: SeenDraw, caller: Caller, now: Instant): Promise<Result<true, DrawRefusal>> {
  const judged = judgeCancellation(held.standing, await isStuck(tx, held), now)
  return judged.ok ? judgeSecondHand(held.standing, caller.accountId) : judged
}

/** Seats and lots are never searched for: once they are frozen, every seed gives a result. */
const isSearched = (kind: DrawKind): boolean => kind === 'invigilators' || kind === 'panels'

/** A search that ended undecided under the witnessed value is no result; whether it did is computed, not claimed. */
async function isStuck(tx: Tx, { draw, contributions, standing }: SeenDraw): Promise<boolean> {
  if (!allRevealed(standing) || draw.witnessedValue === null || !isSearched(draw.kind)) return false
  const drawn = drawFrom({ ...draw, input: await inputOf(tx, draw) }, contributions, draw.witnessedValue)
  return !drawn.ok && drawn.refusal === 'staffing_not_decided'
}
