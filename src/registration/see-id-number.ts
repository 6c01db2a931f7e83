import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { type Unmasked, UnmaskReason, unmask } from '../identity/unmask.ts'
import { loadApplication } from './records.ts'

export const SeeIdNumber = z.strictObject({ examId: ExamId, applicationId: ApplicationId, reason: UnmaskReason })
export type SeeIdNumber = z.infer<typeof SeeIdNumber>

/** The whole number and telephone of who applied, for one look, with a reason: to ask another authority, or to call. */
export async function seeIdNumber(
  deps: Deps,
  caller: Caller,
  { examId, applicationId, reason }: SeeIdNumber,
): Promise<Result<Unmasked, 'application_unknown' | 'person_unknown' | 'idempotency_key_reused'>> {
  const application = await deps.within('office', (tx) => loadApplication(tx, applicationId))
  if (application?.examId !== examId) return refuse('application_unknown')
  return unmask(deps, caller, { personId: application.personId, examId, reason })
}
