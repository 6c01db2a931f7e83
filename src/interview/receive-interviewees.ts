import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, DrawId, ExamId, PanelId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, openDraw } from '../seating/draws.ts'
import { PublicValue } from '../seating/witness-public-value.ts'
import { giveLots, lockPanel, lotsDrawn, markArrival, membersOf, orderOf, ordersOf, type Panel } from './records.ts'
import type { InterviewRefusal } from './refusals.ts'

export const MarkArrival = z.strictObject({ examId: ExamId, panelId: PanelId, applicationId: ApplicationId, arrived: z.boolean() })
export type MarkArrival = z.infer<typeof MarkArrival>

/** In the waiting room: who is there, and who did not come. Until the lots are drawn a late arrival corrects an absence. */
export async function receiveInterviewee(
  deps: Deps,
  caller: Caller,
  command: MarkArrival,
): Promise<Result<{ arrived: boolean }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, panelId, applicationId, arrived } = command
  return act(
    deps,
    { event: 'interviewee_received', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const panel = await lockPanel(tx, examId, panelId)
      if (!panel) return refuse('panel_unknown')
      if (panel.clerk !== caller.accountId) return refuse('not_on_this_panel')
      const order = await orderOf(tx, panelId, applicationId)
      if (!order) return refuse('candidate_not_of_this_panel')
      if (await lotsDrawn(tx, panelId)) return refuse('arrival_closed')
      await markArrival(tx, applicationId, { arrivedAt: arrived ? now : null, absentAt: arrived ? null : now })
      note({ panel: panel.number, arrived })
      return accept({ arrived })
    },
  )
}

export const FreezeOrderDraw = z.strictObject({ examId: ExamId, panelId: PanelId, ...DrawTerms.shape })
export type FreezeOrderDraw = z.infer<typeof FreezeOrderDraw>

/** The order of interviews of one panel, by lot among those who came. The public transcript carries blinded labels. */
export async function freezeOrderDraw(
  deps: Deps,
  caller: Caller,
  command: FreezeOrderDraw,
): Promise<Result<{ drawId: string; freezeHash: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, panelId, ...terms } = command
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, subject: panelId, command }, async (tx, now, note) => {
    const panel = await lockPanel(tx, examId, panelId)
    if (!panel) return refuse('panel_unknown')
    const judged = await judgeOrder(tx, panel)
    if (!judged.ok) return judged
    const labels = judged.value.map((applicationId) => labelOf(deps, panelId, applicationId)).toSorted()
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'interview_order',
      scope: panelId,
      body: { kind: 'lots', labels },
      terms,
      by: caller.accountId,
      now,
    })
    if (!frozen.ok) return frozen
    note({
      kind: 'interview_order',
      panel: panel.number,
      draw: frozen.value.drawId,
      freezeHash: frozen.value.freezeHash,
      labels: labels.length,
    })
    return frozen
  })
}

async function judgeOrder(tx: Tx, panel: Panel): Promise<Result<ApplicationId[], InterviewRefusal>> {
  if ((await membersOf(tx, panel.id)).length === 0) return refuse('panels_not_drawn')
  const orders = await ordersOf(tx, panel.id)
  if (orders.some(({ lot }) => lot !== null)) return refuse('arrival_closed')
  if (orders.some(({ arrivedAt, absentAt }) => arrivedAt === null && absentAt === null)) return refuse('arrivals_open')
  const arrived = orders.filter(({ arrivedAt }) => arrivedAt !== null).map(({ applicationId }) => applicationId)
  return arrived.length === 0 ? refuse('nobody_arrived') : accept(arrived)
}

const labelOf = (deps: Deps, panelId: PanelId, applicationId: ApplicationId): string =>
  Buffer.from(deps.keyring.digest(`interview-order:${panelId}`, applicationId))
    .toString('hex')
    .slice(0, 16)

export const RunOrderDraw = z.strictObject({ examId: ExamId, panelId: PanelId, drawId: DrawId, publicValue: PublicValue })
export type RunOrderDraw = z.infer<typeof RunOrderDraw>

export async function runOrderDraw(
  deps: Deps,
  caller: Caller,
  { examId, panelId, drawId, publicValue }: RunOrderDraw,
): Promise<Result<{ lots: number; transcriptHash: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId }, async (tx, now, note) => {
    const panel = await lockPanel(tx, examId, panelId)
    if (!panel) return refuse('panel_unknown')
    const opened = await openDraw(tx, { examId, drawId, kind: 'interview_order', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    if (opened.value.scope !== panelId) return refuse('draw_unknown')
    const lots = await saveLots(deps, tx, panel, drawId, opened.value.result, now)
    note({ kind: 'interview_order', panel: panel.number, transcriptHash: opened.value.transcriptHash, lots, publicValue })
    return accept({ lots, transcriptHash: opened.value.transcriptHash })
  })
}

async function saveLots(
  deps: Deps,
  tx: Tx,
  panel: Panel,
  drawId: DrawId,
  result: { readonly kind: string; readonly labels?: readonly string[] },
  now: Instant,
): Promise<number> {
  invariant(result.kind === 'lots' && result.labels, `draw ${drawId} of ${now} gave ${result.kind}`)
  const byLabel = new Map(
    (await ordersOf(tx, panel.id)).map(({ applicationId }) => [labelOf(deps, panel.id, applicationId), applicationId]),
  )
  const lots = result.labels.map((label, index) => ({ applicationId: known(byLabel.get(label), `label ${label}`), lot: index + 1 }))
  await giveLots(tx, drawId, lots)
  return lots.length
}
