import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { awaitPublication } from '../log/sequence.ts'
import type { MarkingRefusal } from './refusals.ts'
import { judgeApproval, judgeReadiness } from './rules/unblind.ts'
import { approveUnblinding, joinResults, readiness, requestOnce, unblindingOf } from './unblinding-records.ts'

export const RequestUnblinding = z.strictObject({ examId: ExamId })
export type RequestUnblinding = z.infer<typeof RequestUnblinding>

/** The score clerk states that every sheet is locked and asks for names. */
export async function requestUnblinding(
  deps: Deps,
  caller: Caller,
  { examId }: RequestUnblinding,
): Promise<Result<{ requested: true }, MarkingRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'unblinding_requested', role: 'unblinding', by: caller, examId }, async (tx, now) => {
    if ((await unblindingOf(tx, examId))?.approvedAt) return refuse('already_unblinded')
    const judged = judgeReadiness(await readiness(tx, examId))
    if (!judged.ok) return judged
    if (!(await requestOnce(tx, examId, caller.accountId, now))) return refuse('second_person_needed')
    return accept({ requested: true as const })
  })
}

export const ApproveUnblinding = z.strictObject({ examId: ExamId })
export type ApproveUnblinding = z.infer<typeof ApproveUnblinding>

export type Joined = { readonly scored: number; readonly absent: number; readonly breach: number }

/**
 * The discipline inspector approves, and names join scores. Before that the log is published as far as it goes: whatever was signed is then
 * committed for the world, so a score cannot be changed by someone who has seen the name.
 */
export async function approveUnblindingOf(
  deps: Deps,
  caller: Caller,
  { examId }: ApproveUnblinding,
): Promise<Result<Joined, MarkingRefusal | 'idempotency_key_reused'>> {
  const published = await awaitPublication(deps)
  return act(deps, { event: 'unblinded', role: 'unblinding', by: caller, examId }, async (tx, now, note) => {
    const request = await unblindingOf(tx, examId)
    const approval = judgeApproval(request && { requestedBy: request.requestedBy, approved: request.approvedAt !== null }, caller.accountId)
    if (!approval.ok) return approval
    const judged = judgeReadiness(await readiness(tx, examId))
    if (!judged.ok) return judged
    await approveUnblinding(tx, examId, caller.accountId, now, published.size)
    const joined = await joinResults(tx, examId, now)
    note({ ...joined, checkpoint: published.size })
    return accept(joined)
  })
}
