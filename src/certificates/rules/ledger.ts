/**
 * The ledger of blanks: received = issued + spoiled + printed + stock, by kind, at every instant.
 *
 * Regulation: 《职业技能鉴定工作制度》第十四条 (R-SK-18) in and out registered, three counts compared at intervals; 《工人技术等级考核工作制度》
 * 第七条(三) (R-WK-31) the same for assessment forms. "Printed" in the article is what went out; what is printed and still lies here counts
 * with the stock, as "in the house".
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

/** stock: empty; printed: carries a certificate that has not left; issued: has left; voided: came back after it was called back. */
const blankStates = ['stock', 'printed', 'issued', 'spoiled', 'voided'] as const
export type BlankState = (typeof blankStates)[number]

export type Ledger = {
  readonly received: number
  readonly issued: number
  /** Spoiled before it left, or recovered and voided. */
  readonly spoiled: number
  readonly printed: number
  readonly stock: number
}

export const ledgerOf = (received: number, count: Readonly<Partial<Record<BlankState, number>>>): Ledger => ({
  received,
  issued: count.issued ?? 0,
  spoiled: (count.spoiled ?? 0) + (count.voided ?? 0),
  printed: count.printed ?? 0,
  stock: count.stock ?? 0,
})

export const differenceOf = ({ received, issued, spoiled, printed, stock }: Ledger): number => received - issued - spoiled - printed - stock

/** What two people find in the cupboard: empty blanks, finished ones, and spoiled ones kept for the count. */
export type Counted = Pick<Ledger, 'stock' | 'printed' | 'spoiled'>

export type CountRefusal = 'ledger_differs' | 'ledger_moved'

export function judgeCount(ledger: Ledger, counted: Counted): Result<Ledger, CountRefusal> {
  const off = (['stock', 'printed', 'spoiled'] as const).filter((name) => ledger[name] !== counted[name])
  if (off.length > 0) return refuse('ledger_differs', { book: ledger, counted, off })
  return differenceOf(ledger) === 0 ? accept(ledger) : refuse('ledger_differs', { book: ledger, counted, off: ['received'] })
}

/** The supervisor confirms the count of this very state: what moved in between has to be counted again. */
export function judgeConfirmation(counted: Ledger, now: Ledger): Result<true, CountRefusal> {
  const names = ['received', 'issued', 'spoiled', 'printed', 'stock'] as const
  return names.every((name) => counted[name] === now[name]) ? accept(true) : refuse('ledger_moved', { counted, now })
}
