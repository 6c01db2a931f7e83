import { z } from 'zod'
import { checkReveal } from '../../seating/seed.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { Hex32 } from './commit-to-draw.ts'
import { lockDraw, revealContribution } from './draw-records.ts'
import { type DrawRefusal, hexOf } from './draws.ts'
import { judgeReveal } from './rules/draw-steps.ts'

export const RevealToDraw = z.strictObject({ examId: ExamId, drawId: DrawId, value: Hex32 })
export type RevealToDraw = z.infer<typeof RevealToDraw>

/** A party opens its value, once every party is bound to its own. A value that does not open the commitment is refused and on record. */
export async function revealToDraw(
  deps: Deps,
  caller: Caller,
  command: RevealToDraw,
): Promise<Result<{ drawId: string; complete: boolean }, DrawRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, value } = command
  return act(
    deps,
    { event: 'draw_value_revealed', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      const held = await lockDraw(tx, examId, drawId)
      if (!held) return refuse('draw_unknown')
      const judged = judgeReveal(held.standing, caller.accountId, now)
      if (!judged.ok) return judged
      const party = judged.value
      const own = known(
        held.contributions.find((one) => one.party === party),
        `contribution of ${party}`,
      )
      const opened = checkReveal(hexOf(held.draw.freezeHash), { party, commitment: hexOf(own.commitment) }, { party, value })
      if (!opened.ok) return refuse(opened.refusal.code)
      note({ party, value })
      await revealContribution(tx, drawId, caller.accountId, opened.value, now)
      return accept({ drawId, complete: held.contributions.every((one) => one.party === party || one.value !== null) })
    },
  )
}
