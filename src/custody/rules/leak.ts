/**
 * What a suspicion freezes: the package itself, and for a suspected leak every unopened package of the same paper.
 *
 * Regulation: 《工人技术等级考核工作制度》第二条(四) report at once, stop the paper or use the backup (R-WK-08); 《职业技能鉴定工作制度》
 * 第九条 (R-SK-13).
 */
import type { PackageState } from './legs.ts'

type Known = { readonly number: string; readonly state: PackageState; readonly examSessionId: string }

const settled: readonly PackageState[] = ['frozen', 'destroyed']
const notYetOpened: readonly PackageState[] = ['sealed', 'in_transit', 'in_vault', 'at_site', 'with_invigilators']

/** Numbers to freeze, or undefined when the package is not known. */
export function frozenByLeak(
  packages: readonly Known[],
  number: string,
  kind: 'suspected_leak' | 'count_differs' | 'seal_differs',
): string[] | undefined {
  const reported = packages.find((one) => one.number === number)
  if (!reported) return undefined
  if (kind !== 'suspected_leak') return settled.includes(reported.state) ? [] : [number]
  return packages
    .filter((one) => one.number === number || (one.examSessionId === reported.examSessionId && notYetOpened.includes(one.state)))
    .filter(({ state }) => !settled.includes(state))
    .map((one) => one.number)
}
