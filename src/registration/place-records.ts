import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { among } from '../../db/among.ts'
import type { Tx } from '../../db/connect.ts'
import { placeCounters } from '../../db/schema/registration.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, type ExamId } from '../foundation/ids.ts'
import { CounterId } from './ids.ts'
import type { Counter, PlaceKind } from './rules/first-come.ts'

/** A place as its holder knows it: of which post or slot, under which number. */
export type HeldPlace = { readonly kind: PlaceKind; readonly id: CounterId; readonly code: string; readonly serial: number }

const kinds = z.enum(['post', 'slot'])
const HeldRow = z.object({ applicationId: ApplicationId, kind: kinds, id: CounterId, code: z.string(), serial: z.int() })

/** The places that applications hold. */
export async function heldPlaces(tx: Tx, ids: readonly ApplicationId[]): Promise<ReadonlyMap<ApplicationId, HeldPlace[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.execute(sql`
    select t.application_id as "applicationId", t.kind, t.counter_id as id, coalesce(p.code, s.code) as code, t.serial
      from places_taken t
      left join positions p on p.id = t.counter_id and t.kind = 'post'
      left join exam_slots s on s.id = t.counter_id and t.kind = 'slot'
     where ${among(sql`t.application_id`, ids)} and t.released_at is null
     order by t.kind`)
  return Map.groupBy(z.array(HeldRow).parse([...rows]), ({ applicationId }) => applicationId)
}

type Countable = { readonly id: CounterId; readonly kind: PlaceKind; readonly examId: ExamId; readonly places: number }

/**
 * The counters under their locks, in the order of their ids, so that two batches never wait for each other in a circle. What is full is left
 * out, and nobody waits for it, unless its places are given back here.
 */
export async function lockCounters(tx: Tx, of: readonly Countable[], releasing: readonly CounterId[]): Promise<Counter<CounterId>[]> {
  const ids = [...new Set([...of.map(({ id }) => id), ...releasing])]
  const { id, kind, places, taken, lastSerial } = placeCounters
  const locked = () =>
    tx
      .select({ id, kind, places, taken, lastSerial })
      .from(placeCounters)
      .where(sql`${among(id, ids)} and (${taken} < ${places} or ${among(id, releasing)})`)
      .orderBy(id)
      .for('update')
  const known = tx.select({ id }).from(placeCounters).where(among(id, ids))
  const [there, counters] = await Promise.all([known, locked()])
  if (there.length === ids.length) return counters
  if (of.length > 0) await openCounters(tx, of)
  return locked()
}

/** A counter is made by whoever takes the first place; what it counts to is a foreign key. */
async function openCounters(tx: Tx, of: readonly Countable[]): Promise<void> {
  const opened = [...new Map(of.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  await tx
    .insert(placeCounters)
    .values(opened.map(({ id, kind, examId, places }) => ({ id, kind, examId, places, taken: 0, lastSerial: 0 })))
    .onConflictDoNothing({ target: placeCounters.id })
}

export type Taking = { readonly id: CounterId; readonly serial: number; readonly applicationId: ApplicationId; readonly at: Instant }

/** Enters the places taken and counts them, in one statement; their counters are locked. */
export async function enterPlaces(tx: Tx, takings: readonly Taking[]): Promise<void> {
  if (takings.length === 0) return
  const list = takings.map(({ at, ...taking }) => ({ ...taking, at: at.toString({ fractionalSecondDigits: 6 }) }))
  await tx.execute(sql`
    with taking as (
      select r.id, r.serial, r."applicationId", r.at
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, serial integer, "applicationId" uuid, at timestamptz)),
    counted as (
      update place_counters c set taken = c.taken + n.many, last_serial = c.last_serial + n.many
        from (select id, count(*)::integer as many from taking group by id) as n where c.id = n.id
      returning c.id, c.exam_id, c.kind)
    insert into places_taken (counter_id, serial, exam_id, kind, application_id, taken_at)
    select t.id, t.serial, c.exam_id, c.kind, t."applicationId", t.at from taking t join counted c on c.id = t.id`)
}

export type Release = { readonly id: CounterId; readonly serial: number; readonly at: Instant }

/** The places are free again; their counters are locked. */
export async function freePlaces(tx: Tx, releases: readonly Release[]): Promise<void> {
  if (releases.length === 0) return
  const list = releases.map(({ at, ...release }) => ({ ...release, at: at.toString({ fractionalSecondDigits: 6 }) }))
  await tx.execute(sql`
    with released as (
      update places_taken t set released_at = greatest(r.at, t.taken_at)
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, serial integer, at timestamptz)
       where t.counter_id = r.id and t.serial = r.serial and t.released_at is null
      returning t.counter_id)
    update place_counters c set taken = c.taken - n.many
      from (select counter_id, count(*)::integer as many from released group by counter_id) as n where c.id = n.counter_id`)
}

const FillRow = z.object({ kind: kinds, id: CounterId, code: z.string(), places: z.int(), left: z.int() })
export type Fill = z.infer<typeof FillRow>

/** What of an exam may run out, and how many places of each are left: what everybody may know. */
export async function fillOf(tx: Tx, examId: ExamId): Promise<Fill[]> {
  const rows = await tx.execute(sql`
    select o.kind, o.id, o.code, o.places, o.places - coalesce(c.taken, 0) as left
      from (select 'post' as kind, id, code, places from positions where exam_id = ${examId} and places is not null
            union all select 'slot', id, code, places from exam_slots where exam_id = ${examId}) as o
      left join place_counters c on c.id = o.id
     order by o.kind, o.code`)
  return z.array(FillRow).parse([...rows])
}
