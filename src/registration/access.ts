import type { Tx } from '../../db/connect.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { type Application, type Held, type HeldForSubmission, lockApplication } from './records.ts'
import { judgeWindow, type WindowRefusal } from './rules/window.ts'

/** Online by the candidate, on site by a clerk (R-RC-08): one use case, two actors. */
const wayOf = (caller: Caller): 'online' | 'on_site' => (caller.kind === 'candidate' ? 'online' : 'on_site')
export const databaseRoleOf = (caller: Caller): 'candidate' | 'office' => (caller.kind === 'candidate' ? 'candidate' : 'office')

/** A candidate's own applications; a clerk's are those entered at the counter of their exam. Others do not exist for them. */
export const mayHandle = (
  caller: Caller,
  { personId, enteredBy, examId }: Pick<Application, 'personId' | 'enteredBy' | 'examId'>,
): boolean =>
  caller.kind === 'candidate'
    ? personId === caller.personId
    : enteredBy !== null && appointmentFor(caller, ['exam_office'], examId) !== undefined

export async function examInWindow(tx: Tx, examId: ExamId, caller: Caller, now: Instant): Promise<Result<Exam, WindowRefusal>> {
  const exam = await loadExam(tx, examId)
  return exam ? inWindow(exam, caller, now) : refuse('exam_unknown')
}

export function inWindow(exam: Exam, caller: Caller, now: Instant): Result<Exam, WindowRefusal> {
  const window = {
    state: exam.state,
    opensAt: exam.registrationOpensAt,
    closesAt: exam.registrationClosesAt,
    mode: exam.notice.registrationMode,
  }
  const open = judgeWindow(window, wayOf(caller), now)
  return open.ok ? accept(exam) : open
}

export type AccessRefusal = WindowRefusal | 'application_unknown'

/** The application locked for a change, and its exam, if the caller may change it now. */
export async function changeable(
  tx: Tx,
  { examId, applicationId }: { readonly examId: ExamId; readonly applicationId: ApplicationId },
  caller: Caller,
  now: Instant,
): Promise<Result<Held, AccessRefusal>> {
  return mayChange(await lockApplication(tx, applicationId), examId, caller, now)
}

/** The held application, if it is of this exam and the caller may change it now. */
export function mayChange<H extends Pick<HeldForSubmission, 'application' | 'exam'>>(
  held: H | undefined,
  examId: ExamId,
  caller: Caller,
  now: Instant,
): Result<H, AccessRefusal> {
  if (held?.exam.id !== examId || !mayHandle(caller, held.application)) return refuse('application_unknown')
  const exam = inWindow(held.exam, caller, now)
  return exam.ok ? accept(held) : exam
}
