import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { logCheckpoints, logEntries, logHead, logLeaves, logPending, logSubtrees } from '../../db/schema/log.ts'
import { type Instant, InstantText } from '../foundation/clock.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { fromHex, toHex } from './base64.ts'
import { hashLength, type Span, type Subtree, type Tree } from './merkle.ts'

/** Roots of smaller subtrees are cheaper to compute than to keep. */
export const lowestKeptLevel = 8

export type Head = Tree & { readonly root: Uint8Array }
export type Published = { readonly size: number; readonly root: Uint8Array; readonly note: string; readonly publishedAt: Instant }
export type Entry = { readonly index: number; readonly leafId: string; readonly event: string; readonly leafHash: Uint8Array }
export type SubtreeRoot = Subtree & { readonly root: Uint8Array }

const Hex = z.string().transform((text) => known(fromHex(text), 'encode(…, hex) gives hex'))
const Count = z.coerce.number().refine(Number.isSafeInteger)

export async function leavesArePending(tx: Tx): Promise<boolean> {
  return (await tx.select().from(logPending).limit(1)).length > 0
}

export async function head(tx: Tx): Promise<Head> {
  const [row] = await tx.select().from(logHead)
  return known(row, 'the log has a head from its migration on')
}

/** Sequencers and publishers of all processes queue here. */
export async function lockHead(tx: Tx): Promise<Head> {
  const [row] = await tx.select().from(logHead).for('update')
  return known(row, 'the log has a head from its migration on')
}

/**
 * Gives the pending leaves their indexes, from `size` on, by the time they claim and then by id. One statement, so that what is taken is
 * what is placed: a leaf that commits meanwhile waits for the next round. Needs the head's lock.
 */
export async function placePendingLeaves(tx: Tx, size: number, most: number, at: Instant): Promise<Uint8Array[]> {
  const rows = await tx.execute(sql`
    with chosen as materialized (
      select l.id, l.leaf_hash, row_number() over (order by l.recorded_at, l.id) as place
        from log_pending p join log_leaves l on l.id = p.leaf_id
       order by l.recorded_at, l.id limit ${most}),
    taken as (delete from log_pending p using chosen where p.leaf_id = chosen.id returning p.leaf_id),
    placed as (
      insert into log_entries (index, leaf_id, sequenced_at)
      select ${size}::bigint - 1 + place, id, ${at.toString()}::timestamptz from chosen
      returning index)
    select min(place) as first, max(place) as last, count(*) as chosen, (select count(*) from taken) as taken, (select count(*) from placed) as placed,
           encode(coalesce(string_agg(leaf_hash, ''::bytea order by place), ''::bytea), 'base64') as hashes
      from chosen`)
  const { first, last, chosen, taken, placed, hashes } = known(Placed.parse(rows)[0], 'an aggregate has a row')
  invariant(taken === chosen && placed === chosen, 'what waited for a place is not what was given one')
  const bytes = Buffer.from(hashes, 'base64')
  invariant(bytes.length === chosen * hashLength, `${chosen} leaves have ${bytes.length} bytes of hashes`)
  invariant(chosen === 0 || (first === 1 && last === chosen), `of ${chosen} leaves the places run from ${first} to ${last}`)
  return Array.from({ length: chosen }, (_, at) => bytes.subarray(at * hashLength, (at + 1) * hashLength))
}

const Placed = z.array(
  z.object({ first: Count.nullable(), last: Count.nullable(), chosen: Count, taken: Count, placed: Count, hashes: z.string() }),
)

/** Needs the head's lock; `from` is the size it was read with. */
export async function moveHead(tx: Tx, from: number, to: Head): Promise<void> {
  const moved = await tx
    .update(logHead)
    .set({ size: to.size, frontier: [...to.frontier], root: to.root })
    .where(eq(logHead.size, from))
    .returning({ size: logHead.size })
  invariant(moved.length === 1, `the head of the log left ${from} while we held its lock`)
}

export async function keepSubtrees(tx: Tx, subtrees: readonly SubtreeRoot[]): Promise<void> {
  if (subtrees.length === 0) return
  const rows = JSON.stringify(subtrees.map(({ level, index, root }) => ({ level, index, root: toHex(root) })))
  await tx.execute(sql`
    insert into log_subtrees (level, index, root)
    select level, index, decode(root, 'hex') from jsonb_to_recordset(${rows}::jsonb) as given (level smallint, index bigint, root text)`)
}

export async function newestCheckpoint(tx: Tx): Promise<Published | undefined> {
  const [row] = await tx.select().from(logCheckpoints).orderBy(desc(logCheckpoints.size)).limit(1)
  return row
}

export async function checkpointOf(tx: Tx, size: number): Promise<Published | undefined> {
  const [row] = await tx.select().from(logCheckpoints).where(eq(logCheckpoints.size, size))
  return row
}

export async function keepCheckpoint(tx: Tx, checkpoint: Published): Promise<void> {
  await tx.insert(logCheckpoints).values(checkpoint)
}

const entry = { index: logEntries.index, leafId: logEntries.leafId, event: logLeaves.event, leafHash: logLeaves.leafHash }

/** Entries of a span, in order. */
export function entriesIn(tx: Tx, { from, to }: Span): Promise<Entry[]> {
  return tx
    .select(entry)
    .from(logEntries)
    .innerJoin(logLeaves, eq(logLeaves.id, logEntries.leafId))
    .where(and(gte(logEntries.index, from), lt(logEntries.index, to)))
    .orderBy(asc(logEntries.index))
}

export type EntryFilter = {
  readonly examId?: string | undefined
  readonly eventName?: string | undefined
  readonly subject?: string | undefined
}

/** The newest entries below an index, newest first. */
export function entriesBelow(tx: Tx, below: number, most: number, { examId, eventName, subject }: EntryFilter): Promise<Entry[]> {
  return tx
    .select(entry)
    .from(logEntries)
    .innerJoin(logLeaves, eq(logLeaves.id, logEntries.leafId))
    .where(
      and(
        lt(logEntries.index, below),
        examId === undefined ? undefined : eq(logLeaves.examId, examId),
        eventName === undefined ? undefined : eq(logLeaves.eventName, eventName),
        subject === undefined ? undefined : eq(logLeaves.subject, subject),
      ),
    )
    .orderBy(desc(logEntries.index))
    .limit(most)
}

/** `recorded` but without an index: the leaf waits for the next round. */
export async function placeOfLeaf(tx: Tx, leafId: string): Promise<{ readonly index: number | undefined } | undefined> {
  const [row] = await tx
    .select({ index: logEntries.index })
    .from(logLeaves)
    .leftJoin(logEntries, eq(logEntries.leafId, logLeaves.id))
    .where(eq(logLeaves.id, leafId))
  return row && { index: row.index ?? undefined }
}

export async function leafHashesIn(tx: Tx, spans: readonly Span[]): Promise<ReadonlyMap<number, Uint8Array>> {
  if (spans.length === 0) return new Map()
  const rows = await tx
    .select({ index: logEntries.index, leafHash: logLeaves.leafHash })
    .from(logEntries)
    .innerJoin(logLeaves, eq(logLeaves.id, logEntries.leafId))
    .where(or(...spans.map(({ from, to }) => and(gte(logEntries.index, from), lt(logEntries.index, to)))))
  return new Map(rows.map(({ index, leafHash }) => [index, leafHash]))
}

export async function subtreeRoots(tx: Tx, subtrees: readonly Subtree[]): Promise<readonly SubtreeRoot[]> {
  const byLevel = Map.groupBy(subtrees, ({ level }) => level)
  const conditions: (SQL | undefined)[] = []
  for (const [level, some] of byLevel) {
    conditions.push(
      and(
        eq(logSubtrees.level, level),
        inArray(
          logSubtrees.index,
          some.map(({ index }) => index),
        ),
      ),
    )
  }
  return conditions.length === 0
    ? []
    : tx
        .select()
        .from(logSubtrees)
        .where(or(...conditions))
}

// What verifying the whole log asks.

const Verified = z.object({
  index: Count,
  leafId: z.string(),
  event: z.string().nullable(),
  leafHash: Hex.nullable(),
  eventName: z.string().nullable(),
  actor: z.string().nullable(),
  examId: z.string().nullable(),
  subject: z.string().nullable(),
  recordedAt: InstantText.nullable(),
})
export type VerifiedRow = z.infer<typeof Verified>

/** Entries of a span with what their leaves say; nulls where an entry has lost its leaf. */
export async function entriesToVerify(tx: Tx, { from, to }: Span): Promise<VerifiedRow[]> {
  const rows = await tx.execute(sql`
    select e.index, e.leaf_id as "leafId", l.event, encode(l.leaf_hash, 'hex') as "leafHash", l.event_name as "eventName", l.actor,
           l.exam_id as "examId", l.subject, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
      from log_entries e left join log_leaves l on l.id = e.leaf_id
     where e.index >= ${from} and e.index < ${to} order by e.index`)
  return z.array(Verified).parse(rows)
}

const LeafPlaces = z.object({
  leaves: z.number(),
  pending: z.number(),
  lost: z.array(z.string()),
  twice: z.array(z.string()),
  beyond: z.number(),
})

/** Leaves that wait, that are nowhere, that are in both places, and entries the head knows nothing of: as of one moment. */
export async function leavesByPlace(tx: Tx): Promise<z.infer<typeof LeafPlaces>> {
  const rows = await tx.execute(sql`
    select count(*)::int as leaves, count(p.leaf_id)::int as pending,
           coalesce((array_agg(l.id::text order by l.id) filter (where p.leaf_id is null and e.leaf_id is null))[1:20], '{}') as lost,
           coalesce((array_agg(l.id::text order by l.id) filter (where p.leaf_id is not null and e.leaf_id is not null))[1:20], '{}') as twice,
           (select count(*)::int from log_entries where index >= (select size from log_head)) as beyond
      from log_leaves l left join log_pending p on p.leaf_id = l.id left join log_entries e on e.leaf_id = l.id`)
  return known(z.array(LeafPlaces).parse(rows)[0], 'an aggregate has a row')
}

/** Checkpoints of more than `above` and up to `upTo` leaves. */
export function checkpointsBetween(tx: Tx, above: number, upTo: number): Promise<Published[]> {
  return tx
    .select()
    .from(logCheckpoints)
    .where(and(gt(logCheckpoints.size, above), lte(logCheckpoints.size, upTo)))
    .orderBy(asc(logCheckpoints.size))
}
