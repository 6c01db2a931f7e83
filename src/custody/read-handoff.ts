import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { officersIn } from '../exam/people-records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'
import type { StatementId } from '../identity/ids.ts'
import { nameOf } from '../identity/person.ts'
import { openStatements } from '../identity/statement-records.ts'
import { handoffStatement } from './draft-handoff.ts'
import { packagesAtLeg } from './records.ts'
import type { Leg } from './rules/legs.ts'

export type AtHand = { readonly number: string; readonly room: string | null }
export type HandoffForm = {
  readonly packages: readonly AtHand[]
  readonly people: readonly {
    readonly accountId: string
    readonly name: string
    readonly unit: string
    readonly roles: readonly Role[]
    readonly gives: boolean
    readonly witnesses: boolean
  }[]
}

/** What stands in the form of one leg: packages that are at it, and who of the exam's officers may give or witness. */
export async function handoffForm(deps: Deps, examId: ExamId, leg: Leg, caller: Caller): Promise<HandoffForm> {
  const keepsHolder = leg.name === 'open' || leg.name === 'destroy'
  return deps.within('office', async (tx) => {
    const people = await officersIn(tx, examId, [leg.giver, ...leg.witnesses])
    return {
      packages: await packagesAtLeg(tx, examId, leg.from, leg.receiver === 'invigilator' ? caller.accountId : undefined),
      people: people.map(({ accountId, person, unit, roles }) => ({
        accountId,
        name: nameOf(deps, person),
        unit,
        roles,
        gives: roles.includes(leg.giver) && (accountId === caller.accountId) === keepsHolder,
        witnesses: accountId !== caller.accountId && roles.some((role) => leg.witnesses.includes(role)),
      })),
    }
  })
}

const Payload = z.object({ leg: z.string(), packages: z.array(z.object({ number: z.string() })) })

export type OpenHandoff = {
  readonly statementId: StatementId
  readonly leg: string
  readonly numbers: readonly string[]
  readonly missing: number
}

/** Handoffs this person drafted that have not taken effect, with how many have yet to sign. */
export async function openHandoffs(deps: Deps, examId: ExamId, caller: Caller): Promise<readonly OpenHandoff[]> {
  const rows = await deps.within('office', (tx) => openStatements(tx, { examId, type: handoffStatement, by: caller.accountId }))
  return rows.map(({ id, payload, missing }) => {
    const { leg, packages } = Payload.parse(JSON.parse(payload))
    return { statementId: id, leg, numbers: packages.map(({ number }) => number), missing }
  })
}
