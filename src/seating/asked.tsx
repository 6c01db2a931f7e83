import type { Context } from 'hono'
import { loadExam } from '../exam/records.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { readOneDraw } from './read-seating.ts'

/** The exam that an address names; for the public only when it is announced. */
export const examOf = async (c: Context<Env>, role: 'office' | 'public') => {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const exam = examId.success ? await c.get('deps').within(role, (tx) => loadExam(tx, examId.data)) : undefined
  return exam && (role === 'office' || exam.state === 'announced') ? exam : undefined
}

export const drawOf = async (c: Context<Env>) => {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const drawId = DrawId.safeParse(c.req.param('drawId'))
  if (!examId.success || !drawId.success) return undefined
  const found = await readOneDraw(c.get('deps'), { examId: examId.data, drawId: drawId.data })
  return found.ok ? found.value : undefined
}
