import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, ExamSessionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { dateOf } from './dates.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { hex, noticeHash, noticeText } from './frozen-notice.ts'
import { approvalsOf, channelsOf, freezeNotice, lockExam, positionsOf, quotasOf, replaceSessions, returnOf, slotsOf } from './records.ts'
import { type AnnouncementRefusal, judgeAnnouncement } from './rules/announcement.ts'
import { subjectsOf } from './rules/draft-position.ts'
import { slotSessions } from './rules/slots.ts'

export const AnnounceExam = z.strictObject({ examId: ExamId, version: z.int().min(1) })
export type AnnounceExam = z.infer<typeof AnnounceExam>

/** Announces and freezes: from here on the notice and its posts stand as one text with one hash. */
export async function announceExam(
  deps: Deps,
  caller: Caller,
  command: AnnounceExam,
): Promise<Result<{ noticeHash: string }, AnnouncementRefusal | EditRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'exam_announced', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const exam = found.value
    const approvals = await approvalsOf(tx, exam)
    const positions = await positionsOf(tx, examId)
    const slots = await slotsOf(tx, examId)
    const draft = {
      ...exam,
      returned: (await returnOf(tx, exam)) !== undefined,
      approvals: approvals.map((given) => ({ level: given.level, personId: given.approverPersonId })),
      window: { opensAt: exam.registrationOpensAt, closesAt: exam.registrationClosesAt },
      channels: await channelsOf(tx, examId),
      positions,
      slots,
      quotas: await quotasOf(tx, examId),
    }
    const judged = judgeAnnouncement(draft, now, dateOf(deps))
    if (!judged.ok) return judged
    const text = noticeText(exam, positions, slots)
    const hash = noticeHash(text)
    invariant(
      approvals.every((given) => hex(given.noticeHash) === hex(hash)),
      `exam ${examId} is not what its version's approvals were given on`,
    )
    await freezeNotice(tx, exam, text, hash, now)
    const sessions = slotSessions(subjectsOf(positions), slots)
    if (sessions.length > 0)
      await replaceSessions(
        tx,
        examId,
        sessions.map((session) => ({ ...session, id: ExamSessionId.parse(deps.newId()), examId })),
      )
    note({ noticeHash: hex(hash), positions: positions.length, version: exam.version })
    return accept({ noticeHash: hex(hash) })
  })
}
