import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { StatementId } from './ids.ts'
import { statementRole } from './sign-statement.ts'
import { openDraftsOf, type Statement, statementOf, statementsWaitingFor } from './statement-records.ts'
import { generalJson } from './statements.ts'

/** A statement as its parties read it. `payload` is the very text that is signed. */
export type ReadStatement = {
  readonly statementId: StatementId
  readonly examId: string
  readonly type: string
  readonly payload: string
  readonly draftedBy: string
  readonly draftedAt: string
  readonly state: 'open' | 'completed' | 'withdrawn'
  readonly signers: readonly { readonly accountId: string; readonly signedAt: string | undefined }[]
}

const read = (statement: Statement): ReadStatement => ({
  statementId: statement.id,
  examId: statement.examId,
  type: statement.type,
  payload: statement.payload,
  draftedBy: statement.draftedBy,
  draftedAt: statement.draftedAt.toString(),
  state: statement.withdrawnAt !== null ? 'withdrawn' : statement.completedAt !== null ? 'completed' : 'open',
  signers: statement.signers.map((accountId) => ({
    accountId,
    signedAt: statement.signatures.find((one) => one.accountId === accountId)?.signedAt.toString(),
  })),
})

export const WaitingStatements = z.strictObject({ examId: ExamId, waiting: z.literal('me') })

export async function waitingStatements(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof WaitingStatements>,
): Promise<Result<{ statements: ReadStatement[] }, never>> {
  const waiting = await deps.within(statementRole(caller, examId), (tx) => statementsWaitingFor(tx, caller.accountId, examId))
  return accept({ statements: waiting.map(read) })
}

export const waitingEverywhere = async (deps: Deps, caller: Caller): Promise<ReadStatement[]> =>
  (await deps.within(statementRole(caller), (tx) => statementsWaitingFor(tx, caller.accountId, undefined))).map(read)

/** What the caller drafted, signed so far or not, and may still take back. */
export const ownDrafts = async (deps: Deps, caller: Caller): Promise<ReadStatement[]> =>
  (await deps.within(statementRole(caller), (tx) => openDraftsOf(tx, caller.accountId))).map(read)

export const OneStatement = z.strictObject({ examId: ExamId, statementId: StatementId })

/** For its parties, its author and the auditor; for others it does not exist. */
export async function oneStatement(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: z.infer<typeof OneStatement>,
): Promise<Result<ReadStatement & { readonly general: string }, 'statement_unknown'>> {
  const statement = await deps.within(statementRole(caller, examId), (tx) => statementOf(tx, examId, statementId))
  const concerned = statement && (statement.signers.includes(caller.accountId) || statement.draftedBy === caller.accountId)
  if (!statement || !(concerned || caller.appointments.some(({ role }) => role === 'auditor'))) return refuse('statement_unknown')
  return accept({ ...read(statement), general: generalJson(statement) })
}
