import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { countsOf, ledgerNow, receiptsOf, spoilingsOf } from './blank-records.ts'
import { certifyingExam } from './certifying-exam.ts'
import { openContent } from './content.ts'
import { filingsOf, scorersOf } from './pass-records.ts'
import { certificatesOf, certificatesOfPerson, registersOf, sealUsesOf, withdrawalsOf } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { receiversOf } from './rules/filing.ts'
import { differenceOf } from './rules/ledger.ts'
import type { CertificateKind, CertifyingFamily, Finding } from './rules/pass.ts'
import { isAlive } from './rules/states.ts'
import { judgedResults, passesToApprove } from './standings.ts'

export const OfExam = z.strictObject({ examId: ExamId })
export type OfExam = z.infer<typeof OfExam>

export type Passes = Extract<Awaited<ReturnType<typeof readPasses>>, { ok: true }>['value']

/** The list a director approves: every pass by ticket, and how the others came out. */
export async function readPasses(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { joined } = await scorersOf(tx, examId)
    const judged = await judgedResults(tx, found.value)
    const { passes, listHash } = passesToApprove(found.value, judged)
    const many = (finding: Finding) => judged.filter((one) => one.finding === finding).length
    return accept({
      joined,
      passMark: found.value.passMarkText,
      listHash: listHash.toString('hex'),
      passes: passes.map(({ applicationId, ticket, field, grade, score, practice }) => ({
        applicationId,
        ticket,
        field,
        grade,
        score: score ?? '',
        practice,
      })),
      approved: judged.filter(({ approval }) => approval === 'standing').length,
      failed: many('failed'),
      absent: many('absent'),
      breach: many('breach'),
      notQualified: many('not_qualified'),
      practicalOutstanding: many('practical_outstanding'),
    })
  })
}

export type CertificateBoard = Extract<Awaited<ReturnType<typeof readBoard>>, { ok: true }>['value']

/** The whole desk of one exam: ledger, what is to be printed, every certificate, and what waits for a second person. */
export async function readBoard(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { family, kind } = found.value
    const all = await certificatesOf(tx, examId)
    const alive = new Set(all.filter(({ state }) => isAlive(state)).map(({ applicationId }) => applicationId))
    const judged = await judgedResults(tx, found.value)
    const tickets = new Map(judged.map(({ applicationId, ticket }) => [applicationId, ticket]))
    const ledger = await ledgerNow(tx, kind)
    return accept({
      family: family satisfies CertifyingFamily,
      kind: kind satisfies CertificateKind,
      ledger,
      difference: differenceOf(ledger),
      printable: judged
        .filter(({ approval, finding, applicationId }) => approval === 'standing' && finding === 'passed' && !alive.has(applicationId))
        .map(({ applicationId, ticket, field, grade }) => ({ applicationId, ticket, field, grade })),
      certificates: all.map((one) => ({
        certificateId: one.id,
        number: one.number,
        blankNumber: one.blankNumber,
        ticket: tickets.get(one.applicationId) ?? '',
        name: one.shownName,
        state: one.state,
        collected: one.collected,
        replaces: one.replaces,
        printedAt: one.printedAt,
      })),
      receipts: (await receiptsOf(tx, kind)).map(({ id, firstNumber, lastNumber, receivedAt, witnessedAt }) => ({
        receiptId: id,
        first: firstNumber,
        last: lastNumber,
        receivedAt,
        witnessedAt,
      })),
      spoilings: (await spoilingsOf(tx, kind)).map(({ id, number, reason, proposedAt, witnessedAt }) => ({
        spoilingId: id,
        blankNumber: number,
        reason,
        proposedAt,
        witnessedAt,
      })),
      withdrawals: (await withdrawalsOf(tx, examId)).map(({ withdrawal, number }) => ({
        withdrawalId: withdrawal.id,
        number,
        kind: withdrawal.kind,
        reason: withdrawal.reason,
        proposedAt: withdrawal.proposedAt,
        approvedAt: withdrawal.approvedAt,
      })),
      sealUses: (await sealUsesOf(tx, examId)).map(({ number, seals, copies, usedAt }) => ({ number, seals, copies, usedAt })),
      registers: (await registersOf(tx, examId)).map(({ id, number, certificates, contentHash, madeAt }) => ({
        registerId: id,
        number,
        rows: certificates.length,
        content: Buffer.from(contentHash).toString('hex'),
        madeAt,
      })),
      counts: (await countsOf(tx, kind)).map(({ id, countedAt, confirmedAt, received, issued, spoiled, printed, stock }) => ({
        countId: id,
        countedAt,
        confirmedAt,
        ledger: { received, issued, spoiled, printed, stock },
      })),
      receivers: receiversOf(family),
      filings: (await filingsOf(tx, examId)).map(({ receiver, dueOn, filedAt, receivedAt }) => ({
        receiver,
        dueOn: dueOn.toString(),
        filedAt,
        receivedAt,
      })),
    })
  })
}

export const NoParameters = z.strictObject({})

/** The caller's own certificates that have left the house, with the signed statement that proves each. */
export async function readOwnCertificates(deps: Deps, caller: Caller, _: z.infer<typeof NoParameters>) {
  const own = await deps.within('candidate', (tx) => certificatesOfPerson(tx, caller.personId))
  const certificates = own.map((one) => {
    const { field, grade, examTitle, approvedOn } = openContent(deps, one.id, one.contentSealed)
    const { id: certificateId, number, kind, state, statement, issuedAt } = one
    return { certificateId, number, kind, state, field, grade, examTitle, approvedOn, issuedAt, statement }
  })
  const answered: Result<{ certificates: typeof certificates }, CertificateRefusal> = accept({ certificates })
  return answered
}
