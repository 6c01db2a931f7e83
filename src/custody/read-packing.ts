import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type NamedOfficer, namedOfficers } from '../exam/named-officers.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import { openStatements } from '../identity/statement-records.ts'
import { packagesStatement } from './draft-packages.ts'
import { type PlanRow, packagesOf, seatPlanRows } from './records.ts'

export type PackingForm = {
  readonly rooms: readonly PlanRow[]
  readonly packed: number
  readonly people: readonly NamedOfficer[]
  readonly open: readonly OpenList[]
}
export type OpenList = { readonly statementId: string; readonly packages: number; readonly missing: number }

const Payload = z.object({ packages: z.array(z.unknown()) })

/** What the packing list stands on: the published seat plan, who signs it, and lists under way. */
export async function packingForm(deps: Deps, examId: ExamId, caller: Caller): Promise<PackingForm> {
  const people = await namedOfficers(deps, examId, ['police_escort', 'discipline_inspector'])
  return deps.within('office', async (tx) => ({
    rooms: await seatPlanRows(tx, examId),
    packed: (await packagesOf(tx, examId)).length,
    people,
    open: (await openStatements(tx, { examId, type: packagesStatement, by: caller.accountId })).map(({ id, payload, missing }) => ({
      statementId: id,
      packages: Payload.parse(JSON.parse(payload)).packages.length,
      missing,
    })),
  }))
}
