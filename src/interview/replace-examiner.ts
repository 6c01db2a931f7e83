import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { replaceExaminer as nextFor, panelPosition } from '../../seating/staff.ts'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, PanelId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { drawnResult } from '../seating/draws.ts'
import {
  changeMember,
  hasMarked,
  lockPanels,
  membersOf,
  officersWith,
  type Panel,
  poolOf,
  recusedFromPanel,
  seatedEver,
} from './records.ts'
import type { InterviewRefusal } from './refusals.ts'
import { judgeReplacement, replacementReasons } from './rules/replacement.ts'
import { seatMessage } from './words.ts'

export const ReplaceExaminer = z.strictObject({
  examId: ExamId,
  panelId: PanelId,
  /** Who leaves the place. */
  accountId: AccountId,
  reason: z.enum(replacementReasons),
  /** Reserves who are not here either. */
  absent: z.array(AccountId).max(200),
})
export type ReplaceExaminer = z.infer<typeof ReplaceExaminer>

/**
 * The inspector in the room gives one place to the first reserve in drawn order who is here and may take it; nobody else moves. An office
 * that could do it alone would call examiners absent until a friend's turn came.
 */
export async function replaceExaminer(
  deps: Deps,
  caller: Caller,
  command: ReplaceExaminer,
): Promise<Result<{ accountId: AccountId; place: number }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, panelId, accountId, reason, absent } = command
  return act(deps, { event: 'examiner_replaced', role: 'office', by: caller, examId, subject: panelId, command }, async (tx, now, note) => {
    note({ reason, left: accountId, absent })
    // All panels: two of them must not be given the same reserve.
    const panel = (await lockPanels(tx, examId)).find(({ id }) => id === panelId)
    if (!panel) return refuse('panel_unknown')
    if (panel.inspector !== caller.accountId) return refuse('not_on_this_panel')
    const exam = known(await loadExam(tx, examId), `exam ${examId}`)
    const leaving = (await membersOf(tx, panelId)).find((member) => member.accountId === accountId)
    const judged = judgeReplacement(
      {
        interviewOn: exam.interviewOn?.toString(),
        today: dateIn(deps.authority.timeZone, now).toString(),
        sheetSigned: panel.sheet !== null,
      },
      { seated: leaving !== undefined, hasMarked: await hasMarked(tx, panelId, accountId) },
      reason,
    )
    if (!judged.ok) return judged
    const { place } = known(leaving, 'somebody who sits there')
    const next = await nextReserve(tx, panel, place, absent)
    if (!next.ok) return next
    await changeMember(tx, { panelId, examId, accountId: next.value, place, replaces: accountId, reason, seatedAt: now })
    await tell(tx, deps, { accountId: next.value, examId, ...seatMessage(exam.title, panel.number), now })
    note({ seated: next.value, place, panel: panel.number })
    return accept({ accountId: next.value, place })
  })
}

/** The engine's word on who comes next, over the panel as it sits now. Whoever sat anywhere, serves no more or recused is passed over. */
async function nextReserve(
  tx: Tx,
  panel: Panel,
  place: number,
  absent: readonly AccountId[],
): Promise<Result<AccountId, InterviewRefusal>> {
  const drawn = await drawnResult(tx, panel.examId, known(panel.drawId, `draw of panel ${panel.number}`))
  invariant(drawn?.input.kind === 'panels' && drawn.result.kind === 'panels', `panel ${panel.number} was not drawn`)
  const pool = await poolOf(tx, panel.examId)
  const labels = new Map(pool.map((one) => [one.accountId, one.label]))
  const labelOf = (accountId: AccountId) => known(labels.get(accountId), `label of ${accountId}`)
  const accounts = new Map(pool.map((one) => [one.label, one.accountId]))
  const used = await seatedEver(tx, panel.examId)
  const serving = await officersWith(tx, panel.examId, 'examiner', [...labels.keys()])
  const reserves: string[] = []
  for (const label of drawn.result.reserves) {
    const accountId = known(accounts.get(label), `examiner ${label}`)
    if (used.has(accountId) || !serving.has(accountId) || (await recusedFromPanel(tx, panel.examId, accountId, panel.id))) continue
    reserves.push(label)
  }
  const { chiefs } = drawn.input.rules
  const people = (await membersOf(tx, panel.id)).map((member) => ({
    position: panelPosition(member.place - 1, chiefs),
    label: labelOf(member.accountId),
  }))
  const panels = drawn.result.panels.map((one) => (one.name === String(panel.number) ? { ...one, people } : one))
  const where = { panel: String(panel.number), position: panelPosition(place - 1, chiefs) }
  const replaced = nextFor(
    drawn.input,
    { panels, reserves },
    where,
    absent.flatMap((accountId) => labels.get(accountId) ?? []),
  )
  if (!replaced.ok) return refuse(replaced.refusal.code)
  return accept(known(accounts.get(replaced.value.replacedBy), `examiner ${replaced.value.replacedBy}`))
}
