import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { persons } from '../../db/schema/identity.ts'
import { examinerScores, interviewOrders, panelMembers } from '../../db/schema/interview.ts'
import { applications } from '../../db/schema/registration.ts'
import { type AccountId, type ExamId, PanelId, PositionId } from '../foundation/ids.ts'

const Progress = z.object({ panelId: PanelId, interviewees: z.number(), announced: z.number() })

/** How many are before each panel, and how many know their score. */
export async function progressOf(tx: Tx, examId: ExamId) {
  return z.array(Progress).parse(
    await tx.execute(sql`
      select o.panel_id as "panelId", count(*)::int as interviewees, count(r.application_id)::int as announced
        from interview_orders o left join interview_results r on r.application_id = o.application_id
       where o.exam_id = ${examId} group by 1`),
  )
}

/** The standing draw of the order of each panel, and the panel a draw belongs to. */
export async function orderDraws(tx: Tx, examId: ExamId): Promise<ReadonlyMap<string, { drawId: string; drawn: boolean }>> {
  const Row = z.object({ panelId: z.string(), drawId: z.string(), drawn: z.boolean() })
  const rows = await tx.execute(sql`
    select scope as "panelId", id as "drawId", state = 'drawn' as drawn from draws
     where exam_id = ${examId} and kind = 'interview_order' and state <> 'cancelled'`)
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map(({ panelId, ...draw }) => [panelId, draw]),
  )
}

/** The draw of examiners into panels that stands. */
export async function panelDraw(tx: Tx, examId: ExamId): Promise<{ drawId: string; drawn: boolean } | undefined> {
  const Row = z.object({ drawId: z.string(), drawn: z.boolean() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select id as "drawId", state = 'drawn' as drawn from draws
       where exam_id = ${examId} and kind = 'panels' and state <> 'cancelled'`),
  )[0]
}

const Post = z.object({
  positionId: PositionId,
  code: z.string(),
  unit: z.string(),
  title: z.string(),
  subject: z.string().nullable(),
  interviewees: z.number(),
})
export type InterviewPost = z.infer<typeof Post>

/** Posts somebody will be interviewed for. */
export async function postsToInterview(tx: Tx, examId: ExamId): Promise<InterviewPost[]> {
  return z.array(Post).parse(
    await tx.execute(sql`
      select p.id as "positionId", p.code, p.unit, p.title, p.subject, count(*)::int as interviewees
        from shortlist_places s join positions p on p.id = s.position_id
       where s.exam_id = ${examId} and s.state = 'passed' group by p.id order by p.code`),
  )
}

/** Who is before the panel, for whoever checks cards in the waiting room. */
export const personsBefore = (tx: Tx, panelId: PanelId) =>
  tx
    .select({ applicationId: interviewOrders.applicationId, id: persons.id, nameSealed: persons.nameSealed })
    .from(interviewOrders)
    .innerJoin(applications, eq(applications.id, interviewOrders.applicationId))
    .innerJoin(persons, eq(persons.id, applications.personId))
    .where(eq(interviewOrders.panelId, panelId))

/** How many of those who sit on the panel have marked, by application. */
export async function marksGiven(tx: Tx, panelId: PanelId): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ applicationId: examinerScores.applicationId, given: count() })
    .from(examinerScores)
    .innerJoin(
      panelMembers,
      and(eq(panelMembers.panelId, panelId), eq(panelMembers.accountId, examinerScores.accountId), isNull(panelMembers.endedAt)),
    )
    .where(eq(examinerScores.panelId, panelId))
    .groupBy(examinerScores.applicationId)
  return new Map(rows.map(({ applicationId, given }) => [applicationId, given]))
}

/** The marks this examiner has given in this panel, by order number. */
export const marksOf = (tx: Tx, panelId: PanelId, accountId: AccountId) =>
  tx
    .select({ lot: interviewOrders.lot, score: examinerScores.score })
    .from(examinerScores)
    .innerJoin(interviewOrders, eq(interviewOrders.applicationId, examinerScores.applicationId))
    .where(and(eq(examinerScores.panelId, panelId), eq(examinerScores.accountId, accountId)))
