import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { markingAssignments, marks, scoreSheets, scripts, sheetScripts } from '../../db/schema/marking.ts'
import { type AccountId, type ExamId, ScriptId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'

/** Everything here runs as the role that reads no identity: no table with a name, a number, a ticket or a seat is in reach. */

export type Script = typeof scripts.$inferSelect
export type Sheet = typeof scoreSheets.$inferSelect

export async function heldScripts(tx: Tx, examId: ExamId, marker: AccountId): Promise<{ code: string; subject: string; round: number }[]> {
  return tx
    .select({ code: scripts.code, subject: scripts.subject, round: markingAssignments.round })
    .from(markingAssignments)
    .innerJoin(scripts, eq(scripts.id, markingAssignments.scriptId))
    .where(
      and(
        eq(scripts.examId, examId),
        eq(markingAssignments.marker, marker),
        sql`not exists (select from marks m where m.script_id = ${markingAssignments.scriptId} and m.round = ${markingAssignments.round})`,
      ),
    )
    .orderBy(asc(scripts.code))
}

const Free = z.object({ id: ScriptId, round: z.number(), code: z.string(), subject: z.string() })

/** What a marker may take: not their own second look, and never more than two marks, or three where two disagreed. */
const waitsFor = (marker: AccountId) => sql`
  s.state in ('coded', 'marking', 'disputed')
  and not exists (select from marking_assignments mine where mine.script_id = s.id and mine.marker = ${marker})
  and (select count(*) from marking_assignments a where a.script_id = s.id) < case when s.state = 'disputed' then 3 else 2 end`

/**
 * Locks scripts that wait for a mark and that this marker has not seen, in the order of their codes, which are random. Rows another marker
 * is being given at this moment are skipped, not waited for.
 */
export async function lockFreeScripts(
  tx: Tx,
  examId: ExamId,
  subject: string | undefined,
  marker: AccountId,
  limit: number,
): Promise<ScriptId[]> {
  const rows = await tx.execute(sql`
    select s.id from scripts s
     where s.exam_id = ${examId} and (${subject ?? null}::text is null or s.subject = ${subject ?? null}) and ${waitsFor(marker)}
     order by s.state = 'disputed' desc, s.code limit ${limit} for update of s skip locked`)
  return z
    .array(z.object({ id: ScriptId }))
    .parse(rows)
    .map(({ id }) => id)
}

/** Looks again now that the locks are held: another marker may have been given one between the search and its lock. */
export async function stillFree(tx: Tx, ids: readonly ScriptId[], marker: AccountId) {
  if (ids.length === 0) return []
  return z.array(Free).parse(
    await tx.execute(sql`
      select s.id, s.code, s.subject, (select count(*)::int from marking_assignments a where a.script_id = s.id) + 1 as round
        from scripts s where s.id in ${ids} and ${waitsFor(marker)} order by s.code`),
  )
}

export async function assignScripts(tx: Tx, rows: readonly (typeof markingAssignments.$inferInsert)[]): Promise<void> {
  await tx.insert(markingAssignments).values([...rows])
  await tx
    .update(scripts)
    .set({ state: 'marking' })
    .where(
      and(
        inArray(
          scripts.id,
          rows.map(({ scriptId }) => scriptId),
        ),
        eq(scripts.state, 'coded'),
      ),
    )
}

/** Locks the scripts in code order; those not assigned to the marker, or already marked by them, are missing from the answer. */
export async function lockAssigned(tx: Tx, examId: ExamId, marker: AccountId, codes: readonly string[]) {
  const Row = z.object({ id: ScriptId, code: z.string(), round: z.number() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select s.id, s.code, a.round from scripts s join marking_assignments a on a.script_id = s.id and a.marker = ${marker}
       where s.exam_id = ${examId} and s.code in ${codes} and s.state <> 'settled'
         and not exists (select from marks m where m.script_id = s.id and m.marker = ${marker})
       order by s.code for update of s`),
  )
}

export const insertMarks = (tx: Tx, rows: readonly (typeof marks.$inferInsert)[]) => tx.insert(marks).values([...rows])

export async function marksOf(tx: Tx, ids: readonly ScriptId[]): Promise<Map<ScriptId, string[]>> {
  const rows = await tx
    .select({ scriptId: marks.scriptId, score: marks.score })
    .from(marks)
    .where(inArray(marks.scriptId, [...ids]))
    .orderBy(asc(marks.scriptId), asc(marks.round))
  return Map.groupBy(rows, ({ scriptId }) => scriptId)
    .entries()
    .reduce(
      (map, [id, own]) =>
        map.set(
          id,
          own.map(({ score }) => score),
        ),
      new Map<ScriptId, string[]>(),
    )
}

/** Saves what the marks came to; a settled script is never touched again. */
export async function saveOutcomes(
  tx: Tx,
  outcomes: readonly { id: ScriptId; state: Script['state']; score: string | null }[],
): Promise<void> {
  if (outcomes.length === 0) return
  const done = await tx.execute(sql`
    update scripts s set state = o.state, settled_score = o.score::numeric
      from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as o(id uuid, state text, score text)
     where s.id = o.id and s.state <> 'settled' returning s.id`)
  invariant(done.length === outcomes.length, 'a script was settled while we held its lock')
}

const Unsheeted = z.object({ id: ScriptId, code: z.string(), score: z.string() })

/** Settled scripts that are on no sheet yet, in code order. */
export async function unsheetedScripts(tx: Tx, examId: ExamId, subject: string, limit: number) {
  return z.array(Unsheeted).parse(
    await tx.execute(sql`
      select s.id, s.code, s.settled_score as score from scripts s
       where s.exam_id = ${examId} and s.subject = ${subject} and s.state = 'settled'
         and not exists (select from sheet_scripts ss where ss.script_id = s.id)
       order by s.code limit ${limit} for update of s`),
  )
}

export async function nextSheetNumber(tx: Tx, examId: ExamId, subject: string): Promise<number> {
  const rows = await tx.execute(
    sql`select coalesce(max(number), 0)::int + 1 as number from score_sheets where exam_id = ${examId} and subject = ${subject}`,
  )
  return z.array(z.object({ number: z.number() })).parse(rows)[0]?.number ?? 1
}

export const insertSheet = (tx: Tx, row: typeof scoreSheets.$inferInsert) => tx.insert(scoreSheets).values(row)

export const insertSheetScripts = (tx: Tx, rows: readonly (typeof sheetScripts.$inferInsert)[]) => tx.insert(sheetScripts).values([...rows])

export async function lockSheet(tx: Tx, examId: ExamId, id: string): Promise<Sheet | undefined> {
  const [row] = await tx
    .select()
    .from(scoreSheets)
    .where(and(eq(scoreSheets.examId, examId), eq(scoreSheets.id, id)))
    .for('update')
  return row
}

export async function moveSheet(tx: Tx, id: string, from: Sheet['state'], values: Partial<Sheet>): Promise<void> {
  const moved = await tx
    .update(scoreSheets)
    .set(values)
    .where(and(eq(scoreSheets.id, id), eq(scoreSheets.state, from)))
    .returning({ id: scoreSheets.id })
  invariant(moved.length === 1, `sheet ${id} left ${from} while we held its lock`)
}

export const sheetsOf = (tx: Tx, examId: ExamId): Promise<Sheet[]> =>
  tx.select().from(scoreSheets).where(eq(scoreSheets.examId, examId)).orderBy(asc(scoreSheets.subject), asc(scoreSheets.number))

/** The two marks behind each line of a sheet, for the person who checks it. */
export async function workingOf(tx: Tx, sheetId: string) {
  const Row = z.object({ code: z.string(), score: z.string(), marks: z.array(z.string()) })
  return z.array(Row).parse(
    await tx.execute(sql`
      select s.code, ss.score, array(select m.score::text from marks m where m.script_id = s.id order by m.round) as marks
        from sheet_scripts ss join scripts s on s.id = ss.script_id where ss.sheet_id = ${sheetId} order by s.code`),
  )
}

const Progress = z.object({
  subject: z.string(),
  scripts: z.number(),
  first: z.number(),
  second: z.number(),
  disputed: z.number(),
  settled: z.number(),
  onSheet: z.number(),
  signed: z.number(),
})
export type MarkingProgress = z.infer<typeof Progress>

export async function progressOf(tx: Tx, examId: ExamId): Promise<MarkingProgress[]> {
  return z.array(Progress).parse(
    await tx.execute(sql`
      select s.subject, count(*)::int as scripts,
             count(*) filter (where exists (select from marks m where m.script_id = s.id and m.round = 1))::int as first,
             count(*) filter (where exists (select from marks m where m.script_id = s.id and m.round = 2))::int as second,
             count(*) filter (where s.state = 'disputed')::int as disputed,
             count(*) filter (where s.state = 'settled')::int as settled,
             count(*) filter (where ss.script_id is not null)::int as "onSheet",
             count(*) filter (where sh.state in ('signed', 'unblinded'))::int as signed
        from scripts s left join sheet_scripts ss on ss.script_id = s.id left join score_sheets sh on sh.id = ss.sheet_id
       where s.exam_id = ${examId} group by s.subject order by s.subject`),
  )
}
