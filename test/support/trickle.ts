import { randomUUID } from 'node:crypto'
import { sessionCookie } from '../../src/http/requests.ts'
import type { Office, TestPerson } from './office.ts'

type Sent = { readonly status: number; readonly code: unknown }
type Trickle = {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly type: string
  readonly body: Uint8Array | string
  /** Happens while the service waits for the second half of the body. */
  readonly meanwhile: () => unknown
}

/** A request whose body comes in two halves, as over a bad line: it has arrived, the first half was read, the rest is on its way. */
export async function trickle(office: Office, by: TestPerson | undefined, { method, path, type, body, meanwhile }: Trickle): Promise<Sent> {
  const bytes = Buffer.from(typeof body === 'string' ? new TextEncoder().encode(body) : body)
  const halves = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)]
  const { promise: waiting, resolve: waits } = Promise.withResolvers<void>()
  const { promise: more, resolve: send } = Promise.withResolvers<void>()
  let read = 0
  // Nothing is read ahead, so that a pull is the service asking.
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const half = halves[read]
        read += 1
        if (read === 2) {
          waits()
          await more
        }
        if (half) controller.enqueue(half)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const { origin } = office.authority
  const cookie = by ? { cookie: `${sessionCookie(origin)}=${await office.sessionToken(by.accountId)}` } : {}
  const init = {
    method,
    headers: { ...cookie, origin, 'content-type': type, 'idempotency-key': randomUUID() },
    body: stream,
    duplex: 'half',
  }
  const answered = office.app.request(new URL(path, origin).href, init)
  await waiting
  await meanwhile()
  send()
  const response = await answered
  const said: unknown = response.status >= 400 && path.startsWith('/api') ? await response.json() : undefined
  return { status: response.status, code: typeof said === 'object' && said !== null && 'code' in said ? said.code : undefined }
}
