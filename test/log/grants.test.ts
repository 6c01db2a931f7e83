import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseRoles, roleName } from '../../db/roles.ts'
import { awaitPublication } from '../../src/log/sequence.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { logDeps, recordLeaves } from './recording.ts'

let db: TestDatabase
let leafId: string

beforeAll(async () => {
  db = await openTestDatabase()
  const deps = logDeps(db, db.authority)
  leafId = (await recordLeaves(deps, 1))[0] ?? ''
  await awaitPublication(deps)
})
afterAll(() => db.close())

const tryAs = (role: (typeof databaseRoles)[number], attempt: string) =>
  db.admin.begin(async (tx) => {
    await tx.unsafe(`set local role ${roleName(role)}`)
    await tx.unsafe(attempt)
  })

describe('no role of the service can rewrite the log', () => {
  const attempts = [
    "update log_leaves set event = '{}'",
    'delete from log_leaves',
    'truncate log_leaves cascade',
    'update log_entries set index = index + 1',
    'delete from log_entries',
    'update log_checkpoints set size = 1',
    'delete from log_checkpoints',
    'update log_subtrees set level = 9',
    'delete from log_head',
    'drop table log_pending',
    'alter table log_leaves disable trigger all',
  ]
  test.each(databaseRoles)('%s', async (role) => {
    for (const attempt of attempts) await expect(tryAs(role, attempt), attempt).rejects.toThrow(/permission denied|must be owner/)
  })
  test.each(databaseRoles.filter((role) => role !== 'log'))(
    '%s cannot take a leaf out of the queue, place it, sign, or move the head',
    async (role) => {
      const attempts = [
        'delete from log_pending',
        'update log_head set size = 0',
        `insert into log_entries values (99, '${leafId}', now())`,
        `insert into log_checkpoints values (99, sha256(''), '', now())`,
      ]
      for (const attempt of attempts) await expect(tryAs(role, attempt), attempt).rejects.toThrow(/permission denied/)
    },
  )
  test('the public role cannot record or queue a leaf', async () => {
    const leaf = `insert into log_leaves values (gen_random_uuid(), '{}', sha256(''), 'x', null, null, null, now())`
    await expect(tryAs('public', leaf)).rejects.toThrow(/permission denied/)
    await expect(tryAs('public', `insert into log_pending values ('${leafId}')`)).rejects.toThrow(/permission denied/)
  })
})
