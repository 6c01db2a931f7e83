import type { Deps } from '../deps.ts'
import type { AccountId, ExamId } from '../foundation/ids.ts'
import type { Role } from '../foundation/roles.ts'
import { nameOf } from '../identity/person.ts'
import { officersIn } from './people-records.ts'

export type NamedOfficer = { readonly accountId: AccountId; readonly name: string; readonly unit: string; readonly roles: readonly Role[] }

/** Who serves in the exam, or holds one of these roles in it, by unit and name, for whoever must name them in a form. */
export async function namedOfficers(deps: Deps, examId: ExamId, wanted?: readonly Role[]): Promise<readonly NamedOfficer[]> {
  const officers = await deps.within('office', (tx) => officersIn(tx, examId, wanted))
  return byUnitAndName(officers.map(({ person, ...rest }) => ({ ...rest, name: nameOf(deps, person) })))
}

/** In the order in which people are looked for in a list. */
export function byUnitAndName<T extends { readonly unit: string; readonly name: string }>(people: readonly T[]): T[] {
  const inChinese = new Intl.Collator('zh')
  return people.toSorted((a, b) => inChinese.compare(a.unit, b.unit) || inChinese.compare(a.name, b.name))
}

type Listed = { readonly accountId: string; readonly name: string | null; readonly unit: string; readonly roles?: readonly Role[] }

/** The officers as a form offers them, of one role where it is named. */
export const officerOptions = (officers: readonly Listed[], role?: Role) =>
  officers
    .filter(({ roles }) => role === undefined || roles?.includes(role))
    .map((officer) => ({ value: officer.accountId, label: officerLabel(officer) }))

export const officerLabel = ({ name, unit }: Pick<Listed, 'name' | 'unit'>): string => [name ?? '–', unit].filter(Boolean).join(' · ')
