import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openKeyringFile } from '../../src/keys/keyring.ts'
import { awaitPublication } from '../../src/log/sequence.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { logDeps, noon, recordLeaves } from './recording.ts'

let db: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'gongyuan-verify-log-'))
const keyringFile = join(folder, 'keyring.json')

beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As an operator runs it, with the service's login. */
const verify = (...options: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/log/verify-log-command.ts', ...options], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: db.url, KEYRING_FILE: keyringFile },
  })
  return { status, output: stdout + stderr }
}

test('the command verifies both authorities, and names what is broken', async () => {
  const { keyring } = openKeyringFile(keyringFile, true, noon.toString())
  const deps = { ...logDeps(db, db.authority), keyring }
  const [id] = await recordLeaves(deps, 3)
  const { note } = await awaitPublication(deps)
  const kept = join(folder, 'checkpoint')
  writeFileSync(kept, note)
  expect(verify('--checkpoint', kept)).toMatchObject({ status: 0, output: expect.stringContaining('2 logs, 0 broken') })

  await db.admin`update log_leaves set event = replace(event, 'accepted', 'refused') where id = ${id ?? ''}`
  const { status, output } = verify()
  expect(status).toBe(1)
  expect(output).toContain(`leaf_changed: entry 0, leaf ${id}`)
  expect(output).toContain('2 logs, 1 broken')
  expect(JSON.parse(verify('--json').output)).toMatchObject({
    broken: 1,
    logs: [
      { authority: 'north', faults: [{ code: 'leaf_changed' }] },
      { authority: 'south', faults: [] },
    ],
  })
})
