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
    await stuckLines({ admin }, racers.length, table)
    return { running }
  })
  return Promise.all(running)
}

/** Waits until so many lines are stuck on a lock. */
export const stuckLines = ({ admin }: Pick<TestDatabase, 'admin'>, many: number, table: string): Promise<void> =>
  vi.waitFor(
    async () => {
      // Asked outside of the transaction that holds it: inside of that pg_stat_activity never changes.
      const [row] = await admin<{ stuck: number }[]>`
        select count(*)::int as stuck from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      if ((row?.stuck ?? 0) < many) throw new Error(`${row?.stuck} of ${many} wait for ${table}`)
    },
    { timeout: 10_000, interval: 10 },
  )
