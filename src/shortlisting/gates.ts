import type { Tx } from '../../db/connect.ts'
import { type Exam, loadExam } from '../exam/records.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { publicationOver } from '../publicity/publicity-status.ts'
import { newestHead } from '../publicity/records.ts'
import type { PublicationKind } from '../publicity/rules/lists.ts'

export type GateRefusal = 'exam_unknown' | 'not_public_yet' | 'publicity_running' | 'objection_open' | 'list_published'

export async function announcedExam(tx: Tx, examId: ExamId): Promise<Result<Exam, GateRefusal>> {
  const exam = await loadExam(tx, examId)
  return exam?.state === 'announced' ? accept(exam) : refuse('exam_unknown')
}

/** The next step begins when the seven days of a list are over and nobody's objection to it is open (R-RC-19, R-RC-24, R-RC-32). */
export async function judgePublicity(tx: Tx, examId: ExamId, kind: PublicationKind, now: Instant): Promise<Result<true, GateRefusal>> {
  const status = await publicationOver(tx, examId, kind, now)
  if (status === 'none') return refuse('not_public_yet', { list: kind })
  if (status === 'running') return refuse('publicity_running', { list: kind })
  return status === 'objection_open' ? refuse('objection_open', { list: kind }) : accept(true)
}

/** What is public changes only by a correction with a reason, which publicity keeps. */
export async function judgeUnpublished(tx: Tx, examId: ExamId, kind: PublicationKind): Promise<Result<true, GateRefusal>> {
  return (await newestHead(tx, examId, kind)) === undefined ? accept(true) : refuse('list_published', { list: kind })
}
