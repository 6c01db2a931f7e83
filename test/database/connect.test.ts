import { eq, sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytes, decimal, instant, plainDate } from '../../db/columns.ts'
import { type Authority, type DatabaseRole, refuseOwner, savepoint, type Tx } from '../../db/connect.ts'
import { databaseRoles, roleName } from '../../db/roles.ts'
import { openTestDatabase } from '../support/database.ts'

const { database, authority, south, admin, url, ownerUrl, adminUrl, close } = await openTestDatabase()
afterAll(close)

const samples = pgTable('samples', {
  id: integer().primaryKey(),
  kind: text().notNull(),
  at: instant().notNull(),
  on: plainDate().notNull(),
  score: decimal().notNull(),
  proof: bytes().notNull(),
})

beforeAll(async () => {
  for (const { schema } of [authority, south]) {
    // An enum of each authority's own: a plan made for one would not fit the other.
    await admin.unsafe(`
      create type ${schema}.sample_kind as enum ('drawn', 'named');
      create table ${schema}.samples (id int primary key, kind ${schema}.sample_kind not null, at timestamptz not null, "on" date not null,
        score numeric not null, proof bytea not null);
      grant select, insert, update on ${schema}.samples to gongyuan_office;
      grant select on ${schema}.samples to gongyuan_public`)
  }
})

const sample = (id: number) => ({
  id,
  kind: 'drawn',
  at: Temporal.Instant.from('2026-11-22T01:16:29.123456Z'),
  on: Temporal.PlainDate.from('2026-02-28'),
  score: '71.50',
  proof: new Uint8Array([0, 255, 7]),
})

const asOffice = <T>(where: Authority, work: (tx: Tx) => Promise<T>) => database.inAuthority(where, 'office', work)
const here = (role: DatabaseRole) =>
  database.inAuthority(authority, role, (tx) => tx.execute(sql`select current_user::text as role, current_schemas(false)::text as schemas`))
const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return source instanceof Error && 'code' in source ? source.code : error
}

test('what is still sent after the work of a transaction has failed runs nowhere', async () => {
  let late: Promise<unknown> = Promise.resolve()
  const failed = database.inAuthority(authority, 'office', async (tx) => {
    late = new Promise((next) => setImmediate(next))
      .then(() => tx.execute(sql`insert into samples select from samples`))
      .catch((error: unknown) => error)
    throw new Error('one of several things failed')
  })
  await expect(failed).rejects.toThrow('one of several things failed')
  expect(await late).toMatchObject({ cause: { message: 'a statement came after the work of its transaction had ended' } })
})

describe('a unit of work', () => {
  test.each(databaseRoles)('is done as %s, in the schema of the authority and no other', async (role) => {
    expect([...(await here(role))]).toEqual([{ role: roleName(role), schemas: '{north}' }])
  })

  test('leaves nothing of its role and schema on the connection', async () => {
    await Promise.all(databaseRoles.map(here))
    expect(await codeOf(database.authorities())).toBeUndefined()
    expect((await database.authorities()).map(({ schema }) => schema)).toEqual(['north', 'south'])
  })

  test('gives back what it stored, in the domain types', async () => {
    await asOffice(authority, (tx) => tx.insert(samples).values(sample(1)))
    const [row] = await asOffice(authority, (tx) => tx.select().from(samples).where(eq(samples.id, 1)))
    expect(row).toEqual(sample(1))
  })

  test('sees the rows of its own authority, statement for statement, on the same connections', async () => {
    await asOffice(south, (tx) => tx.insert(samples).values(sample(100)))
    for (let round = 0; round < 40; round += 1) {
      const where = round % 2 === 0 ? authority : south
      const rows = await asOffice(where, (tx) =>
        tx.select({ id: samples.id, kind: samples.kind }).from(samples).where(eq(samples.kind, 'drawn')),
      )
      expect(rows).toEqual([{ id: where === south ? 100 : 1, kind: 'drawn' }])
    }
  })

  test('takes instants and dates in hand-written SQL', async () => {
    const rows = await asOffice(authority, (tx) =>
      tx.execute(sql`select id from samples where at = ${sample(1).at} and "on" < ${sample(1).on.add({ days: 1 })}`),
    )
    expect([...rows]).toEqual([{ id: 1 }])
  })

  test('cuts an instant at the microsecond instead of rounding it up', async () => {
    const late = Temporal.Instant.from('2026-11-22T01:16:29.999999999Z')
    await asOffice(authority, (tx) => tx.insert(samples).values({ ...sample(2), at: late }))
    const [row] = await asOffice(authority, (tx) => tx.select({ at: samples.at }).from(samples).where(eq(samples.id, 2)))
    expect(row?.at.toString()).toBe('2026-11-22T01:16:29.999999Z')
  })

  test('is undone when it throws, and kept when it returns', async () => {
    await expect(
      asOffice(authority, async (tx) => {
        await tx.insert(samples).values(sample(3))
        throw new Error('a bug')
      }),
    ).rejects.toThrow('a bug')
    expect(await asOffice(authority, (tx) => tx.$count(samples, eq(samples.id, 3)))).toBe(0)
  })

  test('keeps what was done before a savepoint that failed', async () => {
    await asOffice(authority, async (tx) => {
      await tx.insert(samples).values(sample(4))
      expect(await codeOf(savepoint(tx, (inner) => inner.insert(samples).values(sample(4))))).toBe('23505')
    })
    expect(await asOffice(authority, (tx) => tx.$count(samples, eq(samples.id, 4)))).toBe(1)
  })

  test.each([
    {
      because: 'no grant to write',
      attempt: () => database.inAuthority(authority, 'public', (tx) => tx.insert(samples).values(sample(9))),
      code: '42501',
    },
    {
      because: 'no grant to read',
      attempt: () => database.inAuthority(authority, 'marking', (tx) => tx.select().from(samples)),
      code: '42501',
    },
    { because: 'no grant to delete', attempt: () => asOffice(authority, (tx) => tx.delete(samples)), code: '42501' },
    {
      because: 'no temporary table to hide a real one',
      attempt: () => asOffice(authority, (tx) => tx.execute(sql`create temporary table x ()`)),
      code: '42501',
    },
    { because: 'no table of its own', attempt: () => asOffice(authority, (tx) => tx.execute(sql`create table x ()`)), code: '42501' },
  ])('is refused by PostgreSQL: $because', async ({ attempt, code }) => {
    expect(await codeOf(attempt())).toBe(code)
  })

  test('does nothing at all when the schema has no such name', async () => {
    await expect(asOffice({ ...authority, schema: 'north"; drop' }, async () => 'done')).rejects.toThrow('is not the name')
  })
})

describe('the login of the service', () => {
  test('may start', async () => {
    await refuseOwner(url)
  })
  test.each([
    { who: 'the owner', login: ownerUrl, because: 'create roles' },
    { who: 'a superuser', login: adminUrl, because: 'superuser' },
  ])('is not $who', async ({ login, because }) => {
    await expect(refuseOwner(login)).rejects.toThrow(because)
  })
  test('reads no table without taking a role', async () => {
    const { default: postgres } = await import('postgres')
    const service = postgres(url, { max: 1 })
    expect(await codeOf(service`select * from north.samples`)).toBe('42501')
    await service.end()
  })
})

test.each(databaseRoles)('as %s no statement and no wait for a lock lasts longer than that role may', async (role) => {
  const [limits] = await database.inAuthority(authority, role, (tx) =>
    tx.execute<{ statement: string; lock: string }>(
      sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
    ),
  )
  const crowded = ['gate', 'candidate', 'public'].includes(role)
  expect(limits).toEqual({ statement: crowded ? '6s' : '15s', lock: '5s' })
})
