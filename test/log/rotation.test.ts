import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { addLogKey, openKeyringFile } from '../../src/keys/keyring.ts'
import { toBase64 } from '../../src/log/base64.ts'
import { logKey, logKeys, logVerifierKey } from '../../src/log/log-key.ts'
import { proofFile, proveConsistency } from '../../src/log/proofs.ts'
import { awaitPublication } from '../../src/log/sequence.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type LogDeps, logDeps, noon, recordLeaves } from './recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongyuan-rotation-'))
const keyringFile = join(folder, 'keyring.json')
const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T => {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}
let db: TestDatabase
let before: LogDeps
let after: LogDeps
/** A checkpoint somebody kept, signed by the key of its time. */
let kept: string
/** A proof handed out at that time. */
let older: string

beforeAll(async () => {
  db = await openTestDatabase()
  const deps = logDeps(db, db.authority)
  before = { ...deps, keyring: openKeyringFile(keyringFile, true, noon.toString()).keyring }
  await recordLeaves(before, 5)
  kept = (await awaitPublication(before)).note
  older = value(await proofFile(before, 0))
  addLogKey(keyringFile, noon.toString())
  after = { ...deps, keyring: openKeyringFile(keyringFile, false, noon.toString()).keyring }
  await recordLeaves(after, 4)
  await awaitPublication(after)
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('after the key of the log was changed', () => {
  test('the new one signs, and the whole log holds with what the former one had signed', async () => {
    expect(logKeys(db.authority, after.keyring).slice(1)).toEqual([logKey(db.authority, before.keyring)])
    expect(logVerifierKey(db.authority, after.keyring)).not.toBe(logVerifierKey(db.authority, before.keyring))
    expect(statSync(keyringFile).mode & 0o777).toBe(0o600)
    expect(await verifyLog(after, [kept])).toMatchObject({ size: 9, checkpoints: 2, faults: [] })
  })

  test('a keyring that has lost the former key verifies with the public one, handed in, and not without', async () => {
    const file = JSON.parse(readFileSync(keyringFile, 'utf8'))
    const first = file.keys.findIndex(({ purpose }: { purpose: string }) => purpose === 'log')
    const poorer = join(folder, 'poorer.json')
    writeFileSync(poorer, JSON.stringify({ ...file, keys: file.keys.toSpliced(first, 1) }))
    const deps = { ...after, keyring: openKeyringFile(poorer, false, noon.toString()).keyring }
    const codes = async (former: Parameters<typeof verifyLog>[2]) => (await verifyLog(deps, [kept], former)).faults.map(({ code }) => code)
    expect(await codes([])).toEqual(['kept_checkpoint_not_signed', 'checkpoint_not_signed'])
    expect(await codes([logKey(db.south, before.keyring)])).toEqual(['kept_checkpoint_not_signed', 'checkpoint_not_signed'])
    expect(await codes([logKey(db.authority, before.keyring)])).toEqual([])
  })
})

describe('npm run verify-proof, by somebody without a database', () => {
  const put = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  const entryAt = async (index: number) => {
    const [row] = await db.admin<{ event: string }[]>`
      select l.event from log_leaves l join log_entries e on e.leaf_id = l.id where e.index = ${index}`
    return known(row, `entry ${index}`).event
  }
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/log/verify-proof-command.ts', ...words], {
      encoding: 'utf8',
    })
    return { status, said: (stdout + stderr).trim() }
  }

  test('holds for the entry as it is, under a checkpoint of either key, and names what does not', async () => {
    const keys = [after, before].flatMap(({ keyring }) => ['--key', logVerifierKey(db.authority, keyring)])
    const event = await entryAt(6)
    const proof = ['--proof', put('6.tlog-proof', value(await proofFile(after, 6)))]
    const entry = ['--entry', put('entry.json', `${event}\n`)]
    expect(run(...keys, ...proof, ...entry)).toEqual({ status: 0, said: 'holds: entry 6 of 9' })
    expect(run('--key', logVerifierKey(db.authority, before.keyring), ...proof, ...entry)).toEqual({
      status: 1,
      said: 'BROKEN: checkpoint_not_signed',
    })
    const refused = put('refused.json', event.replace('accepted', 'refused'))
    expect(run(...keys, ...proof, '--entry', refused)).toEqual({ status: 1, said: 'BROKEN: entry_not_in_log' })

    const path = value(await proveConsistency(after, 5)).path.map(toBase64)
    const since = (hashes: readonly string[]) => [
      '--kept',
      put('kept', kept),
      '--consistency',
      put('c.json', JSON.stringify({ path: hashes })),
    ]
    expect(run(...keys, ...proof, ...entry, ...since(path))).toEqual({ status: 0, said: 'holds: entry 6 of 9' })
    expect(run(...keys, ...proof, ...entry, ...since(path.toReversed()))).toEqual({ status: 1, said: 'BROKEN: history_differs' })

    const newer = [
      '--kept',
      put('newer', (await awaitPublication(after)).note),
      '--consistency',
      put('n.json', JSON.stringify({ path: [] })),
    ]
    const first = ['--proof', put('0.tlog-proof', older), '--entry', put('first.json', await entryAt(0))]
    expect(run(...keys, ...first, ...newer)).toEqual({ status: 1, said: 'BROKEN: proof_older_than_kept' })
  })
})
