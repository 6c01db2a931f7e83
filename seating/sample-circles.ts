/** Small draws of staff at random, and every way to fill them: for the tests of the search and of the checker. */
import type { Case, Circle, Person } from './check-order.ts'
import { nth, under } from './known.ts'
import type { Stream } from './stream.ts'

export const blankCircle: Circle = {
  field: '',
  site: '',
  number: 0,
  host: '',
  region: '',
  speciality: '',
  positions: [],
  size: 1,
  quota: 0,
  leader: false,
}

export type Rules = 'all' | 'units' | 'people'

/** A few people and circles at random, with hardly anybody to spare, so that most orders leave somebody without a place. */
export function smallCase(stream: Stream, rules: Rules): { one: Case; order: string[] } {
  const some = (least: number, most: number): number => least + stream.below(most - least + 1)
  const often = (parts: number): boolean => stream.below(parts) > 0
  const closed = new Set<string>()
  const sizes: number[] = []
  let left = some(3, 6)
  while (left > 0) {
    const size = Math.min(left, some(1, 3))
    sizes.push(size)
    left -= size
  }
  const order = Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) + some(0, rules === 'units' ? 1 : 3) }, (_, at) => `p${at}`)
  const [many, quota, kinds] = [some(2, 6), rules === 'units' ? 0 : some(0, 2), some(2, 4)]
  for (const label of order) for (const site of sizes.keys()) if (rules !== 'units' && !often(kinds)) closed.add(`${label} ${site}`)
  const people = order.map(
    (label): Person => ({
      label,
      unit: `u${stream.below(1 + stream.below(many))}`,
      trait: often(2),
      leads: often(3),
      mayJoin: ({ site }) => !closed.has(`${label} ${site}`),
    }),
  )
  const leader = rules !== 'units' && often(2)
  const circles = sizes.map((size, at) => ({
    ...blankCircle,
    field: `result.rooms[${at}]`,
    site: String(at),
    size,
    quota: Math.min(size, quota),
    leader,
  }))
  const one: Case = {
    people: new Map(people.map((person) => [person.label, person])),
    circles,
    kept: { declared: 0, derived: 0 },
    apart: rules === 'units' || (rules === 'all' && often(2)),
    reserves: 0,
    limit: 100_000,
  }
  return { one, order }
}

/** Every assignment that keeps all rules, by trying everything, the first in the order first. */
export function everyFilling({ people, circles, apart }: Case, order: readonly string[], most = 12): string[][][] {
  const found: string[][][] = []
  const keeps = (members: readonly Person[], circle: Circle): boolean => {
    if (!members.every((one) => one.mayJoin(circle))) return false
    if (apart && new Set(members.map(({ unit }) => unit)).size < members.length) return false
    if (circle.leader && !nth(members, 0).leads) return false
    return members.length < circle.size || members.filter(({ trait }) => trait).length >= circle.quota
  }
  const line = order.map((label) => under(people, label))
  const go = (made: readonly (readonly Person[])[], begun: readonly Person[]): void => {
    const circle = circles[made.length]
    if (found.length === most) return
    if (!circle) found.push(made.map((members) => members.map(({ label }) => label)))
    else if (begun.length === circle.size) go([...made, begun], [])
    else for (const one of line) if (![...made.flat(), ...begun].includes(one) && keeps([...begun, one], circle)) go(made, [...begun, one])
  }
  go([], [])
  return found
}
