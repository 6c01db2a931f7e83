import type { Context } from 'hono'
import { DrawId, ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { readOneDraw } from './read-seating.ts'

/** The draw that an address names. */
export const drawOf = async (c: Context<Env>) => {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const drawId = DrawId.safeParse(c.req.param('drawId'))
  if (!examId.success || !drawId.success) return undefined
  const found = await readOneDraw(c.get('deps'), { examId: examId.data, drawId: drawId.data })
  return found.ok ? found.value : undefined
}
