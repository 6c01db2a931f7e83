import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { PackageNumber } from './draft-packages.ts'
import { insertIncident, lockOpenIncident, lockPackages, packagesOf, setPackageState } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { frozenByLeak } from './rules/leak.ts'

export const ReportIncident = z.strictObject({
  examId: ExamId,
  number: PackageNumber,
  kind: z.enum(['suspected_leak', 'count_differs', 'seal_differs']),
})
export type ReportIncident = z.infer<typeof ReportIncident>

/** Anyone in the chain may report: the package is frozen at once, and for a suspected leak every package of the same paper with it. */
export async function reportIncident(
  deps: Deps,
  caller: Caller,
  command: ReportIncident,
): Promise<Result<{ frozen: readonly string[] }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, number, kind } = command
  return act(deps, { event: 'incident_reported', role: 'office', by: caller, examId, subject: number, command }, async (tx, now, note) => {
    const all = (await packagesOf(tx, examId)).map(({ number, state, examSessionId }) => ({ number, state, examSessionId }))
    const numbers = frozenByLeak(all, number, kind)
    if (!numbers) return refuse('package_unknown', { number })
    const locked = await lockPackages(tx, examId, numbers)
    const frozen: string[] = []
    for (const one of locked) {
      if (one.state === 'frozen' || one.state === 'destroyed' || (await lockOpenIncident(tx, one.id))) continue
      await setPackageState(tx, one.id, one.state, 'frozen')
      await insertIncident(tx, {
        id: deps.newId(),
        packageId: one.id,
        examId,
        kind,
        stateBefore: one.state,
        expectedPapers: one.papers,
        expectedCards: one.cards,
        foundAt: now,
        foundBy: caller.accountId,
      })
      frozen.push(one.number)
    }
    if (frozen.length === 0) return refuse('incident_already_open', { number })
    note({ kind, frozen })
    return accept({ frozen })
  })
}
