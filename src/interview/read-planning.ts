import type { Deps } from '../deps.ts'
import { namedOfficersWithin } from '../exam/named-officers.ts'
import { trainingsOf } from '../exam/people-records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { namesOfAccounts } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { type InterviewPost, postsToInterview } from './board-records.ts'
import { panelsOf, poolOf, seatedEver } from './records.ts'

export type Serving = { readonly accountId: AccountId; readonly name: string; readonly unit: string }
export type PooledExaminer = Serving & {
  readonly speciality: string
  readonly city: string
  readonly outside: boolean
  readonly chief: boolean
  /** On a panel now or once: no reserve any more. */
  readonly seated: boolean
}

/** What an office needs to plan the interviews: the pool, who could enter it, who may serve in a room, the posts. */
export type Planning = {
  readonly pool: readonly PooledExaminer[]
  /** Appointed and trained examiners who are not in the pool. */
  readonly candidates: readonly Serving[]
  readonly inspectors: readonly Serving[]
  readonly supervisors: readonly Serving[]
  readonly clerks: readonly Serving[]
  readonly posts: readonly InterviewPost[]
  readonly planned: boolean
}

const roomRoles = ['examiner', 'discipline_inspector', 'social_supervisor', 'panel_clerk'] as const

export async function readPlanning(deps: Deps, _caller: Caller, examId: ExamId): Promise<Planning> {
  return deps.within('office', async (tx) => {
    const serving = await namedOfficersWithin(deps, tx, examId, roomRoles, 'bound')
    const as = (role: (typeof roomRoles)[number]): Serving[] =>
      serving.filter(({ roles }) => roles.includes(role)).map(({ accountId, name, unit }) => ({ accountId, name, unit }))
    const trained = new Set((await trainingsOf(tx, examId)).filter(({ kind }) => kind === 'interview').map(({ accountId }) => accountId))
    const examiners = as('examiner')
    const seated = await seatedEver(tx, examId)
    const entered = await poolOf(tx, examId)
    const named = await namesOfAccounts(
      tx,
      entered.map(({ accountId }) => accountId),
    )
    const names = new Map(named.map(({ accountId, person }) => [accountId, nameOf(deps, person)]))
    const pool = entered.map(({ accountId, unit, speciality, city, outside, chief }) => ({
      accountId,
      unit,
      speciality,
      city,
      outside,
      chief,
      name: known(names.get(accountId), `examiner ${accountId}`),
      seated: seated.has(accountId),
    }))
    const pooled = new Set(pool.map(({ accountId }) => accountId))
    return {
      pool,
      candidates: examiners.filter(({ accountId }) => trained.has(accountId) && !pooled.has(accountId)),
      inspectors: as('discipline_inspector'),
      supervisors: as('social_supervisor'),
      clerks: as('panel_clerk'),
      posts: await postsToInterview(tx, examId),
      planned: (await panelsOf(tx, examId)).length > 0,
    }
  })
}
