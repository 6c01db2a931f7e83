import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { officersIn } from '../exam/people-records.ts'
import { examDays, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tellMany } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { DutyMeetingId } from './ids.ts'
import { enterMeeting } from './preparation-records.ts'
import { poolOf } from './records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { judgeMeeting, namedPosts } from './rules/duty-posts.ts'
import { postMessage } from './words.ts'

export const RecordMeeting = z.strictObject({
  examId: ExamId,
  heldOn: z.iso.date(),
  posts: z.array(z.strictObject({ post: z.enum(namedPosts), accountId: AccountId })).max(200),
})
export type RecordMeeting = z.infer<typeof RecordMeeting>

/** R-WK-22: who was given which post, and was there when the duties were read out. Held again, the newest meeting counts. */
export async function recordMeeting(
  deps: Deps,
  caller: Caller,
  command: RecordMeeting,
): Promise<Result<{ meetingId: DutyMeetingId }, StaffingRefusal | 'idempotency_key_reused'>> {
  const { examId, posts } = command
  const heldOn = Temporal.PlainDate.from(command.heldOn)
  return act(deps, { event: 'duty_meeting_recorded', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    const days = await examDays(tx, examId, deps.authority.timeZone)
    if (!exam || !days) return refuse('session_unknown')
    const invigilators = (await poolOf(tx, examId)).filter(({ withdrawnAt }) => withdrawnAt === null).length
    const judged = judgeMeeting({ posts, invigilators, heldOn }, days.first, dateIn(deps.authority.timeZone, now))
    if (!judged.ok) return judged
    const officers = new Set((await officersIn(tx, examId)).map(({ accountId }) => accountId))
    if (posts.some(({ accountId }) => !officers.has(accountId))) return refuse('not_of_this_exam')
    const meetingId = DutyMeetingId.parse(deps.newId())
    await enterMeeting(tx, { id: meetingId, examId, heldOn, recordedBy: caller.accountId, recordedAt: now }, posts)
    const text = postMessage(exam.title)
    await tellMany(
      tx,
      deps,
      posts.map(({ post, accountId }) => ({ accountId, examId, ...text(post), now })),
    )
    note({ meeting: meetingId, heldOn: heldOn.toString(), posts: posts.length, invigilators })
    return accept({ meetingId })
  })
}
