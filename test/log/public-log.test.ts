import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromBase64 } from '../../src/log/base64.ts'
import { parseCheckpoint } from '../../src/log/checkpoint.ts'
import { logKey, sha256, signedText } from '../../src/log/log-key.ts'
import { emptyTree, grow, leafHash, rootOf, verifyConsistency, verifyInclusion } from '../../src/log/merkle.ts'
import { openNote, parseVerifierKey, signatureBy } from '../../src/log/note.ts'
import { awaitPublication, sequence } from '../../src/log/sequence.ts'
import { verifyPublished } from '../../src/log/verify-published.ts'
import { openOffice } from '../support/office.ts'
import { examId, recordLeaves } from './recording.ts'

const office = await openOffice()
const get = <T = Record<string, unknown>>(path: string) => office.anyone.get<T>(path)
const bytes = (text: string) => fromBase64(text) ?? new Uint8Array()

type CheckpointAnswer = { origin: string; size: number; root: string; note: string; verifierKey: string }
type EntryAnswer = { index: number; leafId: string; event: string; leafHash: string }
type ProofAnswer = { path: string[]; size: number }

let leaves: string[]
/** Across two kept subtrees and a bit, with a checkpoint on the way. */
const [first, size] = [300, 700]

beforeAll(async () => {
  leaves = await recordLeaves(office.deps, first)
  await awaitPublication(office.deps)
  leaves.push(
    ...(await recordLeaves(office.deps, size - first, {
      event: 'handoff_signed',
      examId: undefined,
      outcome: 'refused',
      refusal: 'seal_mismatch',
    })),
  )
  await awaitPublication(office.deps)
})

describe('the interface that anybody may ask', () => {
  test('the newest checkpoint is signed by the log key and names the log', async () => {
    const { body, status } = await get<CheckpointAnswer>('/api/log/checkpoint')
    expect([status, body.size, body.origin]).toEqual([200, size, 'north.test/log'])
    const text = signedText(body.note, [logKey(office.authority, office.deps.keyring)]) ?? ''
    expect(parseCheckpoint(text)).toEqual({ origin: 'north.test/log', size, root: bytes(body.root) })
    const key = parseVerifierKey(sha256, body.verifierKey)
    const note = openNote(body.note)
    expect(key && note && signatureBy(note, key)).toBeDefined()
    expect((await office.anyone.get('/log/checkpoint')).text).toBe(body.note)
    expect((await get<CheckpointAnswer>(`/api/log/checkpoint?size=${first}`)).body.size).toBe(first)
  })
  test('entries give the root of the checkpoint, and each is proven in it', async () => {
    const { root } = (await get<CheckpointAnswer>('/api/log/checkpoint')).body
    const one = (await get<{ entries: EntryAnswer[] }>('/api/log/entries?from=0')).body.entries
    const rest = (await get<{ entries: EntryAnswer[] }>('/api/log/entries?from=500&limit=300')).body.entries
    const entries = [...one, ...rest]
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, index) => index))
    const hashes = entries.map(({ event }) => leafHash(sha256, Buffer.from(event)))
    expect(Buffer.from(rootOf(sha256, grow(sha256, emptyTree, hashes).frontier)).toString('base64')).toBe(root)
    for (const index of [0, 1, 255, 256, 299, 300, 511, 512, 640, 699]) {
      const { path } = (await get<ProofAnswer>(`/api/log/entries/${index}/proof`)).body
      expect(verifyInclusion(sha256, hashes[index] ?? new Uint8Array(), index, size, path.map(bytes), bytes(root))).toBe(true)
    }
  })
  test('an entry is proven in every earlier size that has it', async () => {
    const entries = (await get<{ entries: EntryAnswer[] }>('/api/log/entries?from=0&limit=500')).body.entries
    const hashes = entries.map((entry) => bytes(entry.leafHash))
    for (const of of [1, 2, 257, 300, 499]) {
      const index = of - 1
      const { path } = (await get<ProofAnswer>(`/api/log/entries/${index}/proof?size=${of}`)).body
      const root = rootOf(sha256, grow(sha256, emptyTree, hashes.slice(0, of)).frontier)
      expect(verifyInclusion(sha256, hashes[index] ?? new Uint8Array(), index, of, path.map(bytes), root)).toBe(true)
    }
  })
  test('a later checkpoint begins with an earlier one', async () => {
    const older = (await get<CheckpointAnswer>(`/api/log/checkpoint?size=${first}`)).body
    const newer = (await get<CheckpointAnswer>('/api/log/checkpoint')).body
    const { path } = (await get<ProofAnswer>(`/api/log/consistency?from=${first}`)).body
    expect(verifyConsistency(sha256, first, bytes(older.root), size, bytes(newer.root), path.map(bytes))).toBe(true)
    expect((await get<ProofAnswer>(`/api/log/consistency?from=${size}&to=${size}`)).body.path).toEqual([])
  })
  test('a leaf is found by its id', async () => {
    const { body } = await get<EntryAnswer & ProofAnswer>(`/api/log/leaves/${leaves[5]}/proof`)
    const { root } = (await get<CheckpointAnswer>('/api/log/checkpoint')).body
    expect(body.leafId).toBe(leaves[5])
    expect(
      verifyInclusion(sha256, leafHash(sha256, Buffer.from(body.event)), body.index, body.size, body.path.map(bytes), bytes(root)),
    ).toBe(true)
  })
  test('a proof file holds all that an offline check needs', async () => {
    const { text, headers } = await office.anyone.get('/log/entries/42/proof')
    const [head = '', ...rest] = text.split('\n\n')
    const [version, index, ...path] = head.split('\n')
    expect([version, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 42'])
    const note = rest.join('\n\n')
    const checkpoint = parseCheckpoint(signedText(note, [logKey(office.authority, office.deps.keyring)]) ?? '')
    const entry = (await get<EntryAnswer>('/api/log/entries/42')).body
    expect(
      checkpoint &&
        verifyInclusion(sha256, leafHash(sha256, Buffer.from(entry.event)), 42, checkpoint.size, path.map(bytes), checkpoint.root),
    ).toBe(true)
    expect(headers.get('content-disposition')).toContain('42.tlog-proof')
  })
  test.each([
    ['/api/log/entries/700', 404, 'entry_unknown'],
    ['/api/log/entries/0/proof?size=701', 404, 'size_unpublished'],
    ['/api/log/entries/5/proof?size=5', 404, 'entry_unknown'],
    ['/api/log/consistency?from=0', 422, 'sizes_out_of_order'],
    ['/api/log/consistency?from=5&to=4', 422, 'sizes_out_of_order'],
    ['/api/log/consistency?from=5&to=701', 404, 'size_unpublished'],
    ['/api/log/checkpoint?size=301', 404, 'size_unpublished'],
    ['/api/log/leaves/00000000-0000-4000-8000-00000000ffff/proof', 404, 'leaf_unknown'],
    ['/api/log/entries?from=0&limit=501', 400, 'malformed'],
    ['/api/log/entries?from=0&limit=0', 400, 'malformed'],
    ['/api/log/entries?from=-1', 400, 'malformed'],
    ['/api/log/entries/01', 400, 'malformed'],
    ['/api/log/entries/9007199254740993', 400, 'malformed'],
    ['/api/log/checkpoint?more=1', 400, 'malformed'],
    ['/log/tile/0/003', 404, 'tile_unknown'],
    ['/log/entries/700/proof', 404, 'entry_unknown'],
  ])('%s is refused', async (path, status, code) => {
    const reply = await get(path)
    expect([reply.status, reply.code]).toEqual([status, code])
  })
  test('what is sequenced but not published is not shown', async () => {
    const [id] = await recordLeaves(office.southDeps, 1)
    const south = office.anyoneAt(office.south)
    expect((await south.get('/api/log/checkpoint')).code).toBe('log_empty')
    expect((await south.get(`/api/log/leaves/${id}/proof`)).code).toBe('leaf_unpublished')
    await sequence(office.southDeps)
    expect((await south.get(`/api/log/leaves/${id}/proof`)).code).toBe('leaf_unpublished')
    expect((await south.get('/api/log/entries/0')).code).toBe('log_empty')
    await awaitPublication(office.southDeps)
    expect((await south.get(`/api/log/leaves/${id}/proof`)).status).toBe(200)
  })
})

describe('the log as C2SP tiles', () => {
  const tile = async (path: string) => {
    const response = await office.app.request(`http://north.test/log/tile/${path}`)
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  test('hashes and entries of a tile are those of the log', async () => {
    const level0 = (await tile('0/001')).bytes
    const bundle = (await tile('entries/001')).bytes
    expect(level0).toHaveLength(256 * 32)
    const view = new DataView(bundle.buffer)
    let at = 0
    for (let n = 0; n < 256; n += 1) {
      const length = view.getUint16(at)
      const hash = leafHash(sha256, bundle.subarray(at + 2, at + 2 + length))
      expect(Buffer.from(hash).equals(level0.subarray(n * 32, n * 32 + 32))).toBe(true)
      at += 2 + length
    }
    expect(at).toBe(bundle.length)
    const hashes = Array.from({ length: 256 }, (_, n) => level0.subarray(n * 32, n * 32 + 32))
    const level1 = (await tile('1/000.p/2')).bytes
    expect(Buffer.from(rootOf(sha256, grow(sha256, emptyTree, hashes).frontier)).equals(level1.subarray(32, 64))).toBe(true)
  })
  test('a partial tile ends where it says, and none goes past what is published', async () => {
    expect((await tile('0/002.p/188')).bytes).toHaveLength(188 * 32)
    expect((await tile('0/002.p/189')).status).toBe(404)
    expect((await tile('1/000.p/3')).status).toBe(404)
    expect((await tile('0/002')).status).toBe(404)
  })
})

describe('the check a stranger makes', () => {
  const means = { hash: sha256, verifySignature: async () => true, progress: () => {} }
  const source = async () => {
    const { verifierKey, note } = (await get<CheckpointAnswer>('/api/log/checkpoint')).body
    return {
      verifierKey,
      note,
      readEntries: async (from: number) => (await get<{ entries: EntryAnswer[] }>(`/api/log/entries?from=${from}`)).body.entries,
    }
  }
  const kept = async () => {
    const { root } = (await get<CheckpointAnswer>(`/api/log/checkpoint?size=${first}`)).body
    return { size: first, root }
  }
  test('holds, and holds against what was verified before', async () => {
    expect(await verifyPublished(await source(), means, await kept())).toMatchObject({
      ok: true,
      signature: 'good',
      extends: { size: first },
    })
    expect(await verifyPublished(await source(), { ...means, verifySignature: async () => undefined })).toMatchObject({
      ok: true,
      signature: 'unchecked',
    })
  })
  test('names what is wrong', async () => {
    const honest = await source()
    const lying = (change: (entry: EntryAnswer) => EntryAnswer) => ({
      ...honest,
      readEntries: async (from: number) => (await honest.readEntries(from)).map((entry) => change(entry as EntryAnswer)),
    })
    const other = createHash('sha256').update('x').digest('base64')
    const changed = lying((entry) => (entry.index === 3 ? { ...entry, event: '{}' } : entry))
    const consistent = lying((entry) =>
      entry.index === 3 ? { ...entry, event: '{}', leafHash: Buffer.from(leafHash(sha256, Buffer.from('{}'))).toString('base64') } : entry,
    )
    expect(await verifyPublished(changed, means)).toMatchObject({ ok: false, fault: 'entry_changed', where: '3' })
    expect(await verifyPublished(consistent, means)).toMatchObject({ ok: false, fault: 'root_differs' })
    expect(
      await verifyPublished(
        lying((entry) => ({ ...entry, index: entry.index + 1 })),
        means,
      ),
    ).toMatchObject({ fault: 'entry_missing', where: '0' })
    expect(await verifyPublished({ ...honest, readEntries: async () => [] }, means)).toMatchObject({ fault: 'entry_missing', where: '0' })
    expect(await verifyPublished(honest, { ...means, verifySignature: async () => false })).toMatchObject({ fault: 'signature_wrong' })
    expect(await verifyPublished({ ...honest, verifierKey: honest.verifierKey.replace('north', 'other') }, means)).toMatchObject({
      fault: 'key_unreadable',
    })
    expect(await verifyPublished(honest, means, { size: size + 1, root: other })).toMatchObject({ fault: 'log_shortened' })
    expect(await verifyPublished(honest, means, { size: first, root: other })).toMatchObject({ fault: 'kept_root_differs', where: '300' })
  })
})

describe('pages', () => {
  test('the log shows its checkpoint and newest entries, and filters them', async () => {
    const page = await office.anyone.get('/log?lang=en')
    expect(page.status).toBe(200)
    expect(page.text).toContain('north.test/log')
    expect(page.text).toContain('/log/entries/699')
    expect(page.text).toContain('seal_mismatch')
    expect((await office.anyone.get('/log?event=opinion_given')).text).not.toContain('/log/entries/699"')
    expect((await office.anyone.get(`/log?exam=${examId}`)).text).toContain('/log/entries/299"')
    expect((await office.anyone.get('/log?exam=nonsense')).text).not.toContain('/log/entries/')
    expect((await office.anyone.get('/log?below=100')).text).toContain('/log/entries/99"')
  })
  test('an entry shows what was hashed and offers its proof', async () => {
    const page = await office.anyone.get('/log/entries/5')
    expect(page.text).toContain('/log/entries/5/proof')
    expect(page.text).toContain((await get<EntryAnswer>('/api/log/entries/5')).body.leafId)
    expect((await office.anyone.get('/log/entries/700')).status).toBe(404)
    expect((await office.anyone.get('/log/entries/x')).status).toBe(404)
  })
  test('the whole log is verified on the server, and its page has the script that does it again', async () => {
    const page = await office.anyone.get('/log/verify?lang=en')
    expect(page.text).toContain('All 700 entries and 2 checkpoints agree')
    expect(page.text).toMatch(/\/assets\/log-verify-log\.[0-9a-f]+\.js/)
  })
})
