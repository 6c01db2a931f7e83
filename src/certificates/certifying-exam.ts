import type { Tx } from '../../db/connect.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import type { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { parseScore, type Score } from '../foundation/score.ts'
import { type CertificateKind, type CertifyingFamily, certifyingFamily, kindOf } from './rules/pass.ts'

export type CertifyingExam = {
  readonly exam: Exam
  readonly family: CertifyingFamily
  readonly kind: CertificateKind
  readonly passMark: Score
  readonly passMarkText: string
}
export type ExamRefusal = 'exam_unknown' | 'exam_gives_no_certificates' | 'pass_mark_missing'

/** The announced exam, if it is of a family that gives certificates and its notice fixed a pass mark. */
export async function certifyingExam(tx: Tx, examId: ExamId): Promise<Result<CertifyingExam, ExamRefusal>> {
  const exam = await loadExam(tx, examId)
  if (!exam || exam.state === 'draft') return refuse('exam_unknown')
  const family = certifyingFamily(exam.family)
  if (!family) return refuse('exam_gives_no_certificates')
  const { writtenPassMark } = exam.notice
  if (writtenPassMark === undefined) return refuse('pass_mark_missing')
  const passMark = known(parseScore(writtenPassMark), 'the notice holds a decimal')
  return accept({ exam, family, kind: kindOf(family), passMark, passMarkText: writtenPassMark })
}
