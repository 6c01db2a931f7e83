import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { confirmCountRow, insertCount, ledgerNow, lockCount } from './blank-records.ts'
import { certifyingExam } from './certifying-exam.ts'
import type { CertificateRefusal } from './refusals.ts'
import { judgeConfirmation, judgeCount, type Ledger } from './rules/ledger.ts'
import { judgeSecondHand } from './rules/states.ts'

const Many = z.int().min(0).max(10_000_000)

export const CountLedger = z.strictObject({ examId: ExamId, stock: Many, printed: Many, spoiled: Many })
export type CountLedger = z.infer<typeof CountLedger>

/** R-SK-18: what lies in the cupboard, counted. A count that differs from the book is refused and stays in the log. */
export async function countLedger(
  deps: Deps,
  caller: Caller,
  command: CountLedger,
): Promise<Result<{ countId: string; ledger: Ledger }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, stock, printed, spoiled } = command
  return act(deps, { event: 'ledger_counted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { kind } = found.value
    const ledger = await ledgerNow(tx, kind)
    note({ kind, stock, printed, spoiled, book: [ledger.received, ledger.issued, ledger.spoiled, ledger.printed, ledger.stock] })
    const judged = judgeCount(ledger, { stock, printed, spoiled })
    if (!judged.ok) return judged
    const id = deps.newId()
    await insertCount(tx, { id, kind, ...ledger, countedBy: caller.accountId, countedAt: now, confirmedBy: null, confirmedAt: null })
    note({ count: id })
    return accept({ countId: id, ledger })
  })
}

export const ConfirmCount = z.strictObject({ examId: ExamId, countId: z.uuid() })
export type ConfirmCount = z.infer<typeof ConfirmCount>

/** A supervisor has counted the same: the period is reconciled. */
export async function confirmCount(
  deps: Deps,
  caller: Caller,
  command: ConfirmCount,
): Promise<Result<{ reconciled: true }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, countId } = command
  const said = { event: 'ledger_reconciled', role: 'office', by: caller, examId, subject: countId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const count = await lockCount(tx, found.value.kind, countId)
    if (!count) return refuse('count_unknown')
    const second = judgeSecondHand(count.countedBy, count.confirmedBy !== null, caller.accountId)
    if (!second.ok) return second
    const same = judgeConfirmation(count, await ledgerNow(tx, count.kind))
    if (!same.ok) return same
    await confirmCountRow(tx, countId, caller.accountId, now)
    const { received, issued, spoiled, printed, stock } = count
    note({ kind: count.kind, received, issued, spoiled, printed, stock })
    return accept({ reconciled: true as const })
  })
}
