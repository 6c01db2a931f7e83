import { asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { dailyReconciliations } from '../../db/schema/qualification.ts'
import { ApplicationId, type ExamId } from '../foundation/ids.ts'
import { caseStates } from './rules/case-state.ts'

type ReconciliationRow = typeof dailyReconciliations.$inferSelect

const DayRow = z.object({
  applicationId: ApplicationId,
  number: z.string(),
  position: z.string(),
  subject: z.string().nullable(),
  state: z.enum(caseStates),
  carried: z.boolean(),
})
export type DayApplication = z.infer<typeof DayRow>

/**
 * The applications of a day, with where each stands: those counted on it, once it is closed. Until then those first submitted on it, and whoever
 * was left out of an earlier day that is closed: their application came late into the records, or was withdrawn then and submitted again.
 */
export async function applicationsOfDay(tx: Tx, examId: ExamId, zone: string, day: Temporal.PlainDate): Promise<DayApplication[]> {
  const rows = await tx.execute(sql`
    select a.id as "applicationId", a.number, p.code || ' ' || p.title as position, p.subject,
           case when a.state = 'withdrawn' then 'withdrawn' else coalesce(c.state, 'open') end as state,
           (v.submitted_at at time zone ${zone})::date < ${day}::date as carried
      from applications a
      join application_versions v on v.application_id = a.id and v.version = 1
      join positions p on p.id = a.position_id
      left join review_cases c on c.application_id = a.id and c.phase = 'before'
      left join reconciled_applications k on k.application_id = a.id
     where a.exam_id = ${examId} and case
       when exists (select from daily_reconciliations r where r.exam_id = ${examId} and r.day = ${day}::date) then k.day = ${day}::date
       when k.day is not null then false
       when (v.submitted_at at time zone ${zone})::date = ${day}::date then true
       else (v.submitted_at at time zone ${zone})::date < ${day}::date and a.state = 'submitted' and exists (
         select from daily_reconciliations r where r.exam_id = ${examId} and r.day = (v.submitted_at at time zone ${zone})::date) end
     order by a.number`)
  return z.array(DayRow).parse(rows)
}

/** Whether somebody was left out of a day that is closed. */
export async function leftOut(tx: Tx, examId: ExamId, zone: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select a.id from applications a join application_versions v on v.application_id = a.id and v.version = 1
      join daily_reconciliations r on r.exam_id = a.exam_id and r.day = (v.submitted_at at time zone ${zone})::date
     where a.exam_id = ${examId} and a.state = 'submitted'
       and not exists (select from reconciled_applications k where k.application_id = a.id) limit 1`)
  return rows.length > 0
}

export async function reconciliationsOf(tx: Tx, examId: ExamId): Promise<ReconciliationRow[]> {
  return tx.select().from(dailyReconciliations).where(eq(dailyReconciliations.examId, examId)).orderBy(asc(dailyReconciliations.day))
}

/** Closes the day with everybody counted on it; false when it was closed before. */
export async function insertReconciliation(tx: Tx, row: ReconciliationRow, counted: readonly ApplicationId[]): Promise<boolean> {
  const rows = await tx.insert(dailyReconciliations).values(row).onConflictDoNothing().returning({ day: dailyReconciliations.day })
  if (rows.length === 0) return false
  await tx.execute(sql`
    insert into reconciled_applications (application_id, exam_id, day)
    select one.id::uuid, ${row.examId}, ${row.day} from json_array_elements_text(${JSON.stringify(counted)}::json) as one(id)`)
  return true
}
