import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertReceipt, lockReceipt, numberReceived, stockRange } from './blank-records.ts'
import { certifyingExam } from './certifying-exam.ts'
import type { CertificateRefusal } from './refusals.ts'
import { judgeSecondHand } from './rules/states.ts'

const BlankNumber = z.int().min(1).max(999_999_999_999)

export const ReceiveBlanks = z
  .strictObject({ examId: ExamId, first: BlankNumber, last: BlankNumber })
  .refine(({ first, last }) => last >= first && last - first < 100_000, { path: ['last'] })
export type ReceiveBlanks = z.infer<typeof ReceiveBlanks>

/** R-SK-18, R-WK-31: the clerk states which numbers came in. They are stock once another person has counted them. */
export async function receiveBlanks(
  deps: Deps,
  caller: Caller,
  command: ReceiveBlanks,
): Promise<Result<{ receiptId: string }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, first, last } = command
  return act(deps, { event: 'blanks_received', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { kind } = found.value
    note({ kind, first, last })
    const taken = await numberReceived(tx, kind, first, last)
    if (taken !== undefined) return refuse('blank_received_before', { number: taken })
    const id = deps.newId()
    const unseen = { witnessedBy: null, witnessedAt: null }
    await insertReceipt(tx, { id, kind, firstNumber: first, lastNumber: last, receivedBy: caller.accountId, receivedAt: now, ...unseen })
    note({ receipt: id })
    return accept({ receiptId: id })
  })
}

export const WitnessBlanks = z.strictObject({ examId: ExamId, receiptId: z.uuid() })
export type WitnessBlanks = z.infer<typeof WitnessBlanks>

/** Another person has counted the range: every number of it is stock from now on. */
export async function witnessBlanks(
  deps: Deps,
  caller: Caller,
  command: WitnessBlanks,
): Promise<Result<{ stock: number }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, receiptId } = command
  const said = { event: 'blanks_witnessed', role: 'office', by: caller, examId, subject: receiptId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const receipt = await lockReceipt(tx, found.value.kind, receiptId)
    if (!receipt) return refuse('receipt_unknown')
    const judged = judgeSecondHand(receipt.receivedBy, receipt.witnessedBy !== null, caller.accountId)
    if (!judged.ok) return judged
    const { kind, firstNumber, lastNumber } = receipt
    const taken = await numberReceived(tx, kind, firstNumber, lastNumber)
    if (taken !== undefined) return refuse('blank_received_before', { number: taken })
    await stockRange(tx, receipt, caller.accountId, now)
    const stock = lastNumber - firstNumber + 1
    note({ kind, first: firstNumber, last: lastNumber, stock })
    return accept({ stock })
  })
}
