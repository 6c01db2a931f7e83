import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { ApplicationId, ExamId, type PersonId } from '../foundation/ids.ts'
import { isNoStrangersDraft } from '../registration/set-aside-records.ts'

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

const Affair = z.object({
  applicationId: ApplicationId,
  examId: ExamId,
  exam: z.string(),
  number: z.string(),
  post: z.string(),
  unit: z.string(),
  state: z.enum(['draft', 'submitted', 'withdrawn']),
  ticket: z.string().nullable(),
  scored: z.boolean(),
  interview: z.boolean(),
  total: z.boolean(),
  certificates: z.number(),
})
export type Affair = z.infer<typeof Affair>

/** A candidate's applications, with what there is to see of each by now. */
export async function ownAffairs(tx: Tx, personId: PersonId): Promise<Affair[]> {
  return z.array(Affair).parse(
    await tx.execute(sql`
      select a.id as "applicationId", a.exam_id as "examId", e.title as exam, a.number, p.title as post, p.unit, a.state,
        (select t.number from tickets t where t.application_id = a.id limit 1) as ticket,
        exists (select from publications x where x.exam_id = a.exam_id and x.kind = 'written_scores')
          and exists (select from written_results w where w.application_id = a.id) as scored,
        exists (select from interview_orders o where o.application_id = a.id) as interview,
        exists (select from publications x where x.exam_id = a.exam_id and x.kind = 'total_scores')
          and exists (select from totals t where t.application_id = a.id) as total,
        (select count(*)::int from certificates c where c.application_id = a.id) as certificates
      from applications a join exams e on e.id = a.exam_id join positions p on p.id = a.position_id
     where a.person_id = ${personId} and ${isNoStrangersDraft(sql`a`)} order by a.created_at desc`),
  )
}
