import type { Context } from 'hono'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { UploadHold } from '../files/upload-room.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Result } from '../foundation/result.ts'
import { type Answers, problemOf } from './answer.ts'
import { type Endpoint, sendProblem } from './endpoint.ts'
import type { Env } from './env.ts'
import { answered, withHold } from './upload-endpoint.ts'

/** tus 1.0.0 (tus.io/protocols/resumable-upload): the core, with the extensions creation, expiration and termination. */
const version = '1.0.0'
const always = {
  'tus-resumable': version,
  'tus-version': version,
  'tus-extension': 'creation,expiration,termination',
  'cache-control': 'no-store',
}

/** An answer without a body: all it says stands in headers. */
type Spoken = { readonly status: 200 | 201 | 204; readonly headers: Readonly<Record<string, string>> }

/** A request's body as it arrives, and its place in the room for bodies. */
type ArrivingBody = { readonly stream: ReadableStream<Uint8Array> | null; readonly hold: UploadHold }

type TusRoute<S extends z.ZodType, T, R extends string> = {
  readonly schema: S
  /** Parts of the command that stand in headers, under the names they have there. */
  readonly headers?: Readonly<Record<string, string>>
  readonly run: (deps: Deps, caller: Caller, command: z.output<S>, body: ArrivingBody) => Promise<Result<T, R>>
  readonly says: (value: T, c: Context<Env>) => Spoken
}

/** One route of the protocol. Its input are path parameters and headers; the body is read by the use case, piece by piece. */
export const tus = <S extends z.ZodType, T, R extends string>(
  method: Endpoint['method'],
  path: string,
  summary: string,
  { schema, headers = {}, run, says }: TusRoute<S, T, R>,
  answers: Answers<NoInfer<R>>,
): Endpoint => ({
  method,
  path,
  summary,
  schema,
  answers,
  bodyBytes: 0,
  raw: true,
  run: () => Promise.reject(new Error(`${path} reads its own headers`)),
  handle: async (c) => {
    for (const [name, value] of Object.entries(always)) c.header(name, value)
    if (c.req.header('tus-resumable') !== version) return sendProblem(c, problemOf({}, 'tus_version_unknown', c.get('locale')))
    return answered(
      c,
      answers,
      (deps, caller) => {
        const said = Object.entries(headers).map(([part, name]) => [part, c.req.header(name)])
        const command = schema.parse({ ...Object.fromEntries(said), ...c.req.param() })
        return withHold(caller, (hold) => run(deps, caller, command, { stream: c.req.raw.body, hold }))
      },
      (value) => {
        const { status, headers: spoken } = says(value, c)
        for (const [name, text] of Object.entries(spoken)) c.header(name, text)
        return c.body(null, status)
      },
    )
  },
})

/** As HTTP writes a time. */
export const httpDate = (at: Temporal.Instant): string => new Date(at.epochMilliseconds).toUTCString()
