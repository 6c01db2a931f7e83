import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { certifyingExam } from './certifying-exam.ts'
import { approverOf } from './pass-records.ts'
import { insertSealUse, lockInState, moveCertificates, nextSealUse } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'

export const officialSeals = ['centre_seal', 'grade_pass_seal'] as const

export const StampCertificates = z.strictObject({ examId: ExamId, seals: z.array(z.enum(officialSeals)).min(1).max(2) })
export type StampCertificates = z.infer<typeof StampCertificates>

/**
 * R-WK-30, R-SEAL-07: the seals are put on everything that another person has printed, and the seal book gets its line. Whoever prints
 * does not also seal: a print nobody else has looked at carries no seal.
 */
export async function stampCertificates(
  deps: Deps,
  caller: Caller,
  command: StampCertificates,
): Promise<Result<{ stamped: number; sealUse: number }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  const seals = [...new Set(command.seals)].sort()
  return act(deps, { event: 'certificates_stamped', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const printed = await lockInState(tx, examId, 'printed', caller.accountId)
    if (printed.length === 0) return refuse('nothing_to_stamp')
    const id = deps.newId()
    const number = await nextSealUse(tx, examId)
    const approvedBy = await approverOf(tx, examId)
    await insertSealUse(tx, { id, examId, number, seals, copies: printed.length, approvedBy, usedBy: caller.accountId, usedAt: now })
    const ids = printed.map((certificate) => certificate.id)
    await moveCertificates(tx, ids, 'printed', { state: 'stamped', sealUse: id, stampedBy: caller.accountId })
    note({ sealUse: number, seals, numbers: printed.map((certificate) => certificate.number) })
    return accept({ stamped: printed.length, sealUse: number })
  })
}
