import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { activeBan } from '../conduct/records.ts'
import type { Deps } from '../deps.ts'
import { type Exam, type Position, positionById } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { openPerson } from '../identity/person.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { type Draft, draftOf } from './draft.ts'
import { type Application, personOf } from './records.ts'
import { ApplicationForm, completeForm, type FormRefusal } from './rules/form.ts'
import { judgeSubmission, type SubmissionRefusal } from './rules/submission.ts'
import { type Taken, takeIn } from './take-in.ts'

export const SubmitApplication = z.strictObject({
  examId: ExamId,
  applicationId: ApplicationId,
  draftVersion: z.int().min(1),
  /** The whole form; left out, the draft as it was saved. */
  form: ApplicationForm.optional(),
  /** The undertaking that everything stated is true. */
  undertaking: z.literal(true),
})
export type SubmitApplication = z.infer<typeof SubmitApplication>

export type SubmitRefusal = AccessRefusal | FormRefusal | SubmissionRefusal | 'position_unknown' | 'stale_form' | 'already_applied'

/** Submits the application, or a new version of it, inside the window; judged by when the request arrived. */
export async function submitApplication(
  deps: Deps,
  caller: Caller,
  command: SubmitApplication,
): Promise<Result<Taken & { readonly number: string }, SubmitRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  const about = {
    event: 'application_submitted',
    role: databaseRoleOf(caller),
    by: caller,
    examId,
    subject: applicationId,
    command,
  } as const
  return act(deps, about, async (tx, now, note) => {
    const found = await changeable(tx, command, caller, now)
    if (!found.ok) return found
    const { application, exam } = found.value
    const { number } = application
    if (command.draftVersion !== application.draftVersion)
      return application.state === 'submitted'
        ? refuse('already_applied', { number, version: application.version })
        : refuse('stale_form', { draftVersion: application.draftVersion })
    const draft = draftOf(deps, exam.family, application)
    const position = await positionById(tx, examId, draft.positionId)
    if (!position) return refuse('position_unknown')
    const judged = await judge(deps, tx, { exam, application, position, answers: command.form ?? draft.answers, now })
    if (!judged.ok) return judged
    const taken = await takeIn(deps, tx, { application, positionId: position.id, form: judged.value, by: caller, now })
    note({ version: taken.version, formHash: taken.formHash, position: position.code })
    return accept({ number, ...taken })
  })
}

type Judged = {
  readonly exam: Exam
  readonly application: Application
  readonly position: Position
  readonly answers: Draft['answers']
  readonly now: Instant
}

async function judge(
  deps: Deps,
  tx: Tx,
  { exam, application, position, answers, now }: Judged,
): Promise<Result<ApplicationForm, FormRefusal | SubmissionRefusal>> {
  const row = await personOf(tx, application.personId)
  const form = completeForm(exam.family, row.nationality, answers)
  if (!form.ok) return form
  const banned = await activeBan(tx, row.idNumberIndex, exam, dateIn(deps.authority.timeZone, now))
  const applicant = { birthDate: openPerson(deps, row).birthDate, banned, photo: application.photoFile !== null }
  const age = { from: position.ageMin, to: position.ageMax }
  return judgeSubmission(applicant, { kind: position.kind, age, ageCutoff: Temporal.PlainDate.from(exam.notice.ageCutoff) }, form.value)
}
