import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import { insertSheet, insertSheetScripts, lockSheet, moveSheet, nextSheetNumber, unsheetedScripts, workingOf } from './records.ts'
import type { MarkingRefusal } from './refusals.ts'

export const PrepareSheet = z.strictObject({ examId: ExamId, subject: z.string().min(1).max(40), scripts: z.int().min(1).max(1000) })
export type PrepareSheet = z.infer<typeof PrepareSheet>

/** The score clerk enters settled scripts, in the order of their codes, into the next sheet of the subject (登分). */
export async function prepareSheet(
  deps: Deps,
  caller: Caller,
  command: PrepareSheet,
): Promise<Result<{ sheetId: string; number: number; scripts: number }, MarkingRefusal | 'idempotency_key_reused'>> {
  const { examId, subject } = command
  return act(deps, { event: 'score_sheet_prepared', role: 'marking', by: caller, examId, command }, async (tx, now, note) => {
    const settled = await unsheetedScripts(tx, examId, subject, command.scripts)
    if (settled.length === 0) return refuse('nothing_to_enter')
    const number = await nextSheetNumber(tx, examId, subject)
    const id = deps.newId()
    const content = canonicalJson({
      exam: examId,
      subject,
      number,
      at: now.toString(),
      scores: settled.map(({ code, score }) => ({ code, score })),
    })
    const contentHash = createHash('sha256').update(content).digest()
    await insertSheet(tx, { id, examId, subject, number, state: 'prepared', content, contentHash, preparedBy: caller.accountId })
    await insertSheetScripts(
      tx,
      settled.map((script) => ({ sheetId: id, scriptId: script.id, score: script.score })),
    )
    note({ sheet: id, subject, number, scripts: settled.length, content: contentHash.toString('hex') })
    return accept({ sheetId: id, number, scripts: settled.length })
  })
}

export const CheckSheet = z.strictObject({ examId: ExamId, sheetId: z.uuid() })
export type CheckSheet = z.infer<typeof CheckSheet>

/** Another person goes through the sheet against the marks (核分). */
export async function checkSheet(
  deps: Deps,
  caller: Caller,
  { examId, sheetId }: CheckSheet,
): Promise<Result<{ state: 'checked' }, MarkingRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'score_sheet_checked', role: 'marking', by: caller, examId, subject: sheetId }, async (tx, _now, note) => {
    const sheet = await lockSheet(tx, examId, sheetId)
    if (!sheet) return refuse('sheet_unknown')
    if (sheet.state !== 'prepared') return refuse('sheet_not_at_this_step', { state: sheet.state })
    if (sheet.preparedBy === caller.accountId) return refuse('checker_prepared_it')
    await moveSheet(tx, sheetId, 'prepared', { state: 'checked', checkedBy: caller.accountId })
    note({ content: Buffer.from(sheet.contentHash).toString('hex') })
    return accept({ state: 'checked' as const })
  })
}

export const ReadSheet = z.strictObject({ examId: ExamId, sheetId: z.uuid() })

export type SheetWorking = {
  readonly number: number
  readonly subject: string
  readonly state: string
  readonly lines: readonly { readonly code: string; readonly score: string; readonly marks: readonly string[] }[]
}

/** Codes, scores and the marks behind them, for whoever checks or signs. No name is in reach of this role. */
export async function readSheet(
  deps: Deps,
  _caller: Caller,
  { examId, sheetId }: z.infer<typeof ReadSheet>,
): Promise<Result<SheetWorking, MarkingRefusal>> {
  return deps.within('marking', async (tx) => {
    const sheet = await lockSheet(tx, examId, sheetId)
    if (!sheet) return refuse('sheet_unknown')
    return accept({ number: sheet.number, subject: sheet.subject, state: sheet.state, lines: await workingOf(tx, sheetId) })
  })
}
