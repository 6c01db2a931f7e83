import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { awaitPublication, publish, sequence } from '../../src/log/sequence.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { race } from '../support/race.ts'
import { type LogDeps, logDeps, noon, recordLeaves } from './recording.ts'

let db: TestDatabase
let north: LogDeps
let south: LogDeps

beforeAll(async () => {
  db = await openTestDatabase()
  north = logDeps(db, db.authority)
  south = logDeps(db, db.south)
})
afterAll(() => db.close())
afterEach(async () => {
  expect((await verifyLog(north)).faults).toEqual([])
  expect((await verifyLog(south)).faults).toEqual([])
})

const entries = (schema = 'north') =>
  db.admin<{ index: string; leaf_id: string }[]>`select index, leaf_id from ${db.admin(schema)}.log_entries order by index`

describe('sequencing', () => {
  test('an empty log has a checkpoint of no leaves as soon as somebody asks', async () => {
    const checkpoint = await awaitPublication(north)
    expect(checkpoint.size).toBe(0)
    expect(checkpoint.note.split('\n').slice(0, 3)).toEqual(['north.test/log', '0', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='])
  })
  test('gives every pending leaf the next index, by time and then by id, and leaves none behind', async () => {
    const late = await recordLeaves(north, 1, { at: noon.add({ seconds: 2 }) })
    const early = await recordLeaves(north, 3)
    await sequence(north)
    expect((await entries()).map(({ leaf_id }) => leaf_id)).toEqual([...early, ...late])
    expect(await db.admin`select from log_pending`).toHaveLength(0)
  })
  test('takes a leaf that claims an earlier time than the newest entry', async () => {
    const [id] = await recordLeaves(north, 1, { at: noon.subtract({ hours: 1 }) })
    await sequence(north)
    expect((await entries()).at(-1)).toEqual({ index: '4', leaf_id: id })
  })
  test('keeps the roots of complete subtrees on the way', async () => {
    await recordLeaves(north, 600)
    await sequence(north)
    expect(await db.admin`select level, index from log_subtrees order by level, index`).toEqual([
      { level: 8, index: '0' },
      { level: 8, index: '1' },
      { level: 9, index: '0' },
    ])
  })
  test('two authorities have two logs', async () => {
    const [id] = await recordLeaves(south, 1)
    await awaitPublication(south)
    expect(await entries('south')).toEqual([{ index: '0', leaf_id: id }])
    expect((await awaitPublication(south)).note).toContain('south.test/log\n1\n')
    expect((await verifyLog({ ...south, authority: db.authority })).faults.map(({ code }) => code)).toContain('checkpoint_not_signed')
  })
})

describe('at the same time', () => {
  test('two sequencers give no index twice and no leaf two indexes', async () => {
    const before = await entries()
    await recordLeaves(north, 20)
    await race(
      db,
      'log_head',
      () => sequence(north),
      () => sequence(north),
      () => sequence(north),
    )
    const after = await entries()
    expect(after.map(({ index }) => Number(index))).toEqual(Array.from({ length: before.length + 20 }, (_, index) => index))
    expect(new Set(after.map(({ leaf_id }) => leaf_id)).size).toBe(after.length)
  })
  test('two publishers sign one checkpoint', async () => {
    await recordLeaves(north, 3)
    await sequence(north)
    const [one, other] = await race(
      db,
      'log_head',
      () => publish(north),
      () => publish(north),
    )
    expect(one?.note).toBe(other?.note)
    expect(await db.admin`select from log_checkpoints where size = ${one?.size ?? -1}`).toHaveLength(1)
  })
  test('a leaf that commits while a sequencer waits is not lost', async () => {
    await recordLeaves(north, 1)
    const [late] = await race<unknown>(
      db,
      'log_head',
      () => sequence(north),
      async () => {
        const ids = await recordLeaves(north, 1)
        await sequence(north)
        return ids
      },
    )
    expect(late).toBeUndefined()
    expect(await db.admin`select from log_pending`).toHaveLength(0)
  })
  test('who awaits publication gets a checkpoint that covers what was committed before', async () => {
    const [id] = await recordLeaves(north, 1)
    const checkpoint = await awaitPublication(north)
    const place = (await entries()).findIndex(({ leaf_id }) => leaf_id === id)
    expect(place).toBeGreaterThan(0)
    expect(checkpoint.size).toBeGreaterThan(place)
    expect((await awaitPublication(north)).note).toBe(checkpoint.note)
  })
})
