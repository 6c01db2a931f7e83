import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { ObjectionId } from './ids.ts'
import { findingsOn, lockObjection, saveFinding } from './records.ts'
import type { PublicityRefusal } from './refusals.ts'
import { judgeFinding, objectionFindings } from './rules/hands.ts'
import { findingNames, publicityWords } from './words.ts'

export const DecideObjection = z.strictObject({
  examId: ExamId,
  objectionId: ObjectionId,
  finding: z.enum(objectionFindings),
  reasons: z.string().trim().min(4).max(2000),
})
export type DecideObjection = z.infer<typeof DecideObjection>

/** One who did not prepare the list finds the objection upheld, not provable at once, or without effect, and says why. */
export async function decideObjection(
  deps: Deps,
  caller: Caller,
  command: DecideObjection,
): Promise<Result<{ state: string }, PublicityRefusal | 'idempotency_key_reused'>> {
  const { examId, objectionId, finding, reasons } = command
  return act(
    deps,
    { event: 'objection_decided', role: 'office', by: caller, examId, subject: objectionId, command },
    async (tx, now, note) => {
      const objection = await lockObjection(tx, examId, objectionId)
      if (!objection) return refuse('objection_unknown')
      const may = judgeFinding(
        { state: objection.state, raisedBy: objection.raisedBy ?? undefined },
        objection.preparedBy,
        finding,
        caller.accountId,
      )
      if (!may.ok) return may
      const sequence = (await findingsOn(tx, [objectionId])).length + 1
      const reasonsSealed = deps.keyring.sealField(`objection_findings:reasons:${objectionId}:${sequence}`, reasons)
      await saveFinding(tx, { objectionId, sequence, finding, reasonsSealed, decidedBy: caller.accountId, decidedAt: now }, objection.state)
      if (objection.raisedBy)
        await tell(tx, deps, {
          accountId: objection.raisedBy,
          examId,
          subject: publicityWords.objectionAnswered,
          body: { zh: `${findingNames[finding].zh}。${reasons}`, en: `${findingNames[finding].en}. ${reasons}` },
          now,
        })
      note({ finding, sequence, publication: objection.publicationId })
      return accept({ state: finding })
    },
  )
}
