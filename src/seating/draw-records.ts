import { and, asc, desc, eq, getTableColumns, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { exams } from '../../db/schema/exam.ts'
import { drawContributions, draws } from '../../db/schema/seating.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, DrawId, ExamId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import type { DrawKind, DrawStanding, DrawState } from './rules/draw-steps.ts'

export type Draw = typeof draws.$inferSelect
export type DrawContribution = typeof drawContributions.$inferSelect
/** Without the two texts, which are long. */
export type BriefDraw = Omit<Draw, 'input' | 'transcript'>
type Held<D extends BriefDraw> = { readonly draw: D; readonly contributions: readonly DrawContribution[]; readonly standing: DrawStanding }
export type SeenDraw = Held<BriefDraw>

const { input: _, transcript: __, ...brief } = getTableColumns(draws)

/** Two freezes of one exam queue here, so that one scope gets one draw. */
export const lockExamForDraw = (tx: Tx, examId: ExamId) => tx.select({ id: exams.id }).from(exams).where(eq(exams.id, examId)).for('update')

export async function validDraw(tx: Tx, examId: ExamId, kind: DrawKind, scope: string): Promise<DrawId | undefined> {
  const [row] = await tx
    .select({ id: draws.id })
    .from(draws)
    .where(and(eq(draws.examId, examId), eq(draws.kind, kind), eq(draws.scope, scope), ne(draws.state, 'cancelled')))
  return row?.id
}

export async function lastCancelled(tx: Tx, examId: ExamId, kind: DrawKind, scope: string): Promise<DrawId | undefined> {
  const [row] = await tx
    .select({ id: draws.id })
    .from(draws)
    .where(and(eq(draws.examId, examId), eq(draws.kind, kind), eq(draws.scope, scope), eq(draws.state, 'cancelled')))
    .orderBy(desc(draws.frozenAt))
    .limit(1)
  return row?.id
}

type NewDraw = Omit<typeof draws.$inferInsert, 'input'>

export const insertDraw = (tx: Tx, row: NewDraw, input: string) => tx.insert(draws).values({ ...row, input })

/** A text that PostgreSQL puts together. */
export type TextBySql = SQL<string>
/** The same as it was read, and its digest by PostgreSQL. */
export type MadeText = { readonly by: TextBySql; readonly text: string; readonly digest: string }

export async function textMade(tx: Tx, by: TextBySql): Promise<MadeText> {
  const [row] = z
    .array(z.object({ text: z.string(), digest: z.string() }))
    .parse(await tx.execute(sql`select made.text, ${digestOf(sql`made.text`)} as digest from (select ${by} as text) as made`))
  return { by, ...known(row, 'one row is selected') }
}

/** The same with an input that PostgreSQL puts together once more: a million candidates need not travel back. It is what was read, or nothing. */
export async function insertDrawMade(tx: Tx, row: NewDraw, { by, digest }: MadeText): Promise<void> {
  const [kept] = await tx
    .insert(draws)
    .values({ ...row, input: by })
    .returning({ digest: digestOf(sql`${draws.input}`) })
  invariant(kept?.digest === digest, `the list of draw ${row.id} changed while it was frozen`)
}

const digestOf = (text: SQL): SQL<string> => sql<string>`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`

/**
 * A million candidates are hashed and seated between two statements, longer than a transaction may be silent where the machine is busy, and
 * their list is one value, which takes longer to write than a statement may.
 */
export const allowTime = (tx: Tx) =>
  tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '600000', true), set_config('statement_timeout', '600000', true)`)

/** Takes the row lock that makes all steps of one draw run one after the other. */
export async function lockDraw(tx: Tx, examId: ExamId, drawId: DrawId): Promise<SeenDraw | undefined> {
  const [draw] = await tx
    .select(brief)
    .from(draws)
    .where(and(eq(draws.examId, examId), eq(draws.id, drawId)))
    .for('update')
  return draw && held(draw, await contributionsOf(tx, drawId))
}

export async function readDraw(tx: Tx, examId: ExamId, drawId: DrawId): Promise<SeenDraw | undefined> {
  const [draw] = await tx
    .select(brief)
    .from(draws)
    .where(and(eq(draws.examId, examId), eq(draws.id, drawId)))
  return draw && held(draw, await contributionsOf(tx, drawId))
}

/** One of the two long texts; nothing where there is no such draw. */
export async function textOf(
  tx: Tx,
  examId: ExamId,
  drawId: DrawId,
  which: 'input' | 'transcript',
): Promise<{ readonly text: string | null } | undefined> {
  const [found] = await tx
    .select({ text: draws[which] })
    .from(draws)
    .where(and(eq(draws.examId, examId), eq(draws.id, drawId)))
  return found
}

/** The frozen input of a draw that is there. */
export const inputOf = async (tx: Tx, { examId, id }: Pick<Draw, 'examId' | 'id'>): Promise<string> =>
  known((await textOf(tx, examId, id, 'input'))?.text ?? undefined, `the input of draw ${id}`)

/** All draws of an exam, cancelled ones too, oldest first. */
export async function drawsOf(tx: Tx, examId: ExamId, kind?: DrawKind): Promise<SeenDraw[]> {
  const rows = await tx
    .select(brief)
    .from(draws)
    .where(kind ? and(eq(draws.examId, examId), eq(draws.kind, kind)) : eq(draws.examId, examId))
    .orderBy(asc(draws.frozenAt), asc(draws.id))
  const seen: SeenDraw[] = []
  for (const draw of rows) seen.push(held(draw, await contributionsOf(tx, draw.id)))
  return seen
}

const contributionsOf = (tx: Tx, drawId: DrawId): Promise<DrawContribution[]> =>
  tx.select().from(drawContributions).where(eq(drawContributions.drawId, drawId)).orderBy(asc(drawContributions.party))

const held = <D extends BriefDraw>(draw: D, contributions: readonly DrawContribution[]): Held<D> => ({
  draw,
  contributions,
  standing: standingOf(draw, contributions),
})

const standingOf = (draw: BriefDraw, contributions: readonly DrawContribution[]): DrawStanding => ({
  state: draw.state,
  parties: draw.parties,
  contributions: contributions.map(({ party, accountId, value }) => ({ party, accountId, revealed: value !== null })),
  revealBy: draw.revealBy,
  sourceDue: draw.sourceDue,
  witness:
    draw.witnessedBy !== null && draw.witnessedValue !== null ? { accountId: draw.witnessedBy, value: draw.witnessedValue } : undefined,
  cancelProposedBy: draw.cancelProposedBy ?? undefined,
})

export const insertContribution = (tx: Tx, row: typeof drawContributions.$inferInsert) => tx.insert(drawContributions).values(row)

export async function revealContribution(
  tx: Tx,
  drawId: DrawId,
  accountId: AccountId,
  value: Uint8Array,
  revealedAt: Instant,
): Promise<void> {
  const done = await tx
    .update(drawContributions)
    .set({ value, revealedAt })
    .where(and(eq(drawContributions.drawId, drawId), eq(drawContributions.accountId, accountId), isNull(drawContributions.value)))
    .returning({ drawId: drawContributions.drawId })
  invariant(done.length === 1, `draw ${drawId}: ${accountId} revealed while we held the lock`)
}

export type DrawnValues = {
  readonly seed: Uint8Array
  readonly transcriptHash: Uint8Array
  readonly publicValue: string
  readonly drawnAt: Instant
  readonly drawnBy: AccountId
  /** Whole, or what stands before and after the frozen input: that is stored already, and may be long. */
  readonly transcript: string | { readonly before: string; readonly after: string }
}

export const keepDrawn = (tx: Tx, drawId: DrawId, { transcript, ...values }: DrawnValues): Promise<void> =>
  changeDraw(tx, drawId, 'committed', {
    ...values,
    state: 'drawn',
    transcript:
      typeof transcript === 'string' ? transcript : sql`${transcript.before}::text || ${draws.input} || ${transcript.after}::text`,
  })

/** Changes a draw, guarded by the state that was judged. */
export async function changeDraw(tx: Tx, drawId: DrawId, from: DrawState, values: PgUpdateSetSource<typeof draws>): Promise<void> {
  const done = await tx
    .update(draws)
    .set(values)
    .where(and(eq(draws.id, drawId), eq(draws.state, from)))
    .returning({ id: draws.id })
  invariant(done.length === 1, `draw ${drawId} left ${from} while we held its lock`)
}
