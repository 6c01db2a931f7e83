import { z } from 'zod'
import type { DatabaseRole } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { SigningKeyId, StatementId } from './ids.ts'
import { signingKey } from './key-records.ts'
import { judgeSigning, type SigningRefusal } from './rules/signing.ts'
import { PublicJwk, SignatureParts, signatureHolds } from './signing-key.ts'
import { insertSignature, lockStatement, markWithdrawn } from './statement-records.ts'
import { statementState, statementTyp } from './statements.ts'

/**
 * Whoever only marks reads through the role that can reach no identity, and of statements nothing but score sheets. Who also
 * invigilates must be able to sign the record of a room.
 */
export function statementRole(caller: Caller, examId?: ExamId): DatabaseRole {
  const here = caller.appointments.filter((held) => examId === undefined || held.examId === undefined || held.examId === examId)
  return here.length > 0 && here.every(({ role }) => role === 'marker') ? 'marking' : 'office'
}

export const SignStatement = z.strictObject({ examId: ExamId, statementId: StatementId, keyId: SigningKeyId, ...SignatureParts })
export type SignStatement = z.infer<typeof SignStatement>

export type StatementSigningRefusal = SigningRefusal | 'statement_unknown' | 'signing_key_unusable' | 'signature_wrong'

/** Adds the caller's signature. It must be over exactly the drafted bytes, by the caller's own certified key, valid at this moment. */
export async function signStatement(
  deps: Deps,
  caller: Caller,
  command: SignStatement,
): Promise<Result<{ statementId: StatementId; missing: number }, StatementSigningRefusal | 'idempotency_key_reused'>> {
  const { examId, statementId, keyId } = command
  const role = statementRole(caller, examId)
  return act(deps, { event: 'statement_signed', role, by: caller, examId, subject: statementId, command }, async (tx, now, note) => {
    note({ key: keyId })
    const statement = await lockStatement(tx, statementId)
    if (statement?.examId !== examId || !statement.signers.includes(caller.accountId)) return refuse('statement_unknown')
    const judged = judgeSigning(statementState(statement), caller.accountId)
    if (!judged.ok) return judged
    const key = await signingKey(tx, keyId)
    const usable = key?.accountId === caller.accountId && key.revokedAt === null && Temporal.Instant.compare(key.expiresAt, now) > 0
    if (!usable) return refuse('signing_key_unusable')
    const publicJwk = PublicJwk.parse(key.publicJwk)
    if (!(await signatureHolds(statement.payload, command, { keyId, typ: statementTyp(statement.type), publicJwk })))
      return refuse('signature_wrong')
    await insertSignature(tx, {
      statementId,
      accountId: caller.accountId,
      keyId,
      protected: command.protected,
      signature: command.signature,
      signedAt: now,
    })
    note({ type: statement.type })
    return accept({ statementId, missing: statement.signers.length - statement.signatures.length - 1 })
  })
}

export const WithdrawStatement = z.strictObject({ examId: ExamId, statementId: StatementId })
export type WithdrawStatement = z.infer<typeof WithdrawStatement>

export type WithdrawalRefusal = 'statement_unknown' | 'not_the_author' | 'statement_already_used' | 'statement_withdrawn'

/** Whoever drafted a statement takes it back before it takes effect: it said something wrong, or a party will not sign. */
export async function withdrawDraft(
  deps: Deps,
  caller: Caller,
  command: WithdrawStatement,
): Promise<Result<{ statementId: StatementId }, WithdrawalRefusal | 'idempotency_key_reused'>> {
  const { examId, statementId } = command
  return act(
    deps,
    { event: 'statement_withdrawn', role: statementRole(caller, examId), by: caller, examId, subject: statementId, command },
    async (tx, now) => {
      const statement = await lockStatement(tx, statementId)
      if (statement?.examId !== examId) return refuse('statement_unknown')
      if (statement.draftedBy !== caller.accountId) return refuse('not_the_author')
      if (statement.completedAt !== null) return refuse('statement_already_used')
      if (statement.withdrawnAt !== null) return refuse('statement_withdrawn')
      await markWithdrawn(tx, statementId, now)
      return accept({ statementId })
    },
  )
}
