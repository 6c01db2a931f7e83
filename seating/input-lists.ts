/** What all inputs of a draw share: their head, how long a list may be, and the order that lists are brought into. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { instant, integer, listOf, record, text } from './shape.ts'

/** Written into every frozen input; another engine version is another draw. */
export const engineVersion = '1'

/** What is common to all draws. Parties and the public source are frozen too, so nobody can change them once the list is known. */
export type Head = {
  readonly drawId: string
  readonly engine: string
  readonly parties: readonly string[]
  readonly revealBy: string
  readonly source: { readonly name: string; readonly due: string }
}

export type RoomName = { readonly site: string; readonly number: number }

export const most = { people: 4_000_000, places: 200_000, few: 1000, groups: 8, steps: 100_000_000 }
export const head = {
  drawId: text,
  engine: text,
  parties: listOf(text, 50),
  revealBy: instant,
  source: record<Head['source']>({ name: text, due: instant }),
}
export const roomNumber = integer(1, 1_000_000)

export function distinctRooms(rooms: readonly RoomName[]): Answer<true> {
  const seen = new Set<string>()
  for (const [index, { site, number }] of rooms.entries()) {
    const name = `${number} ${site}`
    if (seen.has(name)) return refuse('place_duplicate', `rooms[${index}]`, `rooms[${index}] is a second room ${number} at “${site}”`)
    seen.add(name)
  }
  return accept(true)
}

export const byLabel = <T extends { readonly label: string }>(list: readonly T[]): readonly T[] =>
  sorted(list, (a, b) => compareText(a.label, b.label))

/** A list that is in order already is not copied: a million candidates usually are. */
export function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const inOrder = list.every((one, index) => {
    const before = list[index - 1]
    return index === 0 || before === undefined || compare(before, one) <= 0
  })
  return inOrder ? list : list.toSorted(compare)
}

export const repeated = (list: readonly string[]): string | undefined => list.find((one, index) => index > 0 && list[index - 1] === one)
