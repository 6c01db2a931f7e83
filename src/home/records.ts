import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { ExamId } from '../foundation/ids.ts'

const Row = z.object({
  examId: ExamId,
  listed: z.boolean(),
  seated: z.boolean(),
  staffed: z.boolean(),
  roomsStarted: z.boolean(),
  roomsOpen: z.boolean(),
  unblinded: z.boolean(),
  panelsMade: z.boolean(),
  totalled: z.boolean(),
})
export type Progress = z.infer<typeof Row>

/** What the stages of each exam have brought about so far, in one question. */
export async function progressOf(tx: Tx): Promise<ReadonlyMap<string, Progress>> {
  const rows = z.array(Row).parse(
    await tx.execute(sql`
      select e.id as "examId",
        exists (select from list_freezes x where x.exam_id = e.id) as listed,
        exists (select from tickets x where x.exam_id = e.id) as seated,
        exists (select from duties x where x.exam_id = e.id) as staffed,
        exists (select from room_sessions x where x.exam_id = e.id) as "roomsStarted",
        exists (select from room_sessions x where x.exam_id = e.id and x.state = 'running') as "roomsOpen",
        exists (select from unblindings x where x.exam_id = e.id) as unblinded,
        exists (select from panels x where x.exam_id = e.id) as "panelsMade",
        exists (select from totals x where x.exam_id = e.id) as totalled
      from exams e`),
  )
  return new Map(rows.map((row) => [row.examId, row]))
}
