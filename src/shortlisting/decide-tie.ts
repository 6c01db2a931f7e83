import { z } from 'zod'
import { tieStages } from '../../db/schema/shortlisting.ts'
import type { Deps } from '../deps.ts'
import { positionById } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId, PositionId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { announcedExam } from './gates.ts'
import { TieDecisionId } from './ids.ts'
import { applicationsByName, confirmDecision, insertDecision, lockDecision } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { judgeDecision, judgeSecond } from './rules/ties.ts'

export const DecideTie = z.strictObject({
  examId: ExamId,
  positionId: PositionId,
  stage: z.enum(tieStages),
  /** Everyone who is tied, who goes first first: by application, ticket or application number. */
  ordered: z.array(z.string().trim().min(4).max(36)).min(1).max(100),
  /** Public reasons, without personal data: what was compared. */
  reason: z.string().trim().min(10).max(1000),
})
export type DecideTie = z.infer<typeof DecideTie>

/** One person decides the order of equals; it holds when another has confirmed it (B-08). */
export async function decideTie(
  deps: Deps,
  caller: Caller,
  command: DecideTie,
): Promise<Result<{ decisionId: TieDecisionId }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId, positionId, stage, reason } = command
  return act(deps, { event: 'tie_decided', role: 'office', by: caller, examId, subject: positionId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    if (!(await positionById(tx, examId, positionId))) return refuse('position_unknown')
    const named = await applicationsByName(tx, positionId)
    const resolved = command.ordered.map((name) => named.get(name) ?? name)
    const judged = judgeDecision(resolved, new Set(named.values()))
    if (!judged.ok) return judged
    const ordered = z.array(ApplicationId).parse(resolved)
    const id = TieDecisionId.parse(deps.newId())
    await insertDecision(tx, {
      id,
      examId,
      positionId,
      stage,
      ordered,
      reason,
      decidedBy: caller.accountId,
      deciderPersonId: caller.personId,
      decidedAt: now,
    })
    note({ decision: id, stage, ordered })
    return accept({ decisionId: id })
  })
}

export const ConfirmTie = z.strictObject({ examId: ExamId, decisionId: TieDecisionId })
export type ConfirmTie = z.infer<typeof ConfirmTie>

export async function confirmTie(
  deps: Deps,
  caller: Caller,
  command: ConfirmTie,
): Promise<Result<{ decisionId: TieDecisionId }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId, decisionId } = command
  return act(deps, { event: 'tie_confirmed', role: 'office', by: caller, examId, subject: decisionId, command }, async (tx, now, note) => {
    const decision = await lockDecision(tx, examId, decisionId)
    if (!decision) return refuse('decision_unknown')
    const judged = judgeSecond({ decidedBy: decision.deciderPersonId, confirmed: decision.confirmedAt !== null }, caller.personId)
    if (!judged.ok) return judged
    await confirmDecision(tx, decisionId, { confirmedBy: caller.accountId, confirmerPersonId: caller.personId, confirmedAt: now })
    note({ position: decision.positionId, stage: decision.stage, ordered: decision.ordered })
    return accept({ decisionId })
  })
}
