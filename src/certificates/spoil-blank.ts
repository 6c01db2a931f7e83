import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type Blank, insertSpoiling, lockBlank, lockSpoiling, moveBlanks, witnessSpoilingRow } from './blank-records.ts'
import { certifyingExam } from './certifying-exam.ts'
import { SpoilingId } from './ids.ts'
import { type Certificate, lockCertificateOn, moveCertificates } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import type { CertificateKind } from './rules/pass.ts'
import { judgeSecondHand, type StepRefusal, spoilingReasons, stepFrom } from './rules/states.ts'

export const ProposeSpoiling = z.strictObject({
  examId: ExamId,
  blankNumber: z.int().min(1).max(999_999_999_999),
  reason: z.enum(spoilingReasons),
})
export type ProposeSpoiling = z.infer<typeof ProposeSpoiling>

type Spoilable = {
  readonly blank: Blank
  readonly certificate: Certificate | undefined
  readonly becomes: 'spoiled' | 'voided'
}

/** An empty blank, a certificate that has not left, or one that was called back and has come home. */
async function spoilable(
  tx: Tx,
  examId: ExamId,
  kind: CertificateKind,
  number: number,
): Promise<Result<Spoilable, StepRefusal | 'blank_unknown'>> {
  const certificate = await lockCertificateOn(tx, kind, number)
  const blank = await lockBlank(tx, kind, number)
  if (!blank || (certificate && certificate.examId !== examId)) return refuse('blank_unknown')
  if (!certificate)
    return blank.state === 'stock'
      ? accept({ blank, certificate, becomes: 'spoiled' })
      : refuse('certificate_not_at_this_step', { state: blank.state })
  const recalled = certificate.state === 'recalled'
  const step = stepFrom(certificate.state, recalled ? 'recover' : 'spoil')
  return step.ok ? accept({ blank, certificate, becomes: recalled ? 'voided' : 'spoiled' }) : step
}

/** R-SK-18: one person finds it unusable and says why. Nothing changes until another has seen it. */
export async function proposeSpoiling(
  deps: Deps,
  caller: Caller,
  command: ProposeSpoiling,
): Promise<Result<{ spoilingId: SpoilingId }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, blankNumber, reason } = command
  return act(deps, { event: 'spoiling_proposed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { kind } = found.value
    note({ kind, blank: blankNumber, reason })
    const judged = await spoilable(tx, examId, kind, blankNumber)
    if (!judged.ok) return judged
    if ((judged.value.becomes === 'voided') !== (reason === 'recovered')) return refuse('reason_does_not_fit')
    const id = SpoilingId.parse(deps.newId())
    const unseen = { witnessedBy: null, witnessedAt: null }
    await insertSpoiling(tx, { id, kind, number: blankNumber, reason, proposedBy: caller.accountId, proposedAt: now, ...unseen })
    note({ spoiling: id })
    return accept({ spoilingId: id })
  })
}

export const WitnessSpoiling = z.strictObject({ examId: ExamId, spoilingId: SpoilingId })
export type WitnessSpoiling = z.infer<typeof WitnessSpoiling>

/** Another person has seen it cut: the number stays in the ledger as spoiled, and a certificate on it is worth nothing. */
export async function witnessSpoiling(
  deps: Deps,
  caller: Caller,
  command: WitnessSpoiling,
): Promise<Result<{ blankNumber: number; state: 'spoiled' | 'voided' }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, spoilingId } = command
  const said = { event: 'blank_spoiled', role: 'office', by: caller, examId, subject: spoilingId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const spoiling = await lockSpoiling(tx, found.value.kind, spoilingId)
    if (!spoiling) return refuse('spoiling_unknown')
    const second = judgeSecondHand(spoiling.proposedBy, spoiling.witnessedBy !== null, caller.accountId)
    if (!second.ok) return second
    const judged = await spoilable(tx, examId, spoiling.kind, spoiling.number)
    if (!judged.ok) return judged
    const { blank, certificate, becomes } = judged.value
    if (certificate) await moveCertificates(tx, [certificate.id], certificate.state, { state: becomes })
    await moveBlanks(tx, blank.kind, [blank.number], blank.state, becomes, now)
    await witnessSpoilingRow(tx, spoiling.id, caller.accountId, now)
    note({ kind: blank.kind, blank: blank.number, reason: spoiling.reason, number: certificate?.number ?? null, becomes })
    return accept({ blankNumber: blank.number, state: becomes })
  })
}
