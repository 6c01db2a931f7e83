/**
 * Badges and seat charts on their way to a site: a chart for each room in use, counted by the chief examiner of that very site. Whoever hands
 * over never receives: else one person could say of a missing badge that it came.
 *
 * Regulation: 《专业技术职务资格考试制度》第十五条（一） (R-STAF-04) three days before the exam badges, seat charts and supplies are handed over.
 */
import type { AccountId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { type Charge, inCharge } from './duty.ts'

export type HandOverRefusal = 'seat_charts_missing'
export type ReceiptRefusal = 'site_of_another' | 'giver_cannot_receive' | 'supplies_differ'

export type Counted = { readonly badges: number; readonly seatCharts: number }

export const judgeHandOver = ({ seatCharts }: Counted, roomsInUse: number): Result<true, HandOverRefusal> =>
  seatCharts < roomsInUse ? refuse('seat_charts_missing', { rooms: roomsInUse }) : accept(true)

export type Handed = Counted & { readonly siteId: string; readonly handedBy: AccountId }
export type Receipt = Counted & { readonly charge: Charge; readonly receivedBy: AccountId }

/** A difference is no receipt: nothing is received until somebody has looked. */
export function judgeReceipt(handed: Handed, receipt: Receipt): Result<true, ReceiptRefusal> {
  if (!inCharge(receipt.charge, handed.siteId)) return refuse('site_of_another')
  if (handed.handedBy === receipt.receivedBy) return refuse('giver_cannot_receive')
  if (handed.badges !== receipt.badges || handed.seatCharts !== receipt.seatCharts) return refuse('supplies_differ')
  return accept(true)
}
