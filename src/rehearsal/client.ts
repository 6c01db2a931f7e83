/** An answer as simulated people and tests look at it: the status, the refusal's code if there is one, the JSON or the page's text. */
export type Reply<T = Readonly<Record<string, unknown>>> = {
  readonly status: number
  /** The code of a problem document, or the code shown on a page. */
  readonly code: string | undefined
  readonly body: T
  readonly text: string
  readonly location: string | undefined
  readonly headers: Headers
}

export type Options = {
  readonly idempotencyKey?: string
  readonly origin?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export type Client = {
  readonly get: <T = Readonly<Record<string, unknown>>>(path: string, options?: Options) => Promise<Reply<T>>
  readonly post: <T = Readonly<Record<string, unknown>>>(path: string, body?: unknown, options?: Options) => Promise<Reply<T>>
  readonly put: <T = Readonly<Record<string, unknown>>>(path: string, body?: unknown, options?: Options) => Promise<Reply<T>>
  readonly patch: <T = Readonly<Record<string, unknown>>>(path: string, body?: unknown, options?: Options) => Promise<Reply<T>>
  readonly del: <T = Readonly<Record<string, unknown>>>(path: string, body?: unknown, options?: Options) => Promise<Reply<T>>
  /** A page's form, urlencoded; with files, multipart. */
  readonly form: (path: string, fields: Readonly<Record<string, string | readonly string[] | File>>, options?: Options) => Promise<Reply>
}

export type Send = (path: string, init: RequestInit) => Response | Promise<Response>

/** A client that sends what a browser would: the cookie, its own Origin, JSON or a form. `Uint8Array` bodies go as they are. */
export function clientOf(send: Send, own: { readonly origin: string; readonly cookie: () => Promise<string | undefined> }): Client {
  const request = async <T>(method: string, path: string, body: BodyInit | undefined, type: string | undefined, options: Options = {}) => {
    const cookie = await own.cookie()
    const origin = 'origin' in options ? options.origin : own.origin
    const headers = new Headers({
      ...(cookie ? { cookie } : {}),
      ...(origin !== undefined && method !== 'GET' ? { origin } : {}),
      ...(type ? { 'content-type': type } : {}),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      ...options.headers,
    })
    return replyOf<T>(await send(path, { method, headers, ...(body === undefined ? {} : { body }) }))
  }
  const json = <T>(method: string, path: string, body: unknown, options: Options | undefined) => {
    if (body instanceof Uint8Array) return request<T>(method, path, Buffer.from(body), 'application/octet-stream', options)
    return request<T>(method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json', options)
  }
  return {
    get: (path, options) => request('GET', path, undefined, undefined, options),
    post: (path, body, options) => json('POST', path, body, options),
    put: (path, body, options) => json('PUT', path, body, options),
    patch: (path, body, options) => json('PATCH', path, body, options),
    del: (path, body, options) => json('DELETE', path, body, options),
    form: (path, fields, options) => {
      const data = new FormData()
      for (const [name, value] of Object.entries(fields)) {
        if (value instanceof File) data.append(name, value)
        else for (const one of typeof value === 'string' ? [value] : value) data.append(name, one)
      }
      return Object.values(fields).some((value) => value instanceof File)
        ? request('POST', path, data, undefined, options)
        : request(
            'POST',
            path,
            new URLSearchParams([...data].map(([name, value]) => [name, String(value)])).toString(),
            'application/x-www-form-urlencoded',
            options,
          )
    },
  }
}

async function replyOf<T>(response: Response): Promise<Reply<T>> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const body = (isJson ? JSON.parse(text) : {}) as T & { readonly code?: unknown }
  const shown = /class="problem-code">[^<]*<code>([a-z0-9_]+)<\/code>/.exec(text)?.[1]
  const code = isJson && typeof body.code === 'string' ? body.code : shown
  return {
    status: response.status,
    code: response.status >= 400 ? code : undefined,
    body,
    text,
    location: response.headers.get('location') ?? undefined,
    headers: response.headers,
  }
}
