import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { StatementId } from '../identity/ids.ts'
import { completeStatement, draftStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { holdsRole } from './appointment-records.ts'
import { lockSheet, moveSheet } from './records.ts'
import type { MarkingRefusal } from './refusals.ts'

export const DraftSheetSignature = z.strictObject({ examId: ExamId, sheetId: z.uuid(), marker: AccountId })
export type DraftSheetSignature = z.infer<typeof DraftSheetSignature>

export const sheetStatement = 'score-sheet'

/** R-RC-17: the discipline inspector calls the marker, and both sign the same sheet in the same sitting. */
export async function draftSheetSignature(
  deps: Deps,
  caller: Caller,
  command: DraftSheetSignature,
): Promise<Result<{ statementId: StatementId; payload: unknown }, MarkingRefusal | 'idempotency_key_reused'>> {
  const { examId, sheetId, marker } = command
  return act(
    deps,
    { event: 'score_sheet_signature_drafted', role: 'marking', by: caller, examId, subject: sheetId, command },
    async (tx, now, note) => {
      const sheet = await lockSheet(tx, examId, sheetId)
      if (!sheet) return refuse('sheet_unknown')
      if (sheet.state !== 'checked') return refuse('sheet_not_at_this_step', { state: sheet.state })
      if (marker === caller.accountId || !(await holdsRole(tx, examId, marker, 'marker'))) return refuse('marker_unknown')
      const content = Buffer.from(sheet.contentHash).toString('hex')
      const payload = {
        exam: examId,
        sheet: sheetId,
        subject: sheet.subject,
        number: sheet.number,
        content,
        marker,
        inspector: caller.accountId,
        at: now.toString(),
      }
      const statementId = await draftStatement(tx, {
        id: deps.newId(),
        examId,
        type: sheetStatement,
        payload,
        signers: [marker, caller.accountId],
        by: caller.accountId,
        now,
      })
      note({ statement: statementId, content })
      return accept({ statementId, payload })
    },
  )
}

export const SignSheet = z.strictObject({ examId: ExamId, statementId: StatementId })
export type SignSheet = z.infer<typeof SignSheet>

const Payload = z.object({ sheet: z.uuid(), content: z.string(), marker: AccountId, inspector: AccountId })

/** Both have signed: the sheet is locked, by the hash of exactly what they signed. */
export async function signSheet(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: SignSheet,
): Promise<Result<{ state: 'signed' }, MarkingRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'score_sheet_signed', role: 'marking', by: caller, examId, subject: statementId }, async (tx, now, note) => {
    return completeStatement(tx, { examId, id: statementId, type: sheetStatement, now }, async (statement) => {
      const signed = Payload.parse(statement.payload)
      const sheet = await lockSheet(tx, examId, signed.sheet)
      if (!sheet) return refuse('sheet_unknown')
      if (sheet.state !== 'checked' || Buffer.from(sheet.contentHash).toString('hex') !== signed.content)
        return refuse('sheet_not_at_this_step', { state: sheet.state })
      const { marker, inspector } = signed
      await moveSheet(tx, sheet.id, 'checked', { state: 'signed', marker, inspector, statement: statement.general, signedAt: now })
      note({ sheet: sheet.id, content: signed.content, signers: statement.signers })
      return accept({ state: 'signed' as const })
    })
  })
}
