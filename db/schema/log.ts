import { bigint, boolean, customType, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { invariant } from '../../src/foundation/invariant.ts'
import { bytes, instant } from '../columns.ts'

/** Written as PostgreSQL's own text, since the driver takes a list of bytes for bytes. */
const bytesList = customType<{ data: Uint8Array[]; driverData: Uint8Array[] | string }>({
  dataType: () => 'bytea[]',
  toDriver: (values) => `{${values.map((value) => `"\\\\x${Buffer.from(value).toString('hex')}"`).join(',')}}`,
  fromDriver: (values) => {
    invariant(Array.isArray(values), 'the driver reads bytea[] as a list')
    return values.map((value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  },
})

/** Counts of leaves stay far below 2^53. */
const count = () => bigint({ mode: 'number' })

export const logLeaves = pgTable('log_leaves', {
  id: uuid().primaryKey(),
  event: text().notNull(),
  leafHash: bytes('leaf_hash').notNull(),
  eventName: text('event_name').notNull(),
  actor: uuid(),
  examId: uuid('exam_id'),
  subject: text(),
  recordedAt: instant('recorded_at').notNull(),
})

export const logPending = pgTable('log_pending', {
  leafId: uuid('leaf_id').primaryKey(),
})

export const logEntries = pgTable('log_entries', {
  index: count().primaryKey(),
  leafId: uuid('leaf_id').notNull().unique(),
  sequencedAt: instant('sequenced_at').notNull(),
})

export const logHead = pgTable('log_head', {
  only: boolean().primaryKey().default(true),
  size: count().notNull(),
  frontier: bytesList().notNull(),
  root: bytes().notNull(),
})

export const logSubtrees = pgTable(
  'log_subtrees',
  { level: smallint().notNull(), index: count().notNull(), root: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
)

export const logCheckpoints = pgTable('log_checkpoints', {
  size: count().primaryKey(),
  root: bytes().notNull(),
  note: text().notNull(),
  publishedAt: instant('published_at').notNull(),
})

export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    actor: uuid().notNull(),
    key: text().notNull(),
    event: text().notNull(),
    commandHash: bytes('command_hash').notNull(),
    answer: jsonb(),
    claimedAt: instant('claimed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
)
