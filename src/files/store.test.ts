import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf, open, seal } from './seal.ts'
import { diskStore, type FileStore } from './store.ts'

const key = randomBytes(32)
const content = Buffer.from('身份证正面'.repeat(40))
const keyById = (id: string) => (id === 'abcd1234' ? key : undefined)

describe('sealed files', () => {
  const sealed = seal(content, key, 'abcd1234')

  test('open again, and show nothing meanwhile', () => {
    const opened = open(sealed, keyById)
    expect(opened.ok && Buffer.from(opened.value).equals(content)).toBe(true)
    expect(Buffer.from(sealed).includes('身份证')).toBe(false)
  })
  test('the same content never looks the same twice', () => {
    expect(hashOf(seal(content, key, 'abcd1234'))).not.toBe(hashOf(sealed))
  })
  test('nothing is a content too', () => {
    expect(open(seal(new Uint8Array(), key, 'abcd1234'), keyById)).toEqual({ ok: true, value: Buffer.alloc(0) })
  })
  test('a key that is not at hand is named', () => {
    expect(open(seal(content, key, 'zzzz9999'), keyById)).toEqual({ ok: false, refusal: 'file_key_unknown', facts: { keyId: 'zzzz9999' } })
  })
  test.each([0, 3, 12, 23, 24, sealed.length - 17, sealed.length - 1])('a flipped bit at %i is noticed', (at) => {
    const changed = sealed.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(open(changed, () => key)).toMatchObject({ ok: false, refusal: 'file_damaged' })
  })
  test('so are another key id, a lost end and the wrong key', () => {
    const renamed = sealed.slice()
    renamed[4] = 'x'.charCodeAt(0)
    expect(open(renamed, () => key)).toMatchObject({ refusal: 'file_damaged' })
    for (const length of [0, 10, 39, sealed.length - 1])
      expect(open(sealed.slice(0, length), () => key)).toMatchObject({ refusal: 'file_damaged' })
    expect(open(sealed, () => randomBytes(32))).toMatchObject({ refusal: 'file_damaged' })
  })
})

describe('the store on disk', () => {
  let folder = ''
  let store: FileStore
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'))
    store = diskStore(folder, randomUUID)
  })
  afterAll(() => rm(folder, { recursive: true }))
  const sealed = seal(content, key, 'abcd1234')
  const hash = hashOf(sealed)

  test('gives back what was put, and nothing for what was not', async () => {
    await store.put(sealed, hash)
    expect(await store.get(hash)).toEqual(sealed)
    expect(await store.get('0'.repeat(64))).toBeUndefined()
  })
  test('fans out by hash, for its owner only, and leaves no unfinished file', async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.put(sealed, hash)))
    const parent = join(folder, hash.slice(0, 2))
    expect(await readdir(parent)).toEqual([hash])
    expect((await stat(join(parent, hash))).mode & 0o077).toBe(0)
  })
  test('bytes under a foreign name are never stored', async () => {
    await expect(store.put(sealed, '0'.repeat(64))).rejects.toThrow(/hash/)
    expect(await store.get('0'.repeat(64))).toBeUndefined()
  })
  test('a name that is no hash reaches no path', async () => {
    await expect(store.get('../../etc/passwd')).rejects.toThrow(/SHA-256/)
  })
  test('a file changed behind our back is noticed', async () => {
    const other = seal(content, key, 'abcd1234')
    const name = hashOf(other)
    await store.put(other, name)
    await writeFile(join(folder, name.slice(0, 2), name), sealed)
    await expect(store.get(name)).rejects.toThrow(/changed/)
  })
})
