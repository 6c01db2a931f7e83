import type { ListedPosition } from '../../exam/rules/position-table.ts'
import { known } from '../../foundation/invariant.ts'
import type { Chance } from './chance.ts'

/**
 * How many apply for each post: a few posts draw crowds, many draw a handful, some nobody. Sums to `candidates`.
 * Desk posts open to broad fields are sought; posts that ask for a rare field or are far out are not.
 */
export function applicantsPerPost(chance: Chance, positions: readonly ListedPosition[], candidates: number): ReadonlyMap<string, number> {
  const ranked = chance.shuffled(positions).toSorted((a, b) => appeal(b) - appeal(a))
  const empty = ranked.length > 12 ? Math.max(2, Math.floor(ranked.length / 16)) : 0
  const open = ranked.slice(0, ranked.length - empty)
  const weights = open.map((position, rank) => [position.code, Math.ceil((3_000 * Math.min(position.headcount, 3)) / (rank + 2))] as const)
  const counts = new Map<string, number>(positions.map((position) => [position.code, 0]))
  for (let i = 0; i < candidates; i++) {
    const code = chance.weighted(weights)
    counts.set(code, known(counts.get(code), 'a post of the table') + 1)
  }
  return counts
}

const broadFields = ['法学', '会计学', '汉语言文学', '计算机科学与技术', '护理学', '学前教育', '档案学', '英语']

function appeal(position: ListedPosition): number {
  const broad = position.majors.length === 0 || position.majors.some((major) => broadFields.includes(major)) ? 4 : 0
  const desk = position.postClass === 'management' ? 3 : 0
  const narrow = position.otherConditions === '' ? 0 : -2
  return broad + desk + narrow + (position.education === 'master' ? -3 : 0) + (position.name.includes('兽医') ? -4 : 0)
}
