import { setTimeout as pause } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { invariant } from '../foundation/invariant.ts'
import { hashOf } from './seal.ts'
import type { FileStore } from './store.ts'

/** A bucket of any store that speaks S3, addressed by path: endpoint/bucket/ab/… */
export type S3Place = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
}

/** How long one try may take, and how long to wait before the next; as many tries as there are entries, and one more. */
export type Patience = { readonly tryMilliseconds: number; readonly pauses: readonly number[] }
const usualPatience: Patience = { tryMilliseconds: 10_000, pauses: [100, 400] }

/**
 * Sealed uploads in an S3-compatible store. The hash that names a file is also the payload hash the request signs, so the store itself
 * refuses bytes that changed on the way. Every request may be repeated: the same name always means the same bytes.
 */
export function s3Store(place: S3Place, patience: Patience = usualPatience): FileStore {
  const client = new AwsClient({
    accessKeyId: place.keyId,
    secretAccessKey: place.secret,
    region: place.region,
    service: 's3',
    retries: 0,
  })
  const bucket = `${place.endpoint.replace(/\/$/, '')}/${place.bucket}`
  const addressOf = (hash: string) => {
    invariant(/^[0-9a-f]{64}$/.test(hash), 'a file name is a SHA-256 in hex')
    return `${bucket}/${hash.slice(0, 2)}/${hash}`
  }
  const ask = (method: 'PUT' | 'GET' | 'DELETE', hash: string, body?: Uint8Array) =>
    repeated(patience, async (signal) => {
      const headers = { 'x-amz-content-sha256': body ? hash : emptyHash }
      const response = await client.fetch(addressOf(hash), {
        method,
        headers,
        signal,
        ...(body ? { body: inPlace(body) } : {}),
      })
      // Read inside the try, so that the limit of time holds for the last byte too.
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
    })
  return {
    async put(sealed, hash) {
      invariant(hashOf(sealed) === hash, 'a file is put under the hash of its own bytes')
      const answer = await ask('PUT', hash, sealed)
      if (answer.status !== 200) throw refused('keep a file', answer)
    },
    async get(hash) {
      const answer = await ask('GET', hash)
      // A missing bucket answers 404 as well, and is a wrong setting, not an absent file.
      if (answer.status === 404 && codeOf(answer.bytes) === 'NoSuchKey') return undefined
      if (answer.status !== 200) throw refused('give a file', answer)
      invariant(hashOf(answer.bytes) === hash, `the stored file ${hash} has changed`)
      return answer.bytes
    },
    async remove(hash) {
      const answer = await ask('DELETE', hash)
      const gone = answer.status === 404 && codeOf(answer.bytes) === 'NoSuchKey'
      if (answer.status !== 204 && answer.status !== 200 && !gone) throw refused('remove a file', answer)
    },
  }
}

/** Throws where the bucket is not there or the key may not read it: said at the start, not to the first candidate. */
export async function reachStore(store: FileStore): Promise<void> {
  await store.get(hashOf(new TextEncoder().encode('nothing bears this name')))
}

/** The same bytes, not copied unless they lie in memory shared between threads, which fetch does not take. */
const inPlace = ({ buffer, byteOffset, length }: Uint8Array): Uint8Array<ArrayBuffer> =>
  buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, length) : Uint8Array.from(new Uint8Array(buffer, byteOffset, length))

const emptyHash = hashOf(new Uint8Array())

type S3Answer = { readonly status: number; readonly bytes: Uint8Array }

/** The store's own code, such as NoSuchKey or SignatureDoesNotMatch. */
const codeOf = (bytes: Uint8Array): string | undefined =>
  /<Code>(\w{1,60})<\/Code>/.exec(new TextDecoder().decode(bytes.subarray(0, 2000)))?.[1]

const refused = (what: string, { status, bytes }: S3Answer) =>
  new Error(`the store of files would not ${what}: ${status} ${codeOf(bytes) ?? 'without a code'}`)

/** Again after what passes: no connection, no answer in time, an overloaded or restarting store. Its other answers are final. */
async function repeated({ tryMilliseconds, pauses }: Patience, once: (signal: AbortSignal) => Promise<S3Answer>): Promise<S3Answer> {
  for (const wait of pauses) {
    try {
      const answer = await once(AbortSignal.timeout(tryMilliseconds))
      if (answer.status < 500 && answer.status !== 429) return answer
    } catch {
      // Which of the many ways a connection fails does not matter: the last try tells.
    }
    await pause(wait)
  }
  return once(AbortSignal.timeout(tryMilliseconds))
}
