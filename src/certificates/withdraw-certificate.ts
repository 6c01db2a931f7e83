import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { CertificateId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { WithdrawalId } from './ids.ts'
import { tellHolder } from './issue-certificate.ts'
import { revokeApproval } from './pass-records.ts'
import { approveWithdrawalRow, certificateBy, insertWithdrawal, lockCertificate, lockWithdrawal, moveCertificates } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { judgeSecondHand, reasonFits, stepFrom, type WithdrawalKind, withdrawalKinds, withdrawalReasons } from './rules/states.ts'
import { messages } from './words.ts'

export const ProposeWithdrawal = z.strictObject({
  examId: ExamId,
  certificateId: CertificateId,
  kind: z.enum(withdrawalKinds),
  reason: z.enum([...withdrawalReasons.recalled, ...withdrawalReasons.revoked]),
})
export type ProposeWithdrawal = z.infer<typeof ProposeWithdrawal>

const stepOf = (kind: WithdrawalKind) => (kind === 'recalled' ? 'recall' : 'revoke')

/** R-WK-33: somebody finds that a certificate must not stand. It holds until another person has decided. */
export async function proposeWithdrawal(
  deps: Deps,
  caller: Caller,
  command: ProposeWithdrawal,
): Promise<Result<{ withdrawalId: WithdrawalId }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, certificateId, kind, reason } = command
  const said = { event: 'withdrawal_proposed', role: 'office', by: caller, examId, subject: certificateId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const certificate = await lockCertificate(tx, examId, certificateId)
    if (!certificate) return refuse('certificate_unknown')
    if (!reasonFits(kind, reason)) return refuse('reason_does_not_fit')
    const step = stepFrom(certificate.state, stepOf(kind))
    if (!step.ok) return step
    const id = WithdrawalId.parse(deps.newId())
    const undecided = { approvedBy: null, approvedAt: null }
    await insertWithdrawal(tx, { id, certificateId, kind, reason, proposedBy: caller.accountId, proposedAt: now, ...undecided })
    note({ number: certificate.number, kind, reason, withdrawal: id })
    return accept({ withdrawalId: id })
  })
}

export const ApproveWithdrawal = z.strictObject({ examId: ExamId, withdrawalId: WithdrawalId })
export type ApproveWithdrawal = z.infer<typeof ApproveWithdrawal>

/**
 * R-DUAL-22: the certificate stops to hold at once, and the public check says why. Where the pass itself has fallen, its approval falls
 * with it, so that nobody prints the same again.
 */
export async function approveWithdrawal(
  deps: Deps,
  caller: Caller,
  command: ApproveWithdrawal,
): Promise<Result<{ state: WithdrawalKind }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, withdrawalId } = command
  const said = { event: 'certificate_withdrawn', role: 'office', by: caller, examId, subject: withdrawalId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const withdrawal = await lockWithdrawal(tx, withdrawalId)
    const seen = withdrawal && (await certificateBy(tx, examId, withdrawal.certificateId))
    if (!withdrawal || !seen) return refuse('withdrawal_unknown')
    const second = judgeSecondHand(withdrawal.proposedBy, withdrawal.approvedBy !== null, caller.accountId)
    if (!second.ok) return second
    const certificate = await lockCertificate(tx, examId, seen.id)
    const step = stepFrom(certificate?.state ?? seen.state, stepOf(withdrawal.kind))
    if (!step.ok || !certificate) return step.ok ? refuse('certificate_unknown') : step
    const { kind, reason } = withdrawal
    await moveCertificates(tx, [certificate.id], certificate.state, { state: kind })
    await approveWithdrawalRow(tx, withdrawalId, caller.accountId, now)
    if (kind === 'revoked') await revokeApproval(tx, certificate.applicationId, now)
    await tellHolder(tx, deps, certificate, messages[kind], now)
    note({ number: certificate.number, kind, reason })
    return accept({ state: kind })
  })
}
