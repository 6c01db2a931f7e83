import { eq, sql } from 'drizzle-orm'
import { integer, pgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tx } from '../../db/connect.ts'
import { openTestDatabase } from '../support/database.ts'
import { race } from '../support/race.ts'

const testDatabase = await openTestDatabase()
const { admin, authority, database, close } = testDatabase
afterAll(close)

const stock = pgTable('stock', { id: integer().primaryKey(), left: integer().notNull() })
beforeAll(async () => {
  await admin`create table stock (id int primary key, "left" int not null)`
  await admin`grant select, update on stock to gongyuan_office`
})
beforeEach(async () => {
  await admin`delete from stock`
  await admin`insert into stock values (1, 1)`
})

const take = (look: (tx: Tx) => Promise<{ left: number }[]>) => () =>
  database.inAuthority(authority, 'office', async (tx) => {
    const [row] = await look(tx)
    if (!row || row.left === 0) return 'nothing left'
    await tx.update(stock).set({ left: sql`${stock.left} - 1` })
    return 'taken'
  })
const locking = take((tx) => tx.select().from(stock).where(eq(stock.id, 1)).for('update'))
const careless = take((tx) => tx.select().from(stock).where(eq(stock.id, 1)))

test('a race tells code that locks from code that does not', async () => {
  expect((await race(testDatabase, 'stock', locking, locking, locking)).sort()).toEqual(['nothing left', 'nothing left', 'taken'])
  await admin`update stock set "left" = 1`
  expect(await race(testDatabase, 'stock', careless, careless)).toEqual(['taken', 'taken'])
})
