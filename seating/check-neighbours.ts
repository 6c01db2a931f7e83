/** Neighbours once more: rows and columns instead of a table of sides. Shares no code with the draw. */

import type { Chair, Dice, Person } from './check-hall.ts'
import { nth } from './check-read.ts'

/** The paper of the seat at index `at`: black and white squares. */
export const variantAt = (at: number, columns: number, variants: number): string =>
  variants === 2 && (Math.floor(at / columns) + (at % columns)) % 2 === 1 ? 'B' : 'A'

/** Parts those who share a group, as README says, and counts the pairs before and after. */
export function apart(chairs: readonly Chair[], roll: Dice): { before: number; after: number } {
  const before = pairs(chairs)
  if (before === 0) return { before, after: before }
  for (const chair of chairs) {
    for (let turn = 0; turn < 20 && clashes(chair) > 0; turn++) {
      const other = nth(chairs, roll(chairs.length))
      const [one, two] = [sitter(chair), sitter(other)]
      if ((one.low && !other.hall.place.low) || (two.low && !chair.hall.place.low)) continue
      const was = clashes(chair) + clashes(other)
      put(chair, two)
      put(other, one)
      if (clashes(chair) + clashes(other) < was) continue
      put(chair, one)
      put(other, two)
    }
  }
  return { before, after: pairs(chairs) }
}

const sitter = ({ hall, seat }: Chair): Person => nth(hall.sitters, seat)
const put = ({ hall, seat }: Chair, person: Person): void => {
  hall.sitters[seat] = person
}

const colleagues = (a: Person, b: Person | undefined): boolean => b !== undefined && a.groups.some((group) => b.groups.includes(group))

function clashes(chair: Chair): number {
  const { hall, seat } = chair
  const { columns } = hall.place
  const me = sitter(chair)
  let found = 0
  if (colleagues(me, hall.sitters[seat - columns])) found++
  if (colleagues(me, hall.sitters[seat + columns])) found++
  if (seat % columns !== 0 && colleagues(me, hall.sitters[seat - 1])) found++
  if ((seat + 1) % columns !== 0 && colleagues(me, hall.sitters[seat + 1])) found++
  return found
}

const pairs = (chairs: readonly Chair[]): number => chairs.reduce((sum, chair) => sum + clashes(chair), 0) / 2
