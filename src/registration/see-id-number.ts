import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { type Unmasked, UnmaskReason, unmask } from '../identity/unmask.ts'
import { loadApplication } from './records.ts'

export const SeeIdNumber = z.strictObject({ examId: ExamId, applicationId: ApplicationId, reason: UnmaskReason })
export type SeeIdNumber = z.infer<typeof SeeIdNumber>

/** The whole number and telephone of who applied, for one look, with a reason: to ask another authority, or to call. */
export const seeIdNumber = (
  deps: Deps,
  caller: Caller,
  { examId, applicationId, reason }: SeeIdNumber,
): Promise<Result<Unmasked, 'application_unknown'>> =>
  unmask(deps, caller, {
    examId,
    subject: applicationId,
    reason,
    find: async (tx) => {
      const application = await loadApplication(tx, applicationId)
      return application?.examId === examId ? accept(application.personId) : refuse('application_unknown')
    },
  })
