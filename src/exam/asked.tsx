import type { Context } from 'hono'
import { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { type Exam, loadExam } from './records.ts'

/** The exam that an address names, read as that database role; for the public only when it is announced. */
export async function examOf(c: Context<Env>, role: 'office' | 'public' | 'marking' = 'office'): Promise<Exam | undefined> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const exam = examId.success ? await c.get('deps').within(role, (tx) => loadExam(tx, examId.data)) : undefined
  return role !== 'public' || exam?.state === 'announced' ? exam : undefined
}
