import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type DraftRefusal, draftFields, judgeDraft, mergeNotice } from './draft-exam.ts'
import { changeDraft, type Exam, lockExam } from './records.ts'

export const EditExam = z.strictObject({ examId: ExamId, version: z.int().min(1), ...draftFields }).partial({
  title: true,
  organiser: true,
  year: true,
})
export type EditExam = z.infer<typeof EditExam>

export type EditRefusal = 'exam_unknown' | 'notice_frozen' | 'stale_form'

/** Changes a draft. The new version needs its approvals again. */
export async function editExam(
  deps: Deps,
  caller: Caller,
  command: EditExam,
): Promise<Result<{ version: number }, EditRefusal | DraftRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'exam_edited', role: 'office', by: caller, examId, subject: examId, command }, async (tx, _now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const exam = found.value
    const changed = {
      title: command.title ?? exam.title,
      organiser: command.organiser ?? exam.organiser,
      year: command.year ?? exam.year,
      registrationOpensAt: command.registrationOpensAt ?? exam.registrationOpensAt,
      registrationClosesAt: command.registrationClosesAt ?? exam.registrationClosesAt,
      writtenOn: command.writtenOn ?? exam.writtenOn,
      interviewOn: command.interviewOn ?? exam.interviewOn,
      notice: mergeNotice(exam.notice, command.notice),
    }
    const judged = judgeDraft(exam.family, changed.year, changed.notice, changed.registrationOpensAt, changed.registrationClosesAt)
    if (!judged.ok) return judged
    const version = await changeDraft(tx, exam, changed)
    note({ version })
    return accept({ version })
  })
}

/** The exam, if it is a draft and the caller saw its newest version. */
export function editable(exam: Exam | undefined, version: number | undefined): Result<Exam, EditRefusal> {
  if (!exam) return refuse('exam_unknown')
  if (exam.state !== 'draft') return refuse('notice_frozen')
  if (version !== undefined && version !== exam.version) return refuse('stale_form', { version: exam.version })
  return accept(exam)
}
