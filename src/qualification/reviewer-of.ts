import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { CaseFile } from './case-records.ts'
import { type OpinionRow, preparationOf } from './records.ts'
import { type Asked, askedConditions, type Condition } from './rules/conditions.ts'
import type { ReviewedCase, Reviewer } from './rules/reviewer.ts'

export type AnnouncedExam = Exam & { readonly announcedAt: Instant; readonly noticeHash: Uint8Array }

export async function announcedExam(tx: Tx, examId: ExamId): Promise<AnnouncedExam | undefined> {
  const exam = await loadExam(tx, examId)
  if (exam?.state !== 'announced') return undefined
  return {
    ...exam,
    announcedAt: known(exam.announcedAt, `announced exam ${examId} has no date`),
    noticeHash: known(exam.noticeHash, `announced exam ${examId} has no hash`),
  }
}

/** What the caller may judge here: the units of the appointments; in recruitment an appointment without a unit reaches nothing. */
export function unitsOf(caller: Caller, exam: Pick<Exam, 'id' | 'family'>): 'all' | readonly string[] {
  const held = caller.appointments.filter(
    ({ role, examId }) => (role === 'reviewer' || role === 'review_lead') && (examId === undefined || examId === exam.id),
  )
  if (exam.family !== 'RC' && held.some(({ unit }) => unit === undefined)) return 'all'
  return held.flatMap(({ unit }) => unit ?? [])
}

export const leads = (caller: Caller, examId: ExamId): boolean =>
  caller.appointments.some((held) => held.role === 'review_lead' && (held.examId === undefined || held.examId === examId))

export async function reviewerOf(tx: Tx, caller: Caller, exam: AnnouncedExam): Promise<Reviewer> {
  const prepared = await preparationOf(tx, exam.id, caller.accountId, exam.noticeHash)
  return { personId: caller.personId, units: unitsOf(caller, exam), leads: leads(caller, exam.id), ...prepared }
}

/** What the rules on reviewers ask of a case; `given` are the opinions that stand on its version. */
export function reviewedCase(deps: Deps, exam: AnnouncedExam, file: CaseFile, given: readonly OpinionRow[]): ReviewedCase {
  return {
    family: exam.family,
    shape: exam.notice.review,
    state: file.state,
    version: file.version,
    candidatePersonId: file.personId,
    unit: file.position.unit,
    department: file.position.department,
    recused: file.recused,
    announcedOn: dateIn(deps.authority.timeZone, exam.announcedAt),
    given: given.map(({ reviewerPersonId, verdict }) => ({ personId: reviewerPersonId, verdict })),
  }
}

export const askedOf = (exam: Pick<Exam, 'family'>, file: Pick<CaseFile, 'phase' | 'position'>): readonly Condition[] => {
  const asked: Asked = file.position
  return askedConditions(exam.family, file.phase, asked)
}
