import type { Tx } from '../../db/connect.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { canonicalJson } from '../log/canonical.ts'
import { StatementId } from './ids.ts'
import { judgeCompletion } from './rules/signing.ts'
import { insertStatement, lockStatement, markCompleted, markWithdrawn, type Statement } from './statement-records.ts'

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

/** Takes a statement into effect, once, if every party has signed it; the caller judges and saves in the same transaction. */
export async function completedStatement(
  tx: Tx,
  id: string,
  { type, now }: { readonly type: string; readonly now: Instant },
): Promise<Result<Completed, 'statement_unknown' | 'statement_incomplete' | 'statement_already_used'>> {
  const statement = await lockStatement(tx, StatementId.parse(id))
  if (statement?.type !== type) return refuse('statement_unknown')
  const judged = judgeCompletion(statementState(statement))
  if (!judged.ok) return refuse(judged.refusal === 'statement_withdrawn' ? 'statement_unknown' : judged.refusal)
  await markCompleted(tx, statement.id, now)
  return accept({ payload: JSON.parse(statement.payload), signers: statement.signers, general: generalJson(statement) })
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

/** For a stage that sees that what its statement says is no longer so. */
export const withdrawStatement = (tx: Tx, id: StatementId, now: Instant): Promise<void> => markWithdrawn(tx, id, now)
