import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DocumentId } from '../registration/ids.ts'
import { openImage } from '../registration/upload-material.ts'
import { readCase } from './case-records.ts'
import { documentsOf, opinionsOn, photoOf } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam, reviewedCase, reviewerOf } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { judgeReach } from './rules/reviewer.ts'

export const ReadDocument = z.strictObject({ examId: ExamId, phase: z.enum(phases), applicationId: ApplicationId, documentId: DocumentId })

/** One paper, opened for a reviewer who may see the file. Who looked at it is in the log. */
export async function readDocument(
  deps: Deps,
  caller: Caller,
  { examId, phase, applicationId, documentId }: z.infer<typeof ReadDocument>,
): Promise<Result<{ bytes: Uint8Array; contentType: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const found = await act(deps, { event: 'document_opened', role: 'office', by: caller, examId, subject: documentId }, async (tx, now) => {
    const exam = await announcedExam(tx, examId)
    const file = exam && (await readCase(tx, examId, applicationId, phase, caller.accountId))
    if (!exam || !file) return refuse<QualificationRefusal>('case_unknown')
    const [reviewer, given] = await Promise.all([reviewerOf(tx, caller, exam), opinionsOn(tx, file, file.version)])
    const may = judgeReach(reviewer, reviewedCase(deps, exam, file, given), dateIn(deps.authority.timeZone, now))
    if (!may.ok) return refuse<QualificationRefusal>(may.refusal)
    const held = [...(await documentsOf(tx, applicationId)), await photoOf(tx, applicationId)]
    const paper = held.find((one) => one?.id === documentId)
    return paper ? accept({ file: paper.file, contentType: paper.contentType }) : refuse<QualificationRefusal>('case_unknown')
  })
  if (!found.ok) return found
  return accept({ bytes: await openImage(deps, found.value.file), contentType: found.value.contentType })
}
