import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type NamedOfficer, namedOfficersWithin } from '../exam/named-officers.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import type { StatementId } from '../identity/ids.ts'
import { openStatements } from '../identity/statement-records.ts'
import { handoffStatement } from './draft-handoff.ts'
import { packagesAtLeg } from './records.ts'
import type { Leg } from './rules/legs.ts'

export type AtHand = { readonly number: string; readonly room: string | null }
export type HandoffForm = {
  readonly packages: readonly AtHand[]
  readonly people: readonly (NamedOfficer & { readonly gives: boolean; readonly witnesses: boolean })[]
}

/** What stands in the form of one leg: packages that are at it, and who of the exam's officers may give or witness. */
export async function handoffForm(deps: Deps, examId: ExamId, leg: Leg, caller: Caller): Promise<HandoffForm> {
  const keepsHolder = leg.name === 'open' || leg.name === 'destroy'
  return deps.within('office', async (tx) => {
    const people = await namedOfficersWithin(deps, tx, examId, [leg.giver, ...leg.witnesses])
    return {
      packages: await packagesAtLeg(tx, examId, leg.from, leg.receiver === 'invigilator' ? caller.accountId : undefined),
      people: people.map((officer) => ({
        ...officer,
        gives: officer.roles.includes(leg.giver) && (officer.accountId === caller.accountId) === keepsHolder,
        witnesses: officer.accountId !== caller.accountId && officer.roles.some((role) => leg.witnesses.includes(role)),
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
