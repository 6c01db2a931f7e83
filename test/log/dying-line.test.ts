import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { connect } from '../../db/connect.ts'
import { noMeter } from '../../src/foundation/meter.ts'
import { startJobs } from '../../src/jobs/jobs.ts'
import { head } from '../../src/log/records.ts'
import { awaitPublication, publish, sequence } from '../../src/log/sequence.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { memoryFiles } from '../support/files.ts'
import { type Cut, openCuttingProxy } from './cutting-proxy.ts'
import { type LogDeps, logDeps, recordLeaves } from './recording.ts'

let db: TestDatabase
let deps: LogDeps

beforeAll(async () => {
  db = await openTestDatabase()
  deps = logDeps(db, db.authority)
  // So that the leaves of each test below complete a subtree of 256 and every write is reached.
  await recordLeaves(deps, 250)
  await awaitPublication(deps)
})
afterAll(() => db.close())

/** Ending a pool whose line died takes its full patience; all of them wait together at the end. */
const ending: Promise<void>[] = []
afterAll(async () => {
  await Promise.all(ending)
})

/** Does the work over a line that dies: whoever asked is told of a failure, and the same pool works again. */
async function overDyingLine(cut: Cut, work: (dying: LogDeps) => Promise<unknown>): Promise<void> {
  const proxy = await openCuttingProxy(db.url, cut)
  const database = connect(proxy.url, { max: 1 })
  await expect(work({ ...deps, within: (role, inner) => database.inAuthority(deps.authority, role, inner) })).rejects.toThrow()
  expect(proxy.wasCut()).toBe(true)
  expect(await database.inAuthority(deps.authority, 'log', async (tx) => (await head(tx)).size)).toBeGreaterThan(0)
  ending.push(database.close().then(proxy.close))
}

const sizeOf = async () => Number((await db.admin<{ size: string }[]>`select size from log_head`)[0]?.size)
const newestSize = async () => Number((await db.admin<{ size: string }[]>`select max(size) as size from log_checkpoints`)[0]?.size)
const holds = async () => {
  expect((await verifyLog(deps)).faults).toEqual([])
  const { broken } = await checkExam(db.ownerUrl, db.authority)
  expect(broken.filter(({ invariant }) => invariant.startsWith('9.'))).toEqual([])
}

const sequencing = [
  ['asking for pending leaves', /from "log_pending"/],
  ['locking the head', /from "log_head" for update/],
  ['placing the leaves', /delete from log_pending/],
  ['keeping subtrees', /insert into log_subtrees/],
  ['moving the head', /update "log_head"/],
  ['committing', /commit/i],
] as const
const publishing = [
  ['reading the newest checkpoint', /from "log_checkpoints"/],
  ['locking the head', /from "log_head" for update/],
  ['keeping the checkpoint', /insert into "log_checkpoints"/],
  ['committing', /commit/i],
] as const
const both = <S extends readonly (readonly [string, RegExp])[]>(steps: S) =>
  steps.flatMap(([step, statement]) =>
    (['before', 'after'] as const).map((when) => ({ step, statement, when, persisted: step === 'committing' && when === 'after' })),
  )

describe('sequencing when the line dies', () => {
  test.each(both(sequencing))('$when $step: persisted $persisted, and the log goes on', async ({ statement, when, persisted }) => {
    const before = await sizeOf()
    await recordLeaves(deps, 256)
    await overDyingLine({ statement, when }, sequence)
    // The server may still be rolling back when the line is gone.
    await vi.waitFor(async () => expect(await db.admin`select from pg_locks where relation = 'log_head'::regclass`).toHaveLength(0), {
      interval: 10,
    })
    expect(await sizeOf()).toBe(persisted ? before + 256 : before)
    await holds()
    await sequence(deps)
    expect(await sizeOf()).toBe(before + 256)
    await holds()
  })
})

describe('publishing when the line dies', () => {
  test.each(both(publishing))('$when $step: persisted $persisted, and the log goes on', async ({ statement, when, persisted }) => {
    await awaitPublication(deps)
    const before = await newestSize()
    await recordLeaves(deps, 1)
    await sequence(deps)
    await overDyingLine({ statement, when }, publish)
    await vi.waitFor(
      async () => expect(await db.admin`select from pg_locks where relation = 'log_checkpoints'::regclass`).toHaveLength(0),
      { interval: 10 },
    )
    expect(await newestSize()).toBe(persisted ? before + 1 : before)
    await holds()
    expect((await publish(deps)).size).toBe(before + 1)
    await holds()
  })
})

describe('a transaction whose connection dies between two statements', () => {
  // Several times: at which turn of the event loop the end of the line arrives is not ours to choose.
  test.each(Array.from({ length: 10 }, (_, turn) => turn))(
    'turn %i: does nothing more, the process lives, and the next one works',
    async (turn) => {
      const database = connect(db.url, { max: 1 })
      const backends = () => db.admin`select from pg_stat_activity where pid = ${pid}`
      let pid = 0
      const died = database.inAuthority(deps.authority, 'log', async (tx) => {
        const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        pid = own?.pid ?? 0
        await db.admin`select pg_terminate_backend(${pid})`
        await vi.waitFor(async () => expect(await backends()).toHaveLength(0), { interval: 10 })
        if (turn % 2 === 1) await new Promise((next) => setImmediate(next))
        await head(tx)
      })
      await expect(died).rejects.toThrow()
      expect(await database.inAuthority(deps.authority, 'log', async (tx) => (await head(tx)).size)).toBeGreaterThan(0)
      ending.push(database.close())
    },
  )
})

describe('jobs', () => {
  const logger = pino({ level: 'silent' })
  test('sequence and publish by themselves, in several processes at once, for each authority', async () => {
    const south = logDeps(db, db.south)
    const all = [deps, south].map((one) => ({ ...one, logger, meter: noMeter, files: memoryFiles() }))
    const running = [startJobs(all, 5), startJobs(all, 5)]
    await recordLeaves(south, 3)
    await recordLeaves(deps, 3)
    const size = (await sizeOf()) + 3
    await vi.waitFor(async () => expect((await verifyLog(south)).size).toBe(3), { timeout: 5000, interval: 10 })
    await vi.waitFor(async () => expect(await newestSize()).toBeGreaterThanOrEqual(size - 3), { timeout: 5000, interval: 10 })
    await Promise.all(running.map((one) => one.stop()))
    expect((await awaitPublication(deps)).size).toBe(await sizeOf())
    await holds()
  })
  test('outlive a database that is away, and say so once', async () => {
    const said: string[] = []
    const loud = pino({ level: 'info' }, { write: (line: string) => said.push(JSON.parse(line).msg) })
    let away = true
    const within: LogDeps['within'] = (role, work) => (away ? Promise.reject(new Error('CONNECT_TIMEOUT')) : deps.within(role, work))
    let rounds = 0
    const running = startJobs(
      [
        {
          ...deps,
          clock: () => {
            rounds += 1
            return deps.clock()
          },
          within,
          logger: loud,
          files: memoryFiles(),
          meter: noMeter,
        },
      ],
      1,
    )
    await vi.waitFor(() => expect(rounds).toBeGreaterThan(3), { interval: 5 })
    await recordLeaves(deps, 1)
    const size = (await sizeOf()) + 1
    away = false
    await vi.waitFor(async () => expect(await newestSize()).toBe(size), { timeout: 5000, interval: 10 })
    const works = () => said.filter((one) => one === 'job works again').length
    await vi.waitFor(() => expect(works()).toBe(4), { timeout: 5000, interval: 10 })
    await running.stop()
    // Four jobs, each of which says once that it fails and once that it works again.
    expect(said.toSorted()).toEqual([...Array(4).fill('job failed and will be tried again'), ...Array(4).fill('job works again')])
  })
})
