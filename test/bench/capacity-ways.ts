import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { z } from 'zod'
import { openOwnServer } from '../support/own-server.ts'
import type { Figures, Options } from '../support/run-named.ts'

/**
 * Three ways of taking places on one hot post, each by one person in a transaction and by batches as the service commits them: a counter row,
 * a counter in shards, and a row for each seat, taken with SKIP LOCKED. Each writes a row for the place taken; commits are durable. And: how
 * many places are left, though people were refused, when somebody's transaction that took them is rolled back.
 * `npm run bench -- capacity-ways [--seconds 4] [--connections 64] [--batch 100] [--json]`
 */
const Given = z.strictObject({
  seconds: z.coerce.number().int().min(1).max(60).default(4),
  /** Three are needed to lose places. */
  connections: z.coerce.number().int().min(3).max(90).default(64),
  batch: z.coerce.number().int().min(1).max(1000).default(100),
})

const shards = 16
type Sql = postgres.TransactionSql
type Way = {
  readonly make: (admin: postgres.Sql, places: number) => Promise<unknown>
  readonly take: (sql: Sql, many: number) => Promise<number>
}
const enter = (sql: Sql, many: number) =>
  many > 0 ? sql`insert into taken (person) select gen_random_uuid() from generate_series(1, ${many}::integer)` : undefined

/** Every way answers how many of those asked for it took. */
const ways: Readonly<Record<'counter' | 'shards' | 'seats', Way>> = {
  counter: {
    make: (admin, places) => admin`insert into counters (shard, places) values (0, ${places})`,
    take: async (sql, many) => {
      const [row] = await sql<{ free: number }[]>`select places - taken as free from counters where taken < places for update`
      const got = Math.min(many, row?.free ?? 0)
      if (got > 0) await Promise.all([sql`update counters set taken = taken + ${got}::integer`, enter(sql, got)])
      return got
    },
  },
  shards: {
    make: (admin, places) =>
      admin`
        insert into counters (shard, places) select i, (${places}::integer + i) / ${shards} from generate_series(0, ${shards - 1}) i`,
    take: async (sql, many) => {
      const one = await sql
        .savepoint(async (inner) => {
          const [row] = await inner<{ shard: number; free: number }[]>`
          select shard, places - taken as free from counters where taken < places order by (shard + ${randomInt(shards)}) % ${shards} limit 1 for update skip locked`
          if (!row || row.free < many) throw new NotEnough()
          await Promise.all([inner`update counters set taken = taken + ${many}::integer where shard = ${row.shard}`, enter(inner, many)])
          return many
        })
        .catch((error: unknown) => {
          if (error instanceof NotEnough) return 0
          throw error
        })
      // Towards the end everybody locks all that is left, in one order: a lock kept meanwhile would make a circle.
      return one > 0 ? one : fromAll(sql, many)
    },
  },
  seats: {
    make: (admin, places) => admin`insert into seats (seat) select generate_series(1, ${places}::integer)`,
    take: async (sql, many) => {
      const rows = await sql`
        update seats set person = gen_random_uuid() where seat in (
          select seat from seats where person is null order by seat limit ${many}::integer for update skip locked) returning seat`
      await enter(sql, rows.length)
      return rows.length
    },
  },
}

class NotEnough extends Error {}

async function fromAll(sql: Sql, many: number): Promise<number> {
  const rows = await sql<{ shard: number; free: number }[]>`
    select shard, places - taken as free from counters where taken < places order by shard for update`
  let got = 0
  for (const { shard, free } of rows) {
    const some = Math.min(free, many - got)
    if (some > 0) await sql`update counters set taken = taken + ${some}::integer where shard = ${shard}`
    got += some
  }
  await enter(sql, got)
  return got
}

export async function measure(options: Options): Promise<Figures> {
  const { seconds, connections, batch } = Given.parse(options)
  const { server, discard } = await openOwnServer('capacity-ways')
  const { adminUrl } = server()
  const admin = postgres(adminUrl, { max: connections, onnotice: () => {} })
  const onlooker = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`create table counters (shard integer primary key, places integer not null, taken integer not null default 0, check (taken <= places))`
    await admin`create table seats (seat integer primary key, person uuid)`
    await admin`create index seats_free on seats (seat) where person is null`
    await admin`create table taken (person uuid primary key)`
    const again = async (way: Way, places: number) => {
      await admin`truncate counters, seats, taken`
      await way.make(admin, places)
      await admin`vacuum analyze`
      await admin`checkpoint`
    }
    // Opening a line takes longer than what is measured.
    for (const line of await Promise.all(Array.from({ length: connections }, () => admin.reserve()))) line.release()
    const results: Record<string, Record<string, number>> = {}
    for (const [name, way] of Object.entries(ways)) {
      const perSecond = async (lines: number, many: number) => {
        await again(way, 400_000)
        const eachLine = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: lines }, work))
        // A line that meets new tables first learns them.
        await eachLine(() => admin.begin((sql) => way.take(sql, many)))
        const [from, until] = [performance.now(), performance.now() + seconds * 1000]
        let taken = 0
        await eachLine(async () => {
          while (performance.now() < until) {
            const got = await admin.begin((sql) => way.take(sql, many))
            taken += got
          }
        })
        return Math.round((taken * 1000) / (performance.now() - from))
      }
      await again(way, 2 * batch)
      const lost = await placesLost(admin, onlooker, way, batch)
      results[name] = { onePerTransaction: await perSecond(connections, 1), inBatches: await perSecond(2, batch), placesLost: lost }
      process.stderr.write(`${name.padEnd(8)} ${JSON.stringify(results[name])}\n`)
    }
    return { connections, batch, ...results, missed: [] }
  } finally {
    await Promise.all([admin.end({ timeout: 5 }), onlooker.end({ timeout: 5 })])
    await discard()
  }
}

/** Three batches for two batches' places; the first took and is rolled back once the others have asked. Answers the places left though some were refused. */
async function placesLost(admin: postgres.Sql, onlooker: postgres.Sql, way: Way, batch: number): Promise<number> {
  let took = () => {}
  const firstTook = new Promise<void>((resolve) => {
    took = resolve
  })
  let through = 0
  const others = [0, 1].map(async () => {
    await firstTook
    const got = await admin.begin((sql) => way.take(sql, batch))
    through += 1
    return got
  })
  const first = admin.begin(async (sql) => {
    await way.take(sql, batch)
    took()
    // Whoever is not through has asked when a lock of the first holds them up.
    while (through + (await stuck(onlooker)) < others.length) await pause(5)
    throw new NotEnough()
  })
  await first.catch((error: unknown) => {
    if (!(error instanceof NotEnough)) throw error
  })
  const got = (await Promise.all(others)).reduce((sum, one) => sum + one, 0)
  return 2 * batch - got
}

async function stuck(onlooker: postgres.Sql): Promise<number> {
  const [row] = await onlooker<{ many: number }[]>`
    select count(*)::int as many from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return row?.many ?? 0
}
