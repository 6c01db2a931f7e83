import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { ownApplication } from '../shortlisting/records.ts'
import { lockCase, moveCase } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { judgeGivingUp } from './rules/appointee.ts'

export const GiveUpAppointment = z.strictObject({ examId: ExamId, sure: z.literal(true) })
export type GiveUpAppointment = z.infer<typeof GiveUpAppointment>

/** The candidate gives medical or inspection up (R-RC-36). */
export async function giveUpAppointment(
  deps: Deps,
  caller: Caller,
  command: GiveUpAppointment,
): Promise<Result<{ state: string }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'appointment_given_up', role: 'candidate', by: caller, examId, command }, async (tx, now, note) => {
    const own = await ownApplication(tx, examId, caller.personId)
    if (!own) return refuse('application_unknown')
    const held = await lockCase(tx, examId, own.applicationId)
    if (!held) return refuse('case_unknown')
    const judged = judgeGivingUp(held.state)
    if (!judged.ok) return judged
    await moveCase(tx, held, 'gave_up', now)
    note({ application: own.applicationId, from: held.state })
    return accept({ state: 'gave_up' })
  })
}
