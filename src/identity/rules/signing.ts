/**
 * Who may sign a statement, and when it is complete: every party once, with their own key, and nobody else.
 *
 * Regulation: 《文山州人力资源和社会保障局工作规则》第二十九条 (R-ARCH-11) 「谁审核，谁签字、谁负责」: a signature is one person's and names what
 * was signed; 《事业单位公开招聘工作管理制度》第十三条 (R-RC-17): the marker and the inspector sign the same sheet.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type SignedSoFar = {
  readonly signers: readonly string[]
  readonly signedBy: readonly string[]
  readonly completed: boolean
  readonly withdrawn: boolean
}

export type SigningRefusal = 'not_a_party' | 'already_signed' | 'statement_already_used' | 'statement_withdrawn'

export function judgeSigning(statement: SignedSoFar, signer: string): Result<'may_sign', SigningRefusal> {
  if (!statement.signers.includes(signer)) return refuse('not_a_party')
  if (statement.withdrawn) return refuse('statement_withdrawn')
  if (statement.completed) return refuse('statement_already_used')
  if (statement.signedBy.includes(signer)) return refuse('already_signed')
  return accept('may_sign')
}

export type CompletionRefusal = 'statement_incomplete' | 'statement_already_used' | 'statement_withdrawn'

/** A statement takes effect once, and only with every signature on it. */
export function judgeCompletion(statement: SignedSoFar): Result<'complete', CompletionRefusal> {
  if (statement.withdrawn) return refuse('statement_withdrawn')
  if (statement.completed) return refuse('statement_already_used')
  if (statement.signers.some((signer) => !statement.signedBy.includes(signer))) return refuse('statement_incomplete')
  return accept('complete')
}
