import { and, arrayContains, asc, desc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { statementSignatures, statements } from '../../db/schema/identity.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { SigningKeyId, StatementId } from './ids.ts'

export type StatementRow = typeof statements.$inferSelect
export type SignatureRow = typeof statementSignatures.$inferSelect
export type Statement = StatementRow & { readonly signatures: readonly SignatureRow[] }

export const insertStatement = (tx: Tx, row: StatementRow) => tx.insert(statements).values(row)

/** The row lock makes signatures on one statement, and its completion, run one after the other. */
export async function lockStatement(tx: Tx, id: StatementId): Promise<Statement | undefined> {
  const [row] = await tx.select().from(statements).where(eq(statements.id, id)).for('update')
  return row && { ...row, signatures: await signaturesOf(tx, [row.id]) }
}

export async function statementOf(tx: Tx, examId: ExamId, id: StatementId): Promise<Statement | undefined> {
  const [row] = await tx
    .select()
    .from(statements)
    .where(and(eq(statements.id, id), eq(statements.examId, examId)))
  return row && { ...row, signatures: await signaturesOf(tx, [row.id]) }
}

const signaturesOf = (tx: Tx, ids: readonly StatementId[]): Promise<SignatureRow[]> =>
  tx
    .select()
    .from(statementSignatures)
    .where(inArray(statementSignatures.statementId, [...ids]))
    .orderBy(asc(statementSignatures.signedAt), asc(statementSignatures.accountId))

/** Open statements that name the account and lack its signature, of one exam or of all, oldest first. */
export async function statementsWaitingFor(tx: Tx, accountId: AccountId, examId: ExamId | undefined): Promise<Statement[]> {
  const mine = tx
    .select({ one: sql`1` })
    .from(statementSignatures)
    .where(and(eq(statementSignatures.statementId, statements.id), eq(statementSignatures.accountId, accountId)))
  const rows = await tx
    .select()
    .from(statements)
    .where(
      and(
        arrayContains(statements.signers, [accountId]),
        isNull(statements.completedAt),
        isNull(statements.withdrawnAt),
        examId === undefined ? undefined : eq(statements.examId, examId),
        notExists(mine),
      ),
    )
    .orderBy(asc(statements.draftedAt), asc(statements.id))
    .limit(500)
  return withSignatures(tx, rows)
}

type Open = {
  readonly examId: ExamId
  readonly type: string
  readonly by?: AccountId
  /** Keys of the payload and what stands there. */
  readonly about?: Readonly<Record<string, string>>
}

/** Statements of one kind that are drafted and have not taken effect, newest first, with how many signatures they lack. */
export const openStatements = (tx: Tx, { examId, type, by, about = {} }: Open) =>
  tx
    .select({
      id: statements.id,
      payload: statements.payload,
      draftedAt: statements.draftedAt,
      missing: sql`cardinality(${statements.signers}) - count(${statementSignatures.accountId})`.mapWith(Number),
    })
    .from(statements)
    .leftJoin(statementSignatures, eq(statementSignatures.statementId, statements.id))
    .where(
      and(
        eq(statements.examId, examId),
        eq(statements.type, type),
        isNull(statements.completedAt),
        isNull(statements.withdrawnAt),
        by && eq(statements.draftedBy, by),
        ...Object.entries(about).map(([key, value]) => sql`${statements.payload}::jsonb ->> ${key} = ${value}`),
      ),
    )
    .groupBy(statements.id)
    .orderBy(desc(statements.draftedAt), asc(statements.id))

/** Open statements that the account drafted, oldest first. */
export async function openDraftsOf(tx: Tx, accountId: AccountId): Promise<Statement[]> {
  const rows = await tx
    .select()
    .from(statements)
    .where(and(eq(statements.draftedBy, accountId), isNull(statements.completedAt), isNull(statements.withdrawnAt)))
    .orderBy(asc(statements.draftedAt), asc(statements.id))
    .limit(500)
  return withSignatures(tx, rows)
}

async function withSignatures(tx: Tx, rows: readonly StatementRow[]): Promise<Statement[]> {
  if (rows.length === 0) return []
  const signatures = await signaturesOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, signatures: signatures.filter(({ statementId }) => statementId === row.id) }))
}

type NewSignature = {
  readonly statementId: StatementId
  readonly accountId: AccountId
  readonly keyId: SigningKeyId
  readonly protected: string
  readonly signature: string
  readonly signedAt: Instant
}
export const insertSignature = (tx: Tx, row: NewSignature) => tx.insert(statementSignatures).values(row)

export const markCompleted = (tx: Tx, id: StatementId, at: Instant) => close(tx, id, { completedAt: at })
export const markWithdrawn = (tx: Tx, id: StatementId, at: Instant) => close(tx, id, { withdrawnAt: at })

async function close(tx: Tx, id: StatementId, how: { completedAt: Instant } | { withdrawnAt: Instant }): Promise<void> {
  const closed = await tx
    .update(statements)
    .set(how)
    .where(and(eq(statements.id, id), isNull(statements.completedAt), isNull(statements.withdrawnAt)))
    .returning({ id: statements.id })
  invariant(closed.length === 1, `statement ${id} was closed while we held its lock`)
}
