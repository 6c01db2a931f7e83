import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { lockExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { certifyingExam } from './certifying-exam.ts'
import { insertApprovals, scorersOf } from './pass-records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { judgeApproval } from './rules/pass.ts'
import { judgedResults, passesToApprove } from './standings.ts'

export const ApprovePasses = z.strictObject({
  examId: ExamId,
  /** SHA-256 of the list on the director's screen: what was seen is what is approved. */
  listHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ApprovePasses = z.infer<typeof ApprovePasses>

/** R-WK-30, R-SK-16: the centre director approves the results. Nothing is printed for anybody who is not on an approved list. */
export async function approvePasses(
  deps: Deps,
  caller: Caller,
  command: ApprovePasses,
): Promise<Result<{ approved: number }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'passes_approved', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    await lockExam(tx, examId)
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const scorers = await scorersOf(tx, examId)
    if (!scorers.joined) return refuse('results_not_joined')
    const { passes, listHash } = passesToApprove(found.value, await judgedResults(tx, found.value))
    const list = listHash.toString('hex')
    const judged = judgeApproval(caller.accountId, scorers.accounts, passes.length, command.listHash, list)
    if (!judged.ok) return judged
    await insertApprovals(
      tx,
      passes.map(({ applicationId, score, practice }) => ({
        applicationId,
        examId,
        basis: 'written_pass' as const,
        score: known(score, 'a pass has a score'),
        practice,
        passMark: found.value.passMarkText,
        listHash,
        approvedBy: caller.accountId,
        approvedAt: now,
        revokedAt: null,
      })),
    )
    note({ approved: passes.length, list })
    return accept({ approved: passes.length })
  })
}
