import type { Tx } from '../../db/connect.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import { StatementId } from './ids.ts'
import { judgeCompletion } from './rules/signing.ts'
import { insertStatement, lockStatement, markCompleted, type Statement } from './statement-records.ts'

/**
 * A statement that several people sign, each with their own key: a handoff, a room record, a score sheet. A stage drafts it, the parties
 * sign exactly these bytes, and the stage completes it, judging again. The result is one JWS in General JSON form (RFC 7515 7.2.1).
 */
type Draft = {
  readonly id: string
  readonly examId: ExamId
  /** In lower case with hyphens: 'handoff'. The JWS header's `typ` is 'gongyuan-handoff', so no signature counts for another kind. */
  readonly type: string
  readonly payload: object
  readonly signers: readonly AccountId[]
  readonly by: AccountId
  readonly now: Instant
}

export async function draftStatement(tx: Tx, { id, examId, type, payload, signers, by, now }: Draft): Promise<StatementId> {
  invariant(/^[a-z][a-z-]{1,40}$/.test(type), `"${type}" is not a kind of statement`)
  invariant(signers.length > 0 && new Set(signers).size === signers.length, `statement ${id} names a signer twice or none`)
  const statementId = StatementId.parse(id)
  await insertStatement(tx, {
    id: statementId,
    examId,
    type,
    payload: canonicalJson(payload),
    signers: [...signers],
    draftedBy: by,
    draftedAt: now,
    completedAt: null,
    withdrawnAt: null,
  })
  return statementId
}

export const statementTyp = (type: string): string => `gongyuan-${type}`

export const statementState = (statement: Statement) => ({
  signers: statement.signers,
  signedBy: statement.signatures.map(({ accountId }) => accountId),
  completed: statement.completedAt !== null,
  withdrawn: statement.withdrawnAt !== null,
})

export type Completed = {
  readonly payload: unknown
  readonly signers: readonly AccountId[]
  /** The JWS in General JSON form, as text: what goes into the stage's own row and to whoever verifies. */
  readonly general: string
}

export type IncompleteStatement = 'statement_unknown' | 'statement_incomplete' | 'statement_already_used'

type Wanted = { readonly examId: ExamId; readonly id: StatementId; readonly type: string; readonly now: Instant }

/**
 * Takes a statement of this exam into effect, once, if every party has signed it. `use` judges and saves, in the same transaction and while
 * the statement is locked; what it refuses uses nothing up, so the same signatures count when the obstacle is gone.
 */
export async function completeStatement<T, R extends string>(
  tx: Tx,
  { examId, id, type, now }: Wanted,
  use: (completed: Completed) => Promise<Result<T, R>>,
): Promise<Result<T, R | IncompleteStatement>> {
  const statement = await lockStatement(tx, id)
  // A statement of another exam signs nothing here: its parties were judged by that exam's appointments.
  if (statement?.type !== type || statement.examId !== examId) return refuse('statement_unknown')
  const judged = judgeCompletion(statementState(statement))
  if (!judged.ok) return refuse(judged.refusal === 'statement_withdrawn' ? 'statement_unknown' : judged.refusal)
  const used = await use({ payload: JSON.parse(statement.payload), signers: statement.signers, general: generalJson(statement) })
  if (used.ok) await markCompleted(tx, statement.id, now)
  return used
}

/** Signatures in the order of the parties, whoever signed first. */
export function generalJson(statement: Statement): string {
  const signatures = statement.signers.flatMap((signer) =>
    statement.signatures
      .filter(({ accountId }) => accountId === signer)
      .map((one) => ({ protected: one.protected, signature: one.signature })),
  )
  return JSON.stringify({ payload: Buffer.from(statement.payload).toString('base64url'), signatures })
}
