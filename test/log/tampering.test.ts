import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '../../src/log/log-key.ts'
import { leafHash } from '../../src/log/merkle.ts'
import { awaitPublication, publish, sequence } from '../../src/log/sequence.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type LogDeps, logDeps, noon, recordLeaves } from './recording.ts'

/** A superuser has every right in the database: these tests say what verifying the log names all the same. */
let db: TestDatabase
let deps: LogDeps
let ids: string[]

const tables = ['log_leaves', 'log_pending', 'log_entries', 'log_subtrees', 'log_head', 'log_checkpoints']

beforeAll(async () => {
  db = await openTestDatabase()
  deps = logDeps(db, db.authority)
  ids = await recordLeaves(deps, 6)
  await awaitPublication(deps)
  ids.push(...(await recordLeaves(deps, 5, { at: noon.add({ seconds: 1 }) })))
  await awaitPublication(deps)
  for (const table of tables) await db.admin.unsafe(`create table sound_${table} as table ${table}`)
})
beforeEach(async () => {
  await unchecked(...tables.flatMap((table) => [`delete from ${table}`, `insert into ${table} select * from sound_${table}`]))
  expect(await faults()).toEqual([])
})
afterAll(() => db.close())

const idAt = (index: number) => ids[index] ?? ''
const faults = async (kept: string[] = []) => (await verifyLog(deps, kept)).faults.map(({ code, where }) => `${code}: ${where}`)
const hashOf = (event: string) => Buffer.from(leafHash(sha256, Buffer.from(event)))
/** As a superuser who wants the foreign keys out of the way. */
const unchecked = (...statements: string[]) =>
  db.admin.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica')
    for (const statement of statements) await tx.unsafe(statement)
  })

describe('a superuser who', () => {
  test('edits the text of a leaf', async () => {
    await db.admin`update log_leaves set event = replace(event, 'accepted', 'refused') where id = ${idAt(3)}`
    expect(await faults()).toEqual([`leaf_changed: entry 3, leaf ${idAt(3)}`])
  })
  test('edits a text and its hash', async () => {
    const [row] = await db.admin<{ event: string }[]>`select event from log_leaves where id = ${idAt(7)}`
    const event = (row?.event ?? '').replace('accepted', 'refused')
    await db.admin`update log_leaves set event = ${event}, leaf_hash = ${hashOf(event)} where id = ${idAt(7)}`
    expect(await faults()).toEqual(['checkpoint_root_differs: size 11; the last that holds has 6', expect.stringMatching(/^head_differs/)])
  })
  test('edits a column that filters read', async () => {
    await db.admin`update log_leaves set actor = null, event_name = 'other' where id = ${idAt(2)}`
    expect(await faults()).toEqual([`leaf_columns_differ: entry 2, leaf ${idAt(2)}: event_name, actor`])
  })
  test('moves the time of a leaf', async () => {
    await db.admin`update log_leaves set recorded_at = recorded_at + interval '1 millisecond' where id = ${idAt(2)}`
    expect(await faults()).toEqual([`leaf_columns_differ: entry 2, leaf ${idAt(2)}: recorded_at`])
  })
  test('enters a text of another form', async () => {
    const event = '{"b":1,"a":2}'
    await db.admin`update log_leaves set event = ${event}, leaf_hash = ${hashOf(event)} where id = ${idAt(0)}`
    expect(await faults()).toContain(`leaf_not_canonical: entry 0, leaf ${idAt(0)}`)
  })
  test('deletes a leaf', async () => {
    await unchecked(`delete from log_leaves where id = '${idAt(4)}'`)
    expect(await faults()).toEqual([`leaf_missing: entry 4, leaf ${idAt(4)}`])
  })
  test('deletes a leaf and its entry', async () => {
    await unchecked(`delete from log_leaves where id = '${idAt(4)}'`, 'delete from log_entries where index = 4')
    expect(await faults()).toEqual(['index_missing: entry 4'])
  })
  test('deletes a leaf and closes the gap', async () => {
    await unchecked(
      `delete from log_leaves where id = '${idAt(4)}'`,
      'delete from log_entries where index >= 4',
      `insert into log_entries select index - 1, leaf_id, sequenced_at from sound_log_entries where index > 4`,
    )
    expect(await faults()).toEqual(['checkpoint_root_differs: size 6; the last that holds has 0', 'index_missing: entry 10'])
  })
  test('swaps two leaves', async () => {
    await unchecked(
      'delete from log_entries where index in (7, 8)',
      'insert into log_entries select 15 - index, leaf_id, sequenced_at from sound_log_entries where index in (7, 8)',
    )
    expect(await faults()).toEqual(['checkpoint_root_differs: size 11; the last that holds has 6', expect.stringMatching(/^head_differs/)])
  })
  test('adds an entry past the head', async () => {
    const [id] = await recordLeaves(deps, 1)
    await db.admin`insert into log_entries values (11, ${id ?? ''}, ${noon.toString()})`
    expect(await faults()).toEqual([`leaf_placed_twice: leaf ${id}`, 'entry_beyond_head: 1 entries'])
  })
  test('takes a leaf out of the queue', async () => {
    const [id] = await recordLeaves(deps, 1)
    await db.admin`delete from log_pending`
    expect(await faults()).toEqual([`leaf_lost: leaf ${id}`])
  })
  test('puts an older checkpoint in place of the newest', async () => {
    await db.admin`update log_checkpoints set note = (select note from log_checkpoints where size = 6) where size = 11`
    expect(await faults()).toEqual(['checkpoint_differs: row of size 11, note of size 6'])
  })
  test('signs a root with a key of his own', async () => {
    await db.admin`update log_checkpoints set note = regexp_replace(note, '— (\\S+) (\\S{10}).', '— \\1 \\2X') where size = 6`
    expect(await faults()).toEqual(['checkpoint_not_signed: size 6'])
  })
  test('changes the head', async () => {
    await db.admin`update log_head set root = sha256('other')`
    expect(await faults()).toEqual([expect.stringMatching(/^head_differs: the head has 11 leaves/)])
  })
  test('changes the kept root of a subtree', async () => {
    await recordLeaves(deps, 300)
    await awaitPublication(deps)
    await db.admin`update log_subtrees set root = sha256('other')`
    expect(await faults()).toEqual(['subtree_differs: subtree 8/0'])
  })
  test('shortens the log but not its checkpoints', async () => {
    await cutTo(6, false)
    expect(await faults()).toEqual(['log_shortened: 11 leaves were published, the head has 6'])
  })
  test('winds everything back is noticed by whoever kept a checkpoint, and by nobody else', async () => {
    const kept = await publish(deps)
    await cutTo(6, true)
    expect(await faults()).toEqual([])
    expect(await faults([kept.note])).toEqual(['log_shortened: 11 leaves were published, the head has 6'])
  })
  test('winds back and goes on differently, with the key in hand, is noticed by whoever kept a checkpoint', async () => {
    const kept = await publish(deps)
    await cutTo(6, true)
    await recordLeaves(deps, 9, { event: 'something_else' })
    await awaitPublication(deps)
    expect(await faults()).toEqual([])
    expect(await faults([kept.note])).toEqual(['kept_checkpoint_differs: size 11; the last that holds has 6'])
  })
})

describe('kept checkpoints', () => {
  test('of this log hold', async () => {
    const [first] = await db.admin<{ note: string }[]>`select note from log_checkpoints where size = 6`
    expect(await faults([first?.note ?? '', (await publish(deps)).note])).toEqual([])
  })
  test('of another log are not taken', async () => {
    const other = await awaitPublication(logDeps(db, db.south))
    expect(await faults([other.note])).toEqual(['kept_checkpoint_not_signed: south.test/log, 0'])
  })
})

describe('the service itself refuses to build on a head that does not agree with itself', () => {
  test.each(["update log_head set root = sha256('other')", 'update log_head set size = 12', "update log_head set frontier = '{}'"])(
    '%s',
    async (change) => {
      await recordLeaves(deps, 1)
      await db.admin.unsafe('delete from log_checkpoints where size = 11')
      await db.admin.unsafe(change)
      await expect(sequence(deps)).rejects.toThrow(/head of the log/)
      await expect(publish(deps)).rejects.toThrow(/head of the log/)
    },
  )
  test('and to sign a log shorter than what it has signed', async () => {
    await cutTo(6, false)
    await expect(publish(deps)).rejects.toThrow(/shortened/)
  })
})

/** Winds the log back to a size it once had, as it was then. */
async function cutTo(size: number, checkpoints: boolean): Promise<void> {
  await unchecked(
    `delete from log_entries where index >= ${size}`,
    `delete from log_leaves where id not in (select leaf_id from log_entries)`,
    'delete from log_subtrees',
    "update log_head set size = 0, frontier = '{}', root = sha256('')",
    'insert into log_pending select leaf_id from log_entries',
    'delete from log_entries',
    ...(checkpoints ? [`delete from log_checkpoints where size > ${size}`] : []),
  )
  await sequence(deps)
}
