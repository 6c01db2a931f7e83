import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { assessorDispatches, dutyMeetings, meetingPosts, siteSupplies } from '../../db/schema/staffing.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, type ExamId, SiteId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'

export type Supplies = typeof siteSupplies.$inferSelect

/** Sites with seated candidates: there and there alone something is handed over. */
export async function sitesInUse(tx: Tx, examId: ExamId) {
  return z.array(z.object({ siteId: SiteId, name: z.string(), rooms: z.number() })).parse(
    await tx.execute(sql`
      select s.id as "siteId", s.name, count(distinct r.id)::int as rooms from tickets t join rooms r on r.id = t.room_id join sites s on s.id = r.site_id
       where t.exam_id = ${examId} group by s.id order by s.code collate "C"`),
  )
}

export const suppliesOf = (tx: Tx, examId: ExamId): Promise<Supplies[]> =>
  tx.select().from(siteSupplies).where(eq(siteSupplies.examId, examId))

export async function lockSupplies(tx: Tx, examId: ExamId, siteId: SiteId): Promise<Supplies | undefined> {
  const [row] = await tx
    .select()
    .from(siteSupplies)
    .where(and(eq(siteSupplies.examId, examId), eq(siteSupplies.siteId, siteId)))
    .for('update')
  return row
}

/** What was handed over; a second word corrects the first until the site has received it. Answers whether it was still open. */
export async function enterSupplies(tx: Tx, row: Supplies): Promise<boolean> {
  const { badges, seatCharts, handedBy, handedAt } = row
  const entered = await tx
    .insert(siteSupplies)
    .values(row)
    .onConflictDoUpdate({
      target: [siteSupplies.examId, siteSupplies.siteId],
      set: { badges, seatCharts, handedBy, handedAt },
      setWhere: isNull(siteSupplies.receivedBy),
    })
    .returning({ siteId: siteSupplies.siteId })
  return entered.length === 1
}

export async function receiveSupplies(tx: Tx, { examId, siteId }: Supplies, receivedBy: AccountId, receivedAt: Instant): Promise<void> {
  const done = await tx
    .update(siteSupplies)
    .set({ receivedBy, receivedAt })
    .where(and(eq(siteSupplies.examId, examId), eq(siteSupplies.siteId, siteId), isNull(siteSupplies.receivedBy)))
    .returning({ siteId: siteSupplies.siteId })
  invariant(done.length === 1, `supplies of site ${siteId} were received while we held their lock`)
}

export async function enterMeeting(
  tx: Tx,
  meeting: typeof dutyMeetings.$inferInsert,
  posts: readonly Omit<typeof meetingPosts.$inferInsert, 'meetingId'>[],
): Promise<void> {
  await tx.insert(dutyMeetings).values(meeting)
  await tx.insert(meetingPosts).values(posts.map((post) => ({ ...post, meetingId: meeting.id })))
}

/** The meeting that counts: the newest. */
export async function newestMeeting(tx: Tx, examId: ExamId) {
  const [meeting] = await tx
    .select()
    .from(dutyMeetings)
    .where(eq(dutyMeetings.examId, examId))
    .orderBy(desc(dutyMeetings.recordedAt), desc(dutyMeetings.id))
    .limit(1)
  if (!meeting) return undefined
  const posts = await tx.select().from(meetingPosts).where(eq(meetingPosts.meetingId, meeting.id))
  return { ...meeting, posts }
}

export const insertDispatch = (tx: Tx, row: typeof assessorDispatches.$inferInsert) => tx.insert(assessorDispatches).values(row)

export const dispatchesOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(assessorDispatches).where(eq(assessorDispatches.examId, examId)).orderBy(asc(assessorDispatches.dispatchedAt))
