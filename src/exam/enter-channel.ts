import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { PlainDateText } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { approvalsOf, enterChannel as enter, lockExam } from './records.ts'
import { approved } from './rules/approvals.ts'

export const EnterChannel = z.strictObject({
  examId: ExamId,
  channel: z.enum(['bureau_site', 'city_media']),
  link: z.url({ protocol: /^https?$/ }).max(500),
  publishedOn: PlainDateText,
})
export type EnterChannel = z.infer<typeof EnterChannel>

/** 第六条 (R-RC-06): where and when the approved notice appeared. */
export async function enterChannel(
  deps: Deps,
  caller: Caller,
  command: EnterChannel,
): Promise<Result<{ channel: string }, EditRefusal | 'approvals_missing' | 'idempotency_key_reused'>> {
  const { examId, channel, link, publishedOn } = command
  return act(
    deps,
    { event: 'notice_channel_entered', role: 'office', by: caller, examId, subject: examId, command },
    async (tx, now, note) => {
      note({ channel })
      const found = editable(await lockExam(tx, examId), undefined)
      if (!found.ok) return found
      const given = await approvalsOf(tx, found.value)
      const approvals = given.map(({ level, approverPersonId }) => ({ level, personId: approverPersonId }))
      if (!approved({ family: found.value.family, approvals })) return refuse('approvals_missing', { given: approvals.length })
      await enter(tx, { examId, channel, link, publishedOn, enteredBy: caller.accountId, enteredAt: now })
      return accept({ channel })
    },
  )
}
