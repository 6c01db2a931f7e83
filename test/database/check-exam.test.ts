import { createHash, randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { openTestDatabase } from '../support/database.ts'

const { admin, authority, ownerUrl, south, close } = await openTestDatabase()
afterAll(close)
afterEach(async () => {
  await admin`delete from log_pending`
  await admin`delete from log_entries`
  await admin`delete from log_checkpoints`
  await admin`delete from log_leaves`
  await admin`update log_head set size = 0`
})

const hashOf = (event: string) =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(event)
    .digest()
/** A leaf whose columns say what its text says; `hash` of another text makes it a forged one. */
const leaf = async (forgedHash?: Buffer) => {
  const id = randomUUID()
  const event = JSON.stringify({ actor: null, event: 'opened', exam: null, id, subject: null })
  await admin`
    insert into log_leaves (id, event, leaf_hash, event_name, recorded_at)
    values (${id}, ${event}, ${forgedHash ?? hashOf(event)}, 'opened', '2026-05-01T00:00:00Z')`
  return id
}
const enter = (id: string, index: number) =>
  admin`insert into log_entries (leaf_id, index, sequenced_at) values (${id}, ${index}, '2026-05-01T00:00:01Z')`
const broken = async () => (await checkExam(ownerUrl, authority)).broken.map(({ invariant }) => invariant)

test('a new authority breaks nothing', async () => {
  expect(await broken()).toEqual([])
  expect((await checkExam(ownerUrl, south)).broken).toEqual([])
})

test('a log in order breaks nothing', async () => {
  await enter(await leaf(), 0)
  await admin`insert into log_pending (leaf_id) values (${await leaf()})`
  await admin`update log_head set size = 1`
  expect(await broken()).toEqual([])
})

test('a leaf that was lost from the queue, and a place beside the head, are named with their rows', async () => {
  const lost = await leaf()
  await enter(await leaf(), 1)
  const { broken } = await checkExam(ownerUrl, authority)
  expect(broken).toMatchObject([
    { invariant: '9. every leaf waits for its place or has it, never both', rows: [{ id: lost, waits: false, index: null }] },
    {
      invariant: '9. places are counted from nought without a gap, as far as the head says',
      rows: [{ size: '0', entries: '1', last: '1' }],
    },
  ])
})

test('a rewritten event is named, in the authority that has it and in no other', async () => {
  await enter(await leaf(createHash('sha256').update('another event').digest()), 0)
  await admin`update log_head set size = 1`
  expect(await broken()).toEqual(['9. every leaf hash is the hash of its event'])
  expect((await checkExam(ownerUrl, south)).broken).toEqual([])
})
