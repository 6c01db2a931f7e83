import { compareScores, type Score } from '../../foundation/score.ts'

/**
 * Competition rank: people with equal scores share the better place and the places after them stay empty (1, 2, 2, 4).
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十六条 (R-RC-20) 由高到低 by written score; 第二十八条 (R-RC-33) by total. Equality is that of the
 * exact decimals: 80.5 and 80.50 are the same score, 80.50 and 80.49 are not.
 */
export type Ranked<T> = { readonly item: T; readonly rank: number }

/** Highest first. Among equals the order of the input stays, and says nothing: their rank is the same. */
export function competitionRanks<T>(items: readonly T[], compare: (a: T, b: T) => number): Ranked<T>[] {
  const ordered = [...items].sort((a, b) => -compare(a, b))
  const ranked: Ranked<T>[] = []
  for (const [index, item] of ordered.entries()) {
    const before = ranked[index - 1]
    ranked.push({ item, rank: before !== undefined && compare(before.item, item) === 0 ? before.rank : index + 1 })
  }
  return ranked
}

export const ranksByScore = <T extends { readonly score: Score }>(items: readonly T[]): Ranked<T>[] =>
  competitionRanks(items, (a, b) => compareScores(a.score, b.score))

/** People who share a rank stand in one group; groups in the order of their rank. */
export function groupsOfEqualRank<T>(ranked: readonly Ranked<T>[]): T[][] {
  const groups = new Map<number, T[]>()
  for (const { item, rank } of [...ranked].sort((a, b) => a.rank - b.rank)) groups.set(rank, [...(groups.get(rank) ?? []), item])
  return [...groups.values()]
}
