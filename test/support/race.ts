import type { TransactionSql } from 'postgres'
import { vi } from 'vitest'
import type { TestDatabase } from './database.ts'

/**
 * Makes the race happen: holds all rows of a table of the first authority, starts everyone, waits until every one of them is stuck on
 * a lock, then lets them go at once. `Promise.all` alone proves nothing: it passes without any lock in the code.
 */
export const race = <T>(db: Pick<TestDatabase, 'admin'>, table: string, ...racers: readonly (() => Promise<T>)[]): Promise<T[]> =>
  raceOver(db, table, (held) => held`select from ${held(table)} for update`, racers)

/** The same where what they race for is not there yet: whoever would insert, update or delete waits at the table. */
export const raceToInsert = <T>(db: Pick<TestDatabase, 'admin'>, table: string, ...racers: readonly (() => Promise<T>)[]): Promise<T[]> =>
  raceOver(db, table, (held) => held`lock table ${held(table)} in share row exclusive mode`, racers)

async function raceOver<T>(
  { admin }: Pick<TestDatabase, 'admin'>,
  table: string,
  hold: (held: TransactionSql) => Promise<unknown>,
  racers: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const { running } = await admin.begin(async (held) => {
    await hold(held)
    const running = racers.map((start) => start())
    // Asked outside of the transaction: inside of it pg_stat_activity never changes.
    const waiting = async () => {
      const [row] = await admin<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return row?.waiting ?? 0
    }
    await vi.waitFor(
      async () => {
        const stuck = await waiting()
        if (stuck < racers.length) throw new Error(`${stuck} of ${racers.length} racers wait for ${table}`)
      },
      { timeout: 10_000, interval: 10 },
    )
    return { running }
  })
  return Promise.all(running)
}
