import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, ScoreText } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { announcedExam, judgeUnpublished } from '../shortlisting/gates.ts'
import { confirmPractical, enterPractical, lockPractical, practicalLines } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'

export const EnterPractical = z.strictObject({
  examId: ExamId,
  marks: z
    .array(z.strictObject({ applicationId: ApplicationId, score: ScoreText.refine(({ units }) => units >= 0n) }))
    .min(1)
    .max(500),
})
export type EnterPractical = z.infer<typeof EnterPractical>

/** Marks of a practical test (R-RC-31), entered by one. They count when another has confirmed them. */
export async function enterPracticalMarks(
  deps: Deps,
  caller: Caller,
  command: EnterPractical,
): Promise<Result<{ entered: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, marks } = command
  const sent = { examId, marks: marks.map(({ applicationId, score }) => [applicationId, formatScore(score)]) }
  return act(deps, { event: 'practical_entered', role: 'office', by: caller, examId, command: sent }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const unpublished = await judgeUnpublished(tx, examId, 'total_scores')
    if (!unpublished.ok) return unpublished
    const tested = new Set((await practicalLines(tx, examId)).map(({ applicationId }) => applicationId))
    for (const { applicationId, score } of marks) {
      if (!tested.has(applicationId)) return refuse('practical_unknown', { applicationId })
      const entered = await enterPractical(tx, {
        applicationId,
        examId,
        score: formatScore(score),
        enteredBy: caller.accountId,
        entererPersonId: caller.personId,
        enteredAt: now,
      })
      if (!entered) return refuse('practical_confirmed', { applicationId })
    }
    note({ entered: marks.length })
    return accept({ entered: marks.length })
  })
}

export const ConfirmPractical = z.strictObject({ examId: ExamId })
export type ConfirmPractical = z.infer<typeof ConfirmPractical>

/** Another person compares the entered marks with the sheets and confirms all that wait. */
export async function confirmPracticalMarks(
  deps: Deps,
  caller: Caller,
  command: ConfirmPractical,
): Promise<Result<{ confirmed: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'practical_confirmed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const waiting = await lockPractical(tx, examId)
    if (waiting.length === 0) return refuse('nothing_to_confirm')
    if (waiting.some(({ entererPersonId }) => entererPersonId === caller.personId)) return refuse('second_person_needed')
    await confirmPractical(
      tx,
      waiting.map(({ applicationId }) => applicationId),
      { confirmedBy: caller.accountId, confirmerPersonId: caller.personId, confirmedAt: now },
    )
    note({ confirmed: waiting.length })
    return accept({ confirmed: waiting.length })
  })
}
