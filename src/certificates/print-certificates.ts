import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, CertificateId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { maskName } from '../web/format.tsx'
import { moveBlanks, takeStock } from './blank-records.ts'
import { type CertifyingExam, certifyingExam } from './certifying-exam.ts'
import { contentHash, contentOf, sealContent } from './content.ts'
import { lockApprovals, type PassApproval, scorersOf } from './pass-records.ts'
import { certificatesFor, insertCertificates, type NewCertificate, nextRunning } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { certificateNumber } from './rules/certificate-number.ts'
import { isAlive } from './rules/states.ts'
import { signCertificate } from './sign-statement.ts'
import { judgedResults } from './standings.ts'

export const PrintCertificates = z.strictObject({ examId: ExamId, applicationIds: z.array(ApplicationId).min(1).max(200) })
export type PrintCertificates = z.infer<typeof PrintCertificates>

export type Printed = {
  readonly certificates: readonly { readonly certificateId: CertificateId; readonly number: string; readonly blankNumber: number }[]
}

/**
 * R-WK-33, R-SK-17: only for an approved pass that still is one, each on a numbered blank, under a number of its own. All of the batch or
 * nothing: a blank is either in stock or carries exactly one certificate.
 */
export async function printCertificates(
  deps: Deps,
  caller: Caller,
  command: PrintCertificates,
): Promise<Result<Printed, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  const ids = [...new Set(command.applicationIds)]
  return act(deps, { event: 'certificates_printed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    if ((await scorersOf(tx, examId)).accounts.includes(caller.accountId)) return refuse('printer_entered_scores')
    const approvals = await lockApprovals(tx, examId, ids)
    const standing = new Set(
      (await judgedResults(tx, found.value)).filter(({ finding }) => finding === 'passed').map(({ applicationId }) => applicationId),
    )
    // In the order the clerk asked for, which is the order of the blanks in the printer.
    const approved = ids.flatMap((id) =>
      approvals.filter(({ applicationId, revokedAt }) => applicationId === id && revokedAt === null && standing.has(id)),
    )
    if (approved.length < ids.length) return refuse('pass_not_approved', { asked: ids.length, approved: approved.length })
    const former = await certificatesFor(tx, ids)
    if (former.some(({ state }) => isAlive(state))) return refuse('certificate_exists')
    const stock = await takeStock(tx, found.value.kind, ids.length)
    if (stock.length < ids.length) return refuse('blanks_exhausted', { needed: ids.length, stock: stock.length })
    const first = await nextRunning(tx, found.value.family, found.value.exam.year, ids.length)
    const printed: NewCertificate[] = []
    for (const [at, approval] of approved.entries()) {
      const { number: blankNumber } = known(stock[at], 'there is a blank for each')
      const replaces = former.find(({ applicationId }) => applicationId === approval.applicationId)?.id ?? null
      const made = await certificateOf(tx, deps, found.value, approval, { running: first + at, blankNumber })
      printed.push({ ...made, replaces, printedBy: caller.accountId, printedAt: now })
    }
    await insertCertificates(tx, printed)
    const blankNumbers = printed.map(({ blankNumber }) => blankNumber)
    await moveBlanks(tx, found.value.kind, blankNumbers, 'stock', 'printed', now)
    note({
      numbers: printed.map(({ number }) => number),
      blanks: blankNumbers,
      contents: printed.map(({ contentHash: hash }) => Buffer.from(hash).toString('hex')),
    })
    return accept({ certificates: printed.map(({ id, number, blankNumber }) => ({ certificateId: id, number, blankNumber })) })
  })
}

type Place = { readonly running: number; readonly blankNumber: number }

async function certificateOf(
  tx: Tx,
  deps: Deps,
  { exam, family, kind }: CertifyingExam,
  { applicationId, score, practice, approvedAt }: PassApproval,
  { running, blankNumber }: Place,
) {
  const id = CertificateId.parse(deps.newId())
  const number = certificateNumber(family, exam.year, running)
  const content = await contentOf(tx, deps, applicationId, {
    number,
    score,
    practice,
    approvedOn: dateIn(deps.authority.timeZone, approvedAt).toString(),
    examTitle: exam.title,
    issuer: exam.organiser,
    salt: Buffer.from(deps.newSecret().subarray(0, 12)).toString('base64url'),
  })
  return {
    id,
    examId: exam.id,
    applicationId,
    kind,
    blankNumber,
    number,
    state: 'printed' as const,
    shownName: maskName(content.name),
    contentSealed: sealContent(deps, id, content),
    contentHash: contentHash(content),
    statement: await signCertificate(deps, kind, content),
  }
}
