import type { Context } from 'hono'
import type { Tx } from '../../db/connect.ts'
import { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { type Exam, loadExam } from './records.ts'

type Reader = 'office' | 'public' | 'candidate' | 'marking'

/** The exam that an address names, read as that database role; for the public and candidates only once it was announced. */
export const examOf = async (c: Context<Env>, role: Reader = 'office'): Promise<Exam | undefined> =>
  (await examAnd(c, role, async () => ({})))?.exam

/** The same, with what the page shows of it read in the same transaction: for pages that many open at once. */
export async function examAnd<T>(
  c: Context<Env>,
  role: Reader,
  more: (tx: Tx, exam: Exam) => Promise<T>,
): Promise<(T & { readonly exam: Exam }) | undefined> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  if (!examId.success) return undefined
  return c.get('deps').within(role, async (tx) => {
    const exam = await loadExam(tx, examId.data)
    const open = exam && (role === 'office' || role === 'marking' || exam.announcedAt !== null)
    return open ? { ...(await more(tx, exam)), exam } : undefined
  })
}
