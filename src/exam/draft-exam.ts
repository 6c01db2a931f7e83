import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { InstantText, PlainDateText } from '../foundation/clock.ts'
import { Family } from '../foundation/family.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertExam } from './records.ts'
import { defaultNotice, faultsOfNotice, Notice } from './rules/notice.ts'

const Title = z.string().trim().min(2).max(120)

/** What an office may say about an exam while it is a draft; what it leaves out comes from the family's rule book. */
export const draftFields = {
  title: Title,
  organiser: Title,
  year: z.int().min(2000).max(2100),
  registrationOpensAt: InstantText.optional(),
  registrationClosesAt: InstantText.optional(),
  writtenOn: PlainDateText.optional(),
  interviewOn: PlainDateText.optional(),
  notice: Notice.partial().optional(),
} as const

export const DraftExam = z.strictObject({ family: Family, ...draftFields })
export type DraftExam = z.infer<typeof DraftExam>

export type DraftRefusal = 'notice_against_rules' | 'window_reversed'

/** Begins an exam: a draft that only the office sees. */
export async function draftExam(
  deps: Deps,
  caller: Caller,
  command: DraftExam,
): Promise<Result<{ examId: ExamId; version: number }, DraftRefusal | 'idempotency_key_reused'>> {
  const examId = ExamId.parse(deps.newId())
  return act(deps, { event: 'exam_drafted', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    const { family, year } = command
    const { adviceLine, complaintLine } = deps.authority
    const notice = mergeNotice(defaultNotice(family, year, { advice: adviceLine, complaint: complaintLine }), command.notice)
    note({ family, year })
    const judged = judgeDraft(family, year, notice, command.registrationOpensAt, command.registrationClosesAt)
    if (!judged.ok) return judged
    await insertExam(tx, {
      id: examId,
      family,
      title: command.title,
      organiser: command.organiser,
      year,
      state: 'draft',
      version: 1,
      registrationOpensAt: command.registrationOpensAt ?? null,
      registrationClosesAt: command.registrationClosesAt ?? null,
      writtenOn: command.writtenOn ?? null,
      interviewOn: command.interviewOn ?? null,
      notice,
      createdBy: caller.accountId,
      createdAt: now,
    })
    return accept({ examId, version: 1 })
  })
}

/** The draft's parameters with what the office says now; parameters it does not name stay. */
export const mergeNotice = (notice: Notice, changes: z.infer<typeof draftFields.notice>): Notice => Notice.parse({ ...notice, ...changes })

/** A missing telephone number may still come; everything else that is against the rules is said at once. */
export function judgeDraft(
  family: Family,
  year: number,
  notice: Notice,
  opensAt: Temporal.Instant | null | undefined,
  closesAt: Temporal.Instant | null | undefined,
): Result<undefined, DraftRefusal> {
  const faults = faultsOfNotice(family, year, notice).filter(({ code }) => code !== 'phone_missing')
  if (faults.length > 0) return refuse('notice_against_rules', { faults })
  if (opensAt && closesAt && Temporal.Instant.compare(opensAt, closesAt) >= 0) return refuse('window_reversed')
  return accept(undefined)
}
