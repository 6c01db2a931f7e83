import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import type { Charge } from './rules/duty.ts'

/** For which sites of the exam the caller is chief examiner; one may have several, and an appointment without a site is for all. */
export function chargeOfChief(caller: Caller, examId: string): Charge {
  const held = caller.appointments.filter((one) => one.role === 'chief_examiner' && (one.examId === undefined || one.examId === examId))
  return held.some(({ siteId }) => siteId === undefined) ? 'all' : held.flatMap(({ siteId }) => siteId ?? [])
}

/** A chief examiner answers for the own sites; the exam office for all. */
export const chargeOf = (caller: Caller, examId: ExamId): Charge =>
  appointmentFor(caller, ['exam_office'], examId) ? 'all' : chargeOfChief(caller, examId)
