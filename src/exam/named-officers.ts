import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'
import { nameOf } from '../identity/person.ts'
import { officersIn } from './people-records.ts'

export type NamedOfficer = { readonly accountId: AccountId; readonly name: string; readonly unit: string; readonly roles: readonly Role[] }

/** Who serves in the exam, or holds one of these roles in it, by unit and name, for whoever must name them in a form. */
export const namedOfficers = (deps: Deps, examId: ExamId, wanted?: readonly Role[]): Promise<readonly NamedOfficer[]> =>
  deps.within('office', (tx) => namedOfficersWithin(deps, tx, examId, wanted))

/** The same where a transaction is open already. */
export async function namedOfficersWithin(
  deps: Deps,
  tx: Tx,
  examId: ExamId,
  wanted?: readonly Role[],
  bound: 'bound' | 'any' = 'any',
): Promise<readonly NamedOfficer[]> {
  const officers = await officersIn(tx, examId, wanted, bound)
  return byUnitAndName(officers.map(({ person, ...rest }) => ({ ...rest, name: nameOf(deps, person) })))
}

/** In the order in which people are looked for in a list; by unit alone for whom names are not opened. */
export function byUnitAndName<T extends { readonly unit: string; readonly name: string | null }>(people: readonly T[]): T[] {
  const inChinese = new Intl.Collator('zh')
  return people.toSorted((a, b) => inChinese.compare(a.unit, b.unit) || inChinese.compare(a.name ?? '', b.name ?? ''))
}

type Listed = { readonly accountId: string; readonly name: string | null; readonly unit: string; readonly roles?: readonly Role[] }

/** The officers as a form offers them, of one role where it is named. */
export const officerOptions = (officers: readonly Listed[], role?: Role) =>
  officers
    .filter(({ roles }) => role === undefined || roles?.includes(role))
    .map((officer) => ({ value: officer.accountId, label: officerLabel(officer) }))

export const officerLabel = ({ name, unit }: Pick<Listed, 'name' | 'unit'>): string => [name ?? '–', unit].filter(Boolean).join(' · ')
