import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { changeDraw, insertContribution, lockDraw } from './draw-records.ts'
import type { DrawRefusal } from './draws.ts'
import { DrawParty, judgeCommitment } from './rules/draw-steps.ts'

export const Hex32 = z.string().regex(/^[0-9a-f]{64}$/)

export const CommitToDraw = z.strictObject({ examId: ExamId, drawId: DrawId, party: DrawParty, commitment: Hex32 })
export type CommitToDraw = z.infer<typeof CommitToDraw>

/** A party binds itself to a value that its own browser made and that nobody, this service included, has seen. */
export async function commitToDraw(
  deps: Deps,
  caller: Caller,
  command: CommitToDraw,
): Promise<Result<{ drawId: string; complete: boolean }, DrawRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, party, commitment } = command
  return act(
    deps,
    { event: 'draw_commitment_given', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      note({ party, commitment })
      const held = await lockDraw(tx, examId, drawId)
      if (!held) return refuse('draw_unknown')
      if (!appointmentFor(caller, [party], examId)) return refuse('party_unknown')
      const judged = judgeCommitment(held.standing, party, caller.accountId, now)
      if (!judged.ok) return judged
      await insertContribution(tx, {
        drawId,
        party,
        accountId: caller.accountId,
        commitment: new Uint8Array(Buffer.from(commitment, 'hex')),
        committedAt: now,
      })
      const complete = held.contributions.length + 1 === held.draw.parties.length
      if (complete) await changeDraw(tx, drawId, 'frozen', { state: 'committed' })
      return accept({ drawId, complete })
    },
  )
}
