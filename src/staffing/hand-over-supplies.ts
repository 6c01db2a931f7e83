import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, SiteId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { chargeOfChief } from './charge.ts'
import { enterSupplies, lockSupplies, receiveSupplies, sitesInUse } from './preparation-records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { judgeHandOver, judgeReceipt } from './rules/supplies.ts'

const Count = z.int().min(0).max(10_000)

export const HandOverSupplies = z.strictObject({ examId: ExamId, siteId: SiteId, badges: Count, seatCharts: Count })
export type HandOverSupplies = z.infer<typeof HandOverSupplies>

type Handed = Promise<Result<{ siteId: string }, StaffingRefusal | 'idempotency_key_reused'>>

/** R-STAF-04: badges and seat charts go to each site that is used. Until the site has received them the numbers may be corrected. */
export async function handOverSupplies(deps: Deps, caller: Caller, command: HandOverSupplies): Handed {
  const { examId, siteId, badges, seatCharts } = command
  return act(
    deps,
    { event: 'supplies_handed_over', role: 'office', by: caller, examId, subject: siteId, command },
    async (tx, now, note) => {
      const sites = await sitesInUse(tx, examId)
      if (sites.length === 0) return refuse('seats_not_drawn')
      const site = sites.find((one) => one.siteId === siteId)
      if (!site) return refuse('site_not_in_use')
      const judged = judgeHandOver(command, site.rooms)
      if (!judged.ok) return judged
      const row = { examId, siteId, badges, seatCharts, handedBy: caller.accountId, handedAt: now, receivedBy: null, receivedAt: null }
      if (!(await enterSupplies(tx, row))) return refuse('supplies_received_already')
      note({ badges, seatCharts })
      return accept({ siteId })
    },
  )
}

export const ReceiveSupplies = z.strictObject({ examId: ExamId, siteId: SiteId, badges: Count, seatCharts: Count })
export type ReceiveSupplies = z.infer<typeof ReceiveSupplies>

/** The chief examiner of the site counts what came. A difference is on record and nothing is received, so that somebody looks. */
export async function receiveSiteSupplies(deps: Deps, caller: Caller, command: ReceiveSupplies): Handed {
  const { examId, siteId, badges, seatCharts } = command
  return act(deps, { event: 'supplies_received', role: 'office', by: caller, examId, subject: siteId, command }, async (tx, now, note) => {
    const handed = await lockSupplies(tx, examId, siteId)
    if (!handed) return refuse('supplies_not_handed_over')
    if (handed.receivedBy !== null) return refuse('supplies_received_already')
    note({ badges, seatCharts })
    const receipt = { badges, seatCharts, charge: chargeOfChief(caller, examId), receivedBy: caller.accountId }
    const judged = judgeReceipt(handed, receipt)
    if (!judged.ok) return judged
    await receiveSupplies(tx, handed, caller.accountId, now)
    return accept({ siteId })
  })
}
