import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { reachStore, s3Store } from './s3-store.ts'
import { hashOf } from './seal.ts'

/**
 * A store of a few lines that checks every request's signature as the published description of Signature Version 4 says, with code of its
 * own. A real server is asked by `npm run bench -- s3`.
 */
const held = new Map<string, Uint8Array>()
let failing: (number | 'cut' | 'silent')[] = []
let asked = 0
const secret = 'the secret of the key'

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data).digest()

function signatureHolds(request: IncomingMessage, body: Uint8Array): boolean {
  const header = request.headers.authorization ?? ''
  const [, day = '', region = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=test-key\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      header,
    ) ?? []
  const time = String(request.headers['x-amz-date'])
  const payload = String(request.headers['x-amz-content-sha256'])
  if (payload !== sha256(body) || !names.split(';').includes('x-amz-content-sha256')) return false
  const canonical = [
    request.method,
    request.url,
    '',
    ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    payload,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
  return time.startsWith(day) && hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex') === signature
}

const server = createServer(async (request, response) => {
  asked += 1
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const answer = (status: number, content: string | Uint8Array = '') => response.writeHead(status).end(content)
  const failure = failing.shift()
  if (failure === 'silent') return
  if (failure === 'cut') return request.socket.destroy()
  if (failure) return answer(failure, '<Error><Code>SlowDown</Code></Error>')
  if (!signatureHolds(request, body)) return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
  const name = request.url ?? ''
  if (!name.startsWith('/uploads/')) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>')
  if (request.method === 'PUT') {
    held.set(name, body)
    return answer(200)
  }
  if (request.method === 'DELETE') {
    held.delete(name)
    return answer(204)
  }
  const found = held.get(name)
  return found ? answer(200, found) : answer(404, '<Error><Code>NoSuchKey</Code></Error>')
})
await new Promise<void>((listening) => {
  server.listen(0, '127.0.0.1', listening)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  held.clear()
  failing = []
  asked = 0
})

const address = server.address()
const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
const place = { endpoint, bucket: 'uploads', region: 'cn-north-1', keyId: 'test-key', secret }
const quick = { tryMilliseconds: 300, pauses: [1, 1] }
const store = s3Store(place, quick)
const bytes = new Uint8Array(randomBytes(5000))
const hash = hashOf(bytes)

describe('a bucket holds sealed files under their hash', () => {
  test('what is put comes back, what is removed is gone, what was never there is absent', async () => {
    expect(await store.get(hash)).toBeUndefined()
    await store.put(bytes, hash)
    await store.put(bytes, hash)
    expect([...held.keys()]).toEqual([`/uploads/${hash.slice(0, 2)}/${hash}`])
    expect(await store.get(hash)).toEqual(bytes)
    await store.remove(hash)
    await store.remove(hash)
    expect(await store.get(hash)).toBeUndefined()
  })
  test('nothing is put under another name, and a changed file is noticed', async () => {
    await expect(store.put(bytes, hashOf(randomBytes(8)))).rejects.toThrow('under the hash of its own bytes')
    await expect(store.get('../../etc/passwd')).rejects.toThrow('SHA-256')
    held.set(`/uploads/${hash.slice(0, 2)}/${hash}`, randomBytes(5000))
    await expect(store.get(hash)).rejects.toThrow('has changed')
    expect(asked).toBe(1)
  })
  test('a wrong secret and a missing bucket are said, at the first try, and are no absent file', async () => {
    await expect(s3Store({ ...place, secret: 'another' }, quick).get(hash)).rejects.toThrow('403 SignatureDoesNotMatch')
    await expect(reachStore(s3Store({ ...place, bucket: 'elsewhere' }, quick))).rejects.toThrow('404 NoSuchBucket')
    expect(asked).toBe(2)
    await reachStore(store)
  })
})

describe('a store that fails for a moment', () => {
  test.each([
    { fails: [503, 'cut'] as const, because: 'overloaded, then a lost connection' },
    { fails: [429, 500] as const, because: 'too many requests, then a fault' },
    { fails: ['silent'] as const, because: 'no answer in time' },
  ])('$because: the third try counts', async ({ fails }) => {
    failing = [...fails]
    await store.put(bytes, hash)
    expect(asked).toBe(fails.length + 1)
    expect(await store.get(hash)).toEqual(bytes)
  })
  test('for good is said after the last try', async () => {
    failing = [503, 503, 503]
    await expect(store.put(bytes, hash)).rejects.toThrow('503 SlowDown')
    expect(asked).toBe(3)
    expect(held.size).toBe(0)
  })
})
