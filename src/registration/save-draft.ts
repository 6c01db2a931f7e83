import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { positionById, slotsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId, PositionId, SlotId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { draftOf, mergeAnswers, sealDraft } from './draft.ts'
import { changeApplication } from './records.ts'
import { askedOfSome, DraftAnswers, formKind } from './rules/form.ts'

export const SaveDraft = z.strictObject({
  examId: ExamId,
  applicationId: ApplicationId,
  draftVersion: z.int().min(1),
  positionId: PositionId.optional(),
  /** The sitting or test city; a place in it is taken when the application is submitted. */
  slotId: SlotId.optional(),
  /** Only what is answered now; earlier answers stay. */
  answers: DraftAnswers.optional(),
  /** Answers that were given before and are left empty now. */
  emptied: z.array(z.enum(askedOfSome)).max(askedOfSome.length).optional(),
})
export type SaveDraft = z.infer<typeof SaveDraft>

export type SaveRefusal = AccessRefusal | 'stale_form' | 'position_unknown' | 'slot_unknown' | 'form_of_other_family'

/** Keeps what is filled in. A submitted application stays as it was submitted until it is submitted again. */
export async function saveDraft(
  deps: Deps,
  caller: Caller,
  command: SaveDraft,
): Promise<Result<{ draftVersion: number }, SaveRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId, positionId, slotId, answers, emptied } = command
  return act(
    deps,
    { event: 'draft_saved', role: databaseRoleOf(caller), by: caller, examId, subject: applicationId, command },
    async (tx, now) => {
      const found = await changeable(tx, command, caller, now)
      if (!found.ok) return found
      const { application, exam } = found.value
      if (command.draftVersion !== application.draftVersion) return refuse('stale_form', { draftVersion: application.draftVersion })
      if (answers && answers.kind !== formKind(exam.family)) return refuse('form_of_other_family')
      if (positionId && !(await positionById(tx, examId, positionId))) return refuse('position_unknown')
      if (slotId && !(await slotsOf(tx, examId)).some(({ id }) => id === slotId)) return refuse('slot_unknown')
      const before = await draftOf(deps, tx, exam.family, application.id)
      const draft = {
        ...before,
        ...(slotId && { slotId }),
        positionId: positionId ?? before.positionId,
        answers: mergeAnswers(before.answers, answers ?? before.answers, emptied),
      }
      const draftVersion = application.draftVersion + 1
      await changeApplication(tx, application, {
        draftVersion,
        draftSealed: sealDraft(deps, application.id, draft),
        // The row names the post that counts: that of the draft only while nothing has been submitted.
        ...(application.version === 0 ? { positionId: draft.positionId } : {}),
      })
      return accept({ draftVersion })
    },
  )
}
