import type { Tx } from '../../db/connect.ts'
import type { ExamSlot, Position } from '../exam/records.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ApplicationId, ExamId, SlotId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { CounterId } from './ids.ts'
import { enterPlaces, freePlaces, type HeldPlace, heldPlaces, lockCounters } from './place-records.ts'
import { type FullRefusal, givePlaces, type PlaceKind } from './rules/first-come.ts'

/** Something with places that an application asks for. */
export type Wanted = {
  readonly kind: PlaceKind
  readonly id: CounterId
  readonly code: string
  readonly examId: ExamId
  readonly places: number
}

export type SlotChoiceRefusal = 'slot_missing' | 'slot_unknown'

/** What an application for the post asks for besides being received: its place in the order, and the slot it chose where there are slots. */
export function wantedPlaces(
  { id, examId, code, places }: Pick<Position, 'id' | 'examId' | 'code' | 'places'>,
  slots: readonly ExamSlot[],
  chosen: SlotId | undefined,
): Result<readonly Wanted[], SlotChoiceRefusal> {
  const slot = slots.find((one) => one.id === chosen)
  if (chosen === undefined ? slots.length > 0 : !slot) return refuse(chosen === undefined ? 'slot_missing' : 'slot_unknown')
  return accept([
    ...(places === null ? [] : [{ kind: 'post' as const, id, code, examId, places }]),
    ...(slot ? [{ kind: 'slot' as const, ...slot }] : []),
  ])
}

type Asker = {
  readonly application: { readonly id: ApplicationId; readonly version: number }
  readonly wanted: readonly Wanted[]
  readonly now: Instant
}
type Placed<A> = A & { readonly places: readonly HeldPlace[] }

/**
 * Takes the places for all who were judged, in their order, in the transaction of the batch: their rows are locked. Whoever was refused
 * before stays refused; whoever finds one of their things full is refused here and takes nothing. What they held and no longer ask for is
 * free again. Costs nothing where nothing runs out.
 */
export async function takePlaces<A extends Asker, R extends string>(
  tx: Tx,
  judged: readonly Result<A, R>[],
): Promise<Result<Placed<A>, R | FullRefusal>[]> {
  const asking = judged.flatMap((one) => (one.ok ? one.value : []))
  const again = asking.filter(({ application }) => application.version > 0).map(({ application }) => application.id)
  const held = await heldPlaces(tx, again)
  const wishes = asking.map((one) => ({ ...one, holds: held.get(one.application.id) ?? [] }))
  const placed = wishes.some(({ wanted, holds }) => wanted.length > 0 || holds.length > 0)
    ? await givePlacesTo(tx, wishes)
    : wishes.map((): Result<readonly HeldPlace[], FullRefusal> => accept([]))
  let next = 0
  return judged.map((one) => {
    if (!one.ok) return one
    const places = known(placed[next++], 'whoever asked has an answer')
    return places.ok ? accept({ ...one.value, places: places.value }) : places
  })
}

type Wish = Asker & { readonly holds: readonly HeldPlace[] }

async function givePlacesTo(tx: Tx, wishes: readonly Wish[]): Promise<Result<readonly HeldPlace[], FullRefusal>[]> {
  const missing = wishes.flatMap(({ wanted, holds }) => wanted.filter(({ id }) => !holds.some((held) => held.id === id)))
  const leaving = wishes.flatMap(({ wanted, holds }) => holds.filter(({ id }) => !wanted.some((want) => want.id === id)))
  const counters = await lockCounters(
    tx,
    missing,
    leaving.map(({ id }) => id),
  )
  const given = givePlaces(
    counters,
    wishes.map(({ wanted, holds }) => ({ wants: wanted, holds })),
  )
  const each = wishes.map((wish, at) => ({ ...wish, got: known(given[at], 'whoever asked has an answer') }))
  const releases = each.flatMap(({ got, now }) => (got.ok ? got.value.released.map((one) => ({ ...one, at: now })) : []))
  const takings = each.flatMap(({ got, application, now }) =>
    got.ok ? got.value.taken.map((one) => ({ ...one, applicationId: application.id, at: now })) : [],
  )
  // What is given back is free before it is taken, since the database counts after each statement.
  await Promise.all([freePlaces(tx, releases), enterPlaces(tx, takings)])
  return each.map(({ got, wanted }) => {
    if (!got.ok) return got
    const numbers = new Map([...got.value.kept, ...got.value.taken].map(({ id, serial }) => [id, serial]))
    return accept(wanted.map(({ kind, id, code }) => ({ kind, id, code, serial: known(numbers.get(id), `the number of ${id}`) })))
  })
}

/** Everything the application holds is free again; answers how many places that were. Its row is locked. */
export async function releasePlaces(tx: Tx, id: ApplicationId, now: Instant): Promise<number> {
  const held = (await heldPlaces(tx, [id])).get(id) ?? []
  if (held.length === 0) return 0
  await lockCounters(
    tx,
    [],
    held.map((place) => place.id),
  )
  await freePlaces(
    tx,
    held.map((place) => ({ id: place.id, serial: place.serial, at: now })),
  )
  return held.length
}
