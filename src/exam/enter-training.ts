import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { PlainDateText } from '../foundation/clock.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dateOf } from './dates.ts'
import { enterTrainings, officersAmong } from './people-records.ts'
import { loadExam } from './records.ts'
import { judgeTraining, type TrainingRefusal, trainingKinds } from './rules/training.ts'

export const EnterTraining = z.strictObject({
  examId: ExamId,
  accountIds: z.array(AccountId).min(1).max(500),
  kind: z.enum(trainingKinds),
  trainedOn: PlainDateText,
})
export type EnterTraining = z.infer<typeof EnterTraining>

/** 第七条 (R-RC-07): who was trained for what, on which day. Entered again it changes nothing. */
export async function enterTraining(
  deps: Deps,
  caller: Caller,
  command: EnterTraining,
): Promise<Result<{ entered: number }, TrainingRefusal | 'exam_unknown' | 'account_unknown' | 'idempotency_key_reused'>> {
  const { examId, accountIds, kind, trainedOn } = command
  return act(deps, { event: 'training_entered', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    note({ kind, people: accountIds.length, trainedOn: trainedOn.toString() })
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const day = dateOf(deps)
    const judged = judgeTraining(kind, trainedOn, { announcedOn: exam.announcedAt ? day(exam.announcedAt) : undefined, today: day(now) })
    if (!judged.ok) return judged
    const people = [...new Set(accountIds)]
    const officers = await officersAmong(tx, people)
    if (officers.length < people.length) return refuse('account_unknown', { accounts: people.filter((id) => !officers.includes(id)) })
    const rows = people.map((accountId) => ({ examId, accountId, kind, trainedOn, enteredBy: caller.accountId }))
    return accept({ entered: await enterTrainings(tx, rows) })
  })
}
