import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * `column in (…)` whose text is the same for a list of any length, so that the statement is prepared once. For ids; the list travels as
 * one JSON parameter.
 */
export const among = (column: SQLWrapper, ids: readonly string[]): SQL<boolean> =>
  sql<boolean>`${column} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`
