import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { lockCase, moveCase } from './case-records.ts'
import { ReversalId } from './ids.ts'
import { candidateAccount, dropExceptionUse, opinionsOn, reverseQualification, standingQualification, voidOpinions } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { insertReversal, openReversal, reversalById, settleReversal } from './reversal-records.ts'
import { announcedExam } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { judgeConfirmation, judgeReversal, sanctionFor } from './rules/reversal.ts'
import { qualificationWords as words } from './words.ts'

export const ProposeReversal = z.strictObject({
  examId: ExamId,
  phase: z.enum(phases),
  applicationId: ApplicationId,
  kind: z.enum(['wrong_pass', 'wrong_rejection']),
  reason: z.string().trim().min(4).max(2000),
  /** Found and put right before it had an effect. */
  foundInTime: z.boolean(),
  serious: z.boolean(),
})
export type ProposeReversal = z.infer<typeof ProposeReversal>

/** An error of the review is reported; nothing changes until another person confirms it. */
export async function proposeReversal(
  deps: Deps,
  caller: Caller,
  command: ProposeReversal,
): Promise<Result<{ reversalId: string; sanction: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase, applicationId, kind, reason, foundInTime, serious } = command
  return act(
    deps,
    { event: 'reversal_proposed', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const file = await lockCase(tx, examId, applicationId, phase, caller.accountId, now)
      if (!file) return refuse('case_unknown')
      const may = judgeReversal(file.state, kind, (await openReversal(tx, file)) !== undefined)
      if (!may.ok) return may
      const standing = known(await standingQualification(tx, file), `${file.state} case ${applicationId} without a decision`)
      const id = ReversalId.parse(deps.newId())
      const sanction = sanctionFor({ foundInTime, serious })
      await insertReversal(tx, {
        id,
        applicationId,
        phase,
        version: file.version,
        qualificationId: standing.id,
        kind,
        reasonSealed: deps.keyring.sealField(`reversals:reason:${id}`, reason),
        foundInTime,
        serious,
        sanction,
        proposedBy: caller.accountId,
        proposerPersonId: caller.personId,
        proposedAt: now,
        confirmedBy: null,
        confirmerPersonId: null,
        confirmedAt: null,
        rejectedAt: null,
      })
      note({ phase, kind, sanction, reversal: id })
      return accept({ reversalId: id, sanction })
    },
  )
}

export const ConfirmReversal = z.strictObject({ examId: ExamId, reversalId: ReversalId, confirm: z.boolean() })
export type ConfirmReversal = z.infer<typeof ConfirmReversal>

/**
 * The second person confirms or rejects. A wrong pass is taken back and the candidate returned; a wrong rejection goes back to two
 * other reviewers.
 */
export async function confirmReversal(
  deps: Deps,
  caller: Caller,
  command: ConfirmReversal,
): Promise<Result<{ confirmed: boolean }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, reversalId, confirm } = command
  return act(
    deps,
    { event: 'reversal_confirmed', role: 'office', by: caller, examId, subject: reversalId, command },
    async (tx, now, note) => {
      const proposed = await reversalById(tx, reversalId)
      const exam = await announcedExam(tx, examId)
      const file = proposed && exam && (await lockCase(tx, examId, proposed.applicationId, proposed.phase, caller.accountId, now))
      const reversal = file && (await reversalById(tx, reversalId))
      if (!exam || !file || !reversal) return refuse('reversal_unknown')
      const given = await opinionsOn(tx, file, file.version)
      const settled = reversal.confirmedAt !== null || reversal.rejectedAt !== null
      const reviewers = given.map(({ reviewerPersonId }) => reviewerPersonId)
      const may = judgeConfirmation(
        { proposedBy: reversal.proposerPersonId, settled, version: reversal.version },
        { version: file.version, reviewers },
        caller.personId,
      )
      if (!may.ok) return may
      const hand = { confirmedBy: caller.accountId, confirmerPersonId: caller.personId }
      note({ confirm, kind: reversal.kind, application: file.applicationId })
      if (!confirm) {
        await settleReversal(tx, reversalId, { ...hand, rejectedAt: now })
        return accept<{ confirmed: boolean }>({ confirmed: false })
      }
      await settleReversal(tx, reversalId, { ...hand, confirmedAt: now })
      await reverseQualification(tx, reversal.qualificationId, now)
      await voidOpinions(tx, file, now)
      await dropExceptionUse(tx, file.personId, examId)
      await moveCase(tx, file, reversal.kind === 'wrong_pass' ? 'reversed' : 'open', now)
      const accountId = await candidateAccount(tx, file.personId)
      if (accountId) {
        const body = reversal.kind === 'wrong_pass' ? words.wrongPassBody : words.wrongRejectionBody
        await tell(tx, deps, { accountId, examId, subject: words.reversalSubject, body, now })
      }
      return accept<{ confirmed: boolean }>({ confirmed: true })
    },
  )
}
