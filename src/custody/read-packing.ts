import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'
import { openStatements } from '../identity/statement-records.ts'
import { packagesStatement } from './draft-packages.ts'
import { type PlanRow, packagesOf, peopleInRoles, seatPlanRows } from './records.ts'

export type Person = { readonly accountId: string; readonly name: string; readonly unit: string; readonly roles: readonly Role[] }

/** Officers who hold one of the roles, by name, for whoever must name them in a form. */
export async function peopleBy(deps: Deps, examId: ExamId, wanted: readonly Role[]): Promise<readonly Person[]> {
  const people = await deps.within('office', (tx) => peopleInRoles(tx, examId, wanted))
  return people.map(({ personId, nameSealed, ...rest }) => ({
    ...rest,
    name: deps.keyring.openField(`persons:name:${personId}`, nameSealed),
  }))
}

export type PackingForm = {
  readonly rooms: readonly PlanRow[]
  readonly packed: number
  readonly people: readonly Person[]
  readonly open: readonly OpenList[]
}
export type OpenList = { readonly statementId: string; readonly packages: number; readonly missing: number }

const Payload = z.object({ packages: z.array(z.unknown()) })

/** What the packing list stands on: the published seat plan, who signs it, and lists under way. */
export async function packingForm(deps: Deps, examId: ExamId, caller: Caller): Promise<PackingForm> {
  const people = await peopleBy(deps, examId, ['police_escort', 'discipline_inspector'])
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
