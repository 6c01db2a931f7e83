import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, PanelId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { StatementId } from '../identity/ids.ts'
import { completeStatement, draftStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { lockPanel, membersOf, ordersOf, type Panel, resultsOf, saveSheet } from './records.ts'
import type { InterviewRefusal } from './refusals.ts'

export const DraftPanelSheet = z.strictObject({ examId: ExamId, panelId: PanelId })
export type DraftPanelSheet = z.infer<typeof DraftPanelSheet>

export const panelSheetStatement = 'interview-sheet'

/** The panel's score sheet by order numbers, for the head of the panel, the clerk who computed and the discipline inspector to sign. */
export async function draftPanelSheet(
  deps: Deps,
  caller: Caller,
  { examId, panelId }: DraftPanelSheet,
): Promise<Result<{ statementId: StatementId; payload: unknown }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'interview_sheet_drafted', role: 'office', by: caller, examId, subject: panelId }, async (tx, now, note) => {
    const panel = await lockPanel(tx, examId, panelId)
    if (!panel) return refuse('panel_unknown')
    if (panel.clerk !== caller.accountId) return refuse('not_on_this_panel')
    if (panel.sheet) return refuse('sheet_signed_already')
    const scores = await answeredScores(tx, panel)
    if (!scores.ok) return scores
    const head = known(
      (await membersOf(tx, panelId)).find(({ place }) => place === 1),
      `panel ${panelId} has a head`,
    ).accountId
    const payload = { exam: examId, panel: panelId, number: panel.number, at: now.toString(), scores: scores.value }
    const statementId = await draftStatement(tx, {
      id: deps.newId(),
      examId,
      type: panelSheetStatement,
      payload,
      signers: [head, panel.clerk, panel.inspector],
      by: caller.accountId,
      now,
    })
    note({ statement: statementId, panel: panel.number, scores: scores.value.length })
    return accept({ statementId, payload })
  })
}

type Line = { readonly lot: number; readonly score: string; readonly confirmation: string }

async function answeredScores(tx: Tx, panel: Panel): Promise<Result<Line[], InterviewRefusal>> {
  const orders = (await ordersOf(tx, panel.id)).filter(({ lot }) => lot !== null)
  if (orders.length === 0) return refuse('panels_not_drawn')
  const results = new Map(
    (
      await resultsOf(
        tx,
        orders.map(({ applicationId }) => applicationId),
      )
    ).map((one) => [one.applicationId, one]),
  )
  const open = orders.filter(({ applicationId }) => (results.get(applicationId)?.confirmation ?? 'awaited') === 'awaited')
  if (open.length > 0) return refuse('confirmations_missing', { lots: open.map(({ lot }) => lot) })
  return accept(
    orders.map(({ lot, applicationId }) => {
      const { score, confirmation } = known(results.get(applicationId), 'every lot is announced')
      return { lot: known(lot, 'drawn'), score, confirmation }
    }),
  )
}

export const SignPanelSheet = z.strictObject({ examId: ExamId, statementId: StatementId })
export type SignPanelSheet = z.infer<typeof SignPanelSheet>

const Payload = z.object({ panel: PanelId })

export async function signPanelSheet(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: SignPanelSheet,
): Promise<Result<{ signed: true }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'interview_sheet_signed', role: 'office', by: caller, examId, subject: statementId }, async (tx, now, note) => {
    return completeStatement(tx, { examId, id: statementId, type: panelSheetStatement, now }, async (statement) => {
      const { panel: panelId } = Payload.parse(statement.payload)
      const panel = await lockPanel(tx, examId, panelId)
      if (!panel) return refuse('panel_unknown')
      if (panel.sheet) return refuse('sheet_signed_already')
      const scores = await answeredScores(tx, panel)
      if (!scores.ok) return scores
      await saveSheet(tx, panelId, statement.general, now)
      note({ panel: panel.number, scores: scores.value.length, signers: statement.signers })
      return accept({ signed: true as const })
    })
  })
}
