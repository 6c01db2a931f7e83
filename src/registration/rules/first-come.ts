import { known } from '../../foundation/invariant.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Who gets a place where there are only so many, and the number that goes with it.
 *
 * Regulation: 《公益性岗位面向社会公开招用和及时补员实施办法》第十六条 (R-PW-09) numbers in the order of registration, until full; B-52 the order is
 * that in which the service takes them in, one after the other. A number is given once. The article knows no waiting list: a place that is
 * given back goes to whoever registers next, under the next number. Sittings and test cities are taken in the same way.
 */
export type PlaceKind = 'post' | 'slot'
export type Counter<I extends string> = {
  readonly id: I
  readonly kind: PlaceKind
  readonly places: number
  readonly taken: number
  readonly lastSerial: number
}
export type Numbered<I extends string> = { readonly id: I; readonly serial: number }

/** What somebody asks for, and what they hold: what they hold and no longer ask for they give back, if they get what they ask for. */
export type Asking<I extends string> = {
  readonly wants: readonly { readonly id: I; readonly kind: PlaceKind }[]
  readonly holds: readonly Numbered<I>[]
}
export type Given<I extends string> = {
  readonly taken: readonly Numbered<I>[]
  readonly kept: readonly Numbered<I>[]
  readonly released: readonly Numbered<I>[]
}
export type FullRefusal = 'post_full' | 'slot_full'

/**
 * One after the other, in their order; of two things that somebody asks for they get both or neither, and lose nothing when they are refused.
 * What has no counter here is full.
 */
export function givePlaces<I extends string>(
  counters: readonly Counter<I>[],
  asking: readonly Asking<I>[],
): Result<Given<I>, FullRefusal>[] {
  const now = new Map(counters.map(({ id, places, taken, lastSerial }) => [id, { free: places - taken, serial: lastSerial }]))
  return asking.map(({ wants, holds }) => {
    const wanted = wants.filter(({ id }) => !holds.some((held) => held.id === id))
    const full = wanted.find(({ id }) => (now.get(id)?.free ?? 0) <= 0)
    if (full) return refuse(full.kind === 'post' ? 'post_full' : 'slot_full')
    const [kept, released] = [true, false].map((wish) => holds.filter(({ id }) => wants.some((want) => want.id === id) === wish))
    for (const { id } of released ?? []) change(now.get(id), 1, 0)
    const taken = wanted.map(({ id }) => ({ id, serial: change(now.get(id), -1, 1) }))
    return accept({ taken, kept: kept ?? [], released: released ?? [] })
  })
}

function change(counter: { free: number; serial: number } | undefined, free: number, serial: number): number {
  const held = known(counter, 'the counter of a place')
  held.free += free
  held.serial += serial
  return held.serial
}
