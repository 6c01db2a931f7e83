import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { codings, scoreSheets, scriptCodes, scripts, unblindings } from '../../db/schema/marking.ts'
import { type AccountId, type ExamId, TicketId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { Readiness } from './rules/unblind.ts'

/** Everything here runs as the role that may read which script is whose: coding before the marking, joining after it. */

const Present = z.object({ ticketId: TicketId, subject: z.string() })

/** True for the first coding of an exam; a second one waits for the first and learns that it was done. */
export async function codeOnce(tx: Tx, coding: typeof codings.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(codings).values(coding).onConflictDoNothing().returning({ examId: codings.examId })
  return rows.length === 1
}

/** Who sat in closed rooms and has no script yet. */
export async function uncodedTickets(tx: Tx, examId: ExamId) {
  return z.array(Present).parse(
    await tx.execute(sql`
      select t.id as "ticketId", es.subject from tickets t
        join attendances a on a.ticket_id = t.id and a.status <> 'absent'
        join room_sessions rs on rs.exam_session_id = t.exam_session_id and rs.room_id = t.room_id and rs.state = 'closed'
        join exam_sessions es on es.id = t.exam_session_id
       where t.exam_id = ${examId} and not exists (select from script_codes c where c.ticket_id = t.id)`),
  )
}

export async function openRooms(tx: Tx, examId: ExamId): Promise<number> {
  const rows = await tx.execute(sql`
    select count(*)::int as open from (select distinct exam_session_id, room_id from tickets where exam_id = ${examId}) used
     where not exists (select from room_sessions rs where rs.exam_session_id = used.exam_session_id and rs.room_id = used.room_id and rs.state = 'closed')`)
  return z.array(z.object({ open: z.number() })).parse(rows)[0]?.open ?? 0
}

type Coded = { readonly script: typeof scripts.$inferInsert; readonly code: typeof scriptCodes.$inferInsert }

/** Rows are written in the order of the random codes, so that not even their order on disk tells who is who. */
export async function insertCodes(tx: Tx, rows: readonly Coded[]): Promise<void> {
  const ordered = rows.toSorted((a, b) => (a.script.code < b.script.code ? -1 : 1))
  for (let from = 0; from < ordered.length; from += 2000) {
    const part = ordered.slice(from, from + 2000)
    await tx.insert(scripts).values(part.map(({ script }) => script))
    await tx.insert(scriptCodes).values(part.map(({ code }) => code))
  }
}

export async function readiness(tx: Tx, examId: ExamId): Promise<Readiness> {
  const Row = z.object({ uncoded: z.number(), unsettled: z.number(), offSheet: z.number() })
  const [row] = z.array(Row).parse(
    await tx.execute(sql`
      select (select count(*)::int from tickets t join attendances a on a.ticket_id = t.id and a.status <> 'absent'
               where t.exam_id = ${examId} and not exists (select from script_codes c where c.ticket_id = t.id)) as uncoded,
             (select count(*)::int from scripts s where s.exam_id = ${examId} and s.state <> 'settled') as unsettled,
             (select count(*)::int from scripts s where s.exam_id = ${examId} and not exists (
               select from sheet_scripts ss join score_sheets sh on sh.id = ss.sheet_id and sh.state = 'signed' where ss.script_id = s.id)) as "offSheet"`),
  )
  invariant(row, 'counting always answers')
  return { openRooms: await openRooms(tx, examId), ...row }
}

export async function unblindingOf(tx: Tx, examId: ExamId) {
  const [row] = await tx.select().from(unblindings).where(eq(unblindings.examId, examId)).for('update')
  return row
}

/** True when this is the first request; a second one changes nothing. */
export async function requestOnce(tx: Tx, examId: ExamId, requestedBy: AccountId, requestedAt: Temporal.Instant): Promise<boolean> {
  const rows = await tx
    .insert(unblindings)
    .values({ examId, requestedBy, requestedAt })
    .onConflictDoNothing()
    .returning({ examId: unblindings.examId })
  return rows.length === 1
}

export const approveUnblinding = (tx: Tx, examId: ExamId, approvedBy: AccountId, approvedAt: Temporal.Instant, logSize: number) =>
  tx.update(unblindings).set({ approvedBy, approvedAt, logSize }).where(eq(unblindings.examId, examId))

/**
 * Names join scores: one row for everyone with a ticket. Scores come from the signed sheets, not from the scripts, so that what two people
 * signed is what counts.
 */
export async function joinResults(
  tx: Tx,
  examId: ExamId,
  at: Temporal.Instant,
): Promise<{ scored: number; absent: number; breach: number }> {
  const Row = z.object({ status: z.string(), results: z.number() })
  const rows = z.array(Row).parse(
    await tx.execute(sql`
      with joined as (
        insert into written_results (application_id, exam_id, ticket_id, script_id, status, score, joined_at)
        select t.application_id, t.exam_id, t.id,
               case when a.status = 'present' then c.script_id end,
               case when a.status = 'present' then 'scored' else coalesce(a.status, 'absent') end,
               case when a.status = 'present' then ss.score end, ${at.toString()}
          from tickets t left join attendances a on a.ticket_id = t.id
          left join script_codes c on c.ticket_id = t.id left join sheet_scripts ss on ss.script_id = c.script_id
         where t.exam_id = ${examId}
        returning status)
      select status, count(*)::int as results from joined group by status`),
  )
  await tx.update(scoreSheets).set({ state: 'unblinded' }).where(eq(scoreSheets.examId, examId))
  const count = (status: string) => rows.find((row) => row.status === status)?.results ?? 0
  return { scored: count('scored'), absent: count('absent'), breach: count('breach') }
}
