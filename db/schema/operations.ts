import { integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import type { Counts } from '../../src/foundation/meter.ts'
import { instant } from '../columns.ts'

export const workCounts = pgTable(
  'work_counts',
  {
    process: uuid().notNull(),
    countedFrom: instant('counted_from').notNull(),
    submissions: jsonb().$type<Counts['submissions']>().notNull(),
    admitted: jsonb().$type<Counts['admitted']>().notNull(),
    turnedAway: jsonb('turned_away').$type<Counts['turnedAway']>().notNull(),
    queue: integer().notNull(),
    working: integer().notNull(),
    standing: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.process, table.countedFrom] })],
)
