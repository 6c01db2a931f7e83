import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * `column in (…)` for ids, and for hashes. The text is the same for a list of any length, so that the statement is prepared once; the list
 * travels as one array, which the planner takes for a few keys to look up. (A list unpacked from JSON it takes for a hundred rows, and
 * reads the whole table.)
 */
export const among = (column: SQLWrapper, ids: readonly string[]): SQL<boolean> =>
  sql<boolean>`${column} = any(${`{${ids.join(',')}}`}::uuid[])`

export const amongBytes = (column: SQLWrapper, hashes: readonly Uint8Array[]): SQL<boolean> =>
  sql<boolean>`${column} = any(${byteArray(hashes)}::bytea[])`

/** As PostgreSQL reads an array of `bytea`. */
const byteArray = (values: readonly Uint8Array[]): string =>
  `{${values.map((value) => `"\\\\x${Buffer.from(value).toString('hex')}"`).join(',')}}`
