import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertCases, insertPhase } from './case-records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam } from './reviewer-of.ts'
import type { Phase } from './rules/case-state.ts'

export const OpenPhase = z.strictObject({ examId: ExamId, phase: z.literal('before') })
export type OpenPhase = z.infer<typeof OpenPhase>

/** The review before the exam begins: every submitted application is a case, and later ones become cases as they are submitted. */
export async function openPhase(
  deps: Deps,
  caller: Caller,
  command: OpenPhase,
): Promise<Result<{ cases: number }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase } = command
  return act(deps, { event: 'review_opened', role: 'office', by: caller, examId, subject: phase, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if (!exam.registrationOpensAt || Temporal.Instant.compare(now, exam.registrationOpensAt) < 0) return refuse('registration_not_open')
    if (!(await insertPhase(tx, examId, phase, caller.accountId, now))) return refuse('phase_opened_already')
    const cases = await insertCases(tx, examId, phase, 'all', now)
    note({ cases })
    return accept({ cases })
  })
}

/**
 * Later stages open their phases with a list: the re-review of those shortlisted or backfilled, the review after the exam. May be called
 * again with more; who is a case already stays one. Answers how many are new.
 */
export async function openCases(
  tx: Tx,
  examId: ExamId,
  phase: Exclude<Phase, 'before'>,
  applicationIds: readonly ApplicationId[],
  now: Instant,
): Promise<number> {
  await insertPhase(tx, examId, phase, undefined, now)
  return insertCases(tx, examId, phase, applicationIds, now)
}
