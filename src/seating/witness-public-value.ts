import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { changeDraw, lockDraw } from './draw-records.ts'
import type { DrawRefusal } from './draws.ts'
import { judgeWitness } from './rules/draw-steps.ts'

/** As it was published: plain characters, no blanks at the ends, in normal form. */
export const PublicValue = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u)
  .transform((text) => text.normalize('NFC'))

export const WitnessPublicValue = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type WitnessPublicValue = z.infer<typeof WitnessPublicValue>

/**
 * A party other than the exam office reads the public value at its source and states it. The office must run the draw with the same one:
 * alone it could try values until it likes the result.
 */
export async function witnessPublicValue(
  deps: Deps,
  caller: Caller,
  command: WitnessPublicValue,
): Promise<Result<{ drawId: string }, DrawRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, publicValue } = command
  return act(
    deps,
    { event: 'draw_public_value_witnessed', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      note({ publicValue })
      const held = await lockDraw(tx, examId, drawId)
      if (!held) return refuse('draw_unknown')
      const others = held.draw.parties.filter((party) => party !== 'exam_office')
      if (!appointmentFor(caller, others, examId)) return refuse('party_unknown')
      const judged = judgeWitness(held.standing, now)
      if (!judged.ok) return judged
      await changeDraw(tx, drawId, 'committed', { witnessedValue: publicValue, witnessedBy: caller.accountId, witnessedAt: now })
      return accept({ drawId })
    },
  )
}
