import { sessionCookie } from '../../src/http/requests.ts'
import type { Office, TestPerson } from './office.ts'

export type TusReply = {
  readonly status: number
  readonly code: string | undefined
  readonly offset: number
  readonly location: string
  readonly headers: Headers
}
type Sent = Uint8Array | ReadableStream<Uint8Array>

/** Speaks tus 1.0.0 as the person's browser does, each request by itself, so that a test can leave one out or send it twice. */
export function tusOf(office: Office, by: TestPerson) {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: Sent): Promise<TusReply> => {
    const { origin } = office.authority
    const cookie = `${sessionCookie(origin)}=${await office.sessionToken(by.accountId)}`
    const init = {
      method,
      headers: { cookie, origin, 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: body instanceof Uint8Array ? Buffer.from(body) : body, duplex: 'half' } : {}),
    }
    const response = await office.app.request(new URL(path, origin).href, init)
    const text = await response.text()
    const said: unknown = text === '' ? undefined : JSON.parse(text)
    return {
      status: response.status,
      code: typeof said === 'object' && said !== null && 'code' in said ? String(said.code) : undefined,
      offset: Number(response.headers.get('upload-offset') ?? Number.NaN),
      location: response.headers.get('location') ?? '',
      headers: response.headers,
    }
  }
  return {
    ask,
    /** `application` is the application's path in the API. */
    begin: (application: string, kind: string, length: number) =>
      ask('POST', `${application}/uploads`, {
        'upload-length': String(length),
        'upload-metadata': `filename ${Buffer.from('我.jpg').toString('base64')},kind ${Buffer.from(kind).toString('base64')}`,
      }),
    head: (location: string) => ask('HEAD', location, {}),
    patch: (location: string, offset: number, body: Sent) =>
      ask('PATCH', location, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body),
    giveUp: (location: string) => ask('DELETE', location, {}),
  }
}

/** A body whose line is cut after these bytes. */
export const cutAfter = (...chunks: readonly Uint8Array[]) => {
  let at = 0
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks[at]
      at += 1
      if (chunk) controller.enqueue(chunk)
      else controller.error(new Error('the line was cut'))
    },
  })
}
