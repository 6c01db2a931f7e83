import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { InstantText } from '../foundation/clock.ts'
import { ExamId, ExamSessionId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dateOf } from './dates.ts'
import { lockExam, placeSession, positionsOf, slotsOf } from './records.ts'
import { subjectsOf } from './rules/draft-position.ts'
import { judgeSession, type SessionRefusal } from './rules/session.ts'

export const ScheduleSession = z.strictObject({
  examId: ExamId,
  subject: z.string().trim().min(1).max(60),
  startsAt: InstantText,
  endsAt: InstantText,
})
export type ScheduleSession = z.infer<typeof ScheduleSession>

/** When a subject is written. A second setting moves it, as long as nobody has a seat in it. */
export async function scheduleSession(
  deps: Deps,
  caller: Caller,
  command: ScheduleSession,
): Promise<Result<{ sessionId: ExamSessionId }, SessionRefusal | 'exam_unknown' | 'sessions_are_slots' | 'idempotency_key_reused'>> {
  const { examId, subject, startsAt, endsAt } = command
  return act(deps, { event: 'session_set', role: 'office', by: caller, examId, subject: examId, command }, async (tx, _now, note) => {
    note({ startsAt: startsAt.toString() })
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if ((await slotsOf(tx, examId)).some(({ startsAt }) => startsAt !== null)) return refuse('sessions_are_slots')
    const places = { ...exam, placesClosed: exam.placesClosedAt !== null, subjects: subjectsOf(await positionsOf(tx, examId)) }
    const judged = judgeSession(places, { subject, startsAt, endsAt }, dateOf(deps))
    if (!judged.ok) return judged
    const sessionId = await placeSession(tx, { id: ExamSessionId.parse(deps.newId()), examId, subject, startsAt, endsAt })
    return accept({ sessionId })
  })
}
