import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { addLogKey, openKeyringFile } from '../../src/keys/keyring.ts'
import { noon } from '../log/recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongyuan-keyring-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fresh = (name: string) => {
  const file = join(folder, name)
  openKeyringFile(file, true, noon.toString())
  return file
}

/** Another process that adds keys one after the other, again where somebody else was at it, and says their ids. */
const addsMany = (file: string, count: number): Promise<string[]> =>
  saidBy(`
    import { addLogKey } from './src/keys/keyring.ts'
    const ids = []
    while (ids.length < ${count}) {
      try { ids.push(addLogKey(${JSON.stringify(file)}, '${noon}')) }
      catch (error) { if (!error.message.includes('is there already')) throw error }
    }
    console.log(ids.join(' '))`)

/** Another process that opens a keyring in each of many folders, which it makes where nobody has, and says the ids. */
const opensMany = (count: number): Promise<string[]> =>
  saidBy(`
    import { openKeyringFile } from './src/keys/keyring.ts'
    const ids = []
    for (let at = 0; at < ${count}; at++) {
      const { keyring } = openKeyringFile(${JSON.stringify(folder)} + '/first/' + at + '/keyring.json', true, '${noon}')
      ids.push(keyring.ids.join())
    }
    console.log(ids.join(' '))`)

async function saidBy(script: string): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  await once(child, 'close')
  return said.trim().split(' ')
}

test('processes that start together open one keyring, whole, and leave nothing beside it', async () => {
  const [one, other] = await Promise.all([opensMany(200), opensMany(200)])
  expect(one).toHaveLength(200)
  expect(one).toEqual(other)
  const made = join(folder, 'first', '0', 'keyring.json')
  expect(readdirSync(dirname(made))).toEqual(['keyring.json'])
  expect(statSync(made).mode & 0o777).toBe(0o600)
})

test('of processes that add keys at once none loses another’s', async () => {
  const file = fresh('at-once.json')
  const added = (await Promise.all([addsMany(file, 100), addsMany(file, 100)])).flat()
  expect(added).toHaveLength(200)
  const { ids } = openKeyringFile(file, false, noon.toString()).keyring
  expect(added.filter((id) => !ids.includes(id))).toEqual([])
})

test('what a run that was cut off left behind is named, and the keyring stays as it was', () => {
  const file = fresh('cut-off.json')
  const before = readFileSync(file, 'utf8')
  writeFileSync(`${file}.new`, '{')
  expect(() => addLogKey(file, noon.toString())).toThrow(/cut-off\.json\.new is there already: .*remove that file and start again/)
  expect(readFileSync(file, 'utf8')).toBe(before)
  rmSync(`${file}.new`)
  expect(openKeyringFile(file, false, noon.toString()).keyring.ids).not.toContain(addLogKey(file, noon.toString()))
})

test('a run that fails leaves nothing in the way of the next', () => {
  const file = join(folder, 'missing.json')
  expect(() => addLogKey(file, noon.toString())).toThrow(/no keyring at .*missing\.json/)
  expect(existsSync(`${file}.new`)).toBe(false)
  const torn = join(folder, 'torn.json')
  writeFileSync(torn, '{')
  expect(() => addLogKey(torn, noon.toString())).toThrow()
  expect(existsSync(`${torn}.new`)).toBe(false)
})
