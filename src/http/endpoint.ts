import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { invariant } from '../foundation/invariant.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { type Answer, type Answers, type Problem, problemDocument, problemOf } from './answer.ts'
import type { Env } from './env.ts'
import { malformed } from './malformed.ts'
import { readBounded } from './read-bounded.ts'
import { sayWhen } from './say-when.ts'
import { setSession } from './session-cookie.ts'
import { giveShared, type SharedAnswer, sharedAnswer } from './shared-answer.ts'

type Method = 'get' | 'post' | 'put' | 'delete' | 'patch'

/**
 * One route of the JSON API. The schema is a strict object over path parameters, query (GET) and body together, so the OpenAPI
 * document, the parser and the use case's command type are one thing.
 */
export type Endpoint = {
  readonly method: Method
  /** Below /api, e.g. '/exams/:examId/packages/:packageId/handoffs'. */
  readonly path: string
  readonly summary: string
  readonly schema: z.ZodType
  readonly answers: Readonly<Record<string, Answer>>
  readonly bodyBytes: number
  readonly raw: boolean
  /** The answer is the same for everybody: it goes with a tag and leave to keep it for a moment. */
  readonly shared?: true
  /** Answers in its own way; see upload-endpoint.ts. */
  readonly handle?: (c: Context<Env>) => Promise<Response>
  readonly run: (deps: Deps, caller: Caller | undefined, input: unknown) => Promise<Result<unknown, string>>
}

type Options = {
  readonly method?: Method
  readonly bodyBytes?: number
  /** Nobody may send it without a key for sending it again. */
  readonly keyed?: true
}

const kibibyte = 1024

/** A signed-in person's act: `run` is a use case. POST unless said otherwise. */
export const command = <S extends z.ZodType, T, R extends string>(
  path: string,
  summary: string,
  schema: S,
  run: (deps: Deps, caller: Caller, command: z.output<S>) => Promise<Result<T, R>>,
  answers: Answers<NoInfer<R>>,
  options: Options = {},
): Endpoint => ({
  method: options.method ?? 'post',
  path,
  summary,
  schema,
  answers,
  bodyBytes: options.bodyBytes ?? 64 * kibibyte,
  raw: false,
  run: (deps, caller, input) => {
    invariant(caller, `${path} was reached by nobody; its permission row must name who may`)
    if (options.keyed && caller.idempotencyKey === undefined) return Promise.resolve(refuse('idempotency_key_missing'))
    return run(deps, caller, schema.parse(input))
  },
})

/** A signed-in person reads. `run` answers a Result too, so that what may not be seen is a refusal with a code. */
export const query = <S extends z.ZodType, T, R extends string>(
  path: string,
  summary: string,
  schema: S,
  run: (deps: Deps, caller: Caller, query: z.output<S>) => Promise<Result<T, R>>,
  answers: Answers<NoInfer<R>>,
): Endpoint => command(path, summary, schema, run, answers, { method: 'get' })

/** Anyone may call: signing up, public lists, verification. */
export const publicEndpoint = <S extends z.ZodType, T, R extends string>(
  method: Method,
  path: string,
  summary: string,
  schema: S,
  run: (deps: Deps, input: z.output<S>, caller: Caller | undefined) => Promise<Result<T, R>>,
  answers: Answers<NoInfer<R>>,
): Endpoint => ({
  method,
  path,
  summary,
  schema,
  answers,
  bodyBytes: 64 * kibibyte,
  raw: false,
  run: (deps, caller, input) => run(deps, schema.parse(input), caller),
})

/** Anyone may read, many at once: `run` answers a value that it keeps for all of them, and the value says nothing of the asker. */
export const sharedEndpoint = <S extends z.ZodType, T extends object, R extends string>(
  path: string,
  summary: string,
  schema: S,
  run: (deps: Deps, input: z.output<S>) => Promise<Result<T, R>>,
  answers: Answers<NoInfer<R>>,
): Endpoint => ({ ...publicEndpoint('get', path, summary, schema, run, answers), shared: true })

/** The API's routes, relative to /api. */
export function apiRoutes(endpoints: readonly Endpoint[]) {
  const app = new Hono<Env>()
  for (const endpoint of endpoints) app.on(endpoint.method.toUpperCase(), endpoint.path, endpoint.handle ?? ((c) => answer(c, endpoint)))
  return app
}

async function answer(c: Context<Env>, endpoint: Endpoint): Promise<Response> {
  const locale = c.get('locale')
  const input = await inputOf(c, endpoint)
  if (!input.ok) return sendProblem(c, problemOf({}, input.refusal, locale))
  try {
    const result = await endpoint.run(c.get('deps'), c.get('caller'), input.value)
    if (!result.ok) return sendProblem(c, problemOf(endpoint.answers, result.refusal, locale, result.facts))
    if (endpoint.shared) return giveShared(c, await writtenOnce(result.value as object))
    return c.json(withoutToken(c, result.value as object), endpoint.method === 'get' ? 200 : 201)
  } catch (error) {
    if (error instanceof z.ZodError) return sendProblem(c, malformed(error, locale))
    throw error
  }
}

const written = new WeakMap<object, Promise<SharedAnswer>>()

/** A value that many are given is written and packed once, and forgotten with the value. */
function writtenOnce(value: object): Promise<SharedAnswer> {
  const answer = written.get(value) ?? sharedAnswer(JSON.stringify(value), 'application/json')
  written.set(value, answer)
  return answer
}

/** The token of a session that was opened goes into the cookie and nowhere else: no script of a page ever sees it. */
function withoutToken(c: Context<Env>, value: object): object {
  if (!('sessionToken' in value) || typeof value.sessionToken !== 'string') return value
  const { sessionToken, ...rest } = value
  setSession(c, sessionToken)
  return rest
}

type Input = { ok: true; value: Record<string, unknown> } | { ok: false; refusal: 'body_too_large' | 'not_json' | 'malformed' }

async function inputOf(c: Context<Env>, endpoint: Endpoint): Promise<Input> {
  const params = c.req.param()
  if (endpoint.method === 'get') {
    const { lang: _, ...query } = c.req.query()
    return { ok: true, value: { ...query, ...params } }
  }
  // Declared length first: a body that says it is too large is refused before it is read.
  if (Number(c.req.header('content-length') ?? 0) > endpoint.bodyBytes) return { ok: false, refusal: 'body_too_large' }
  const bytes = await bodyOf(c, endpoint.bodyBytes)
  if (!bytes) return { ok: false, refusal: 'body_too_large' }
  if (bytes.length === 0) return { ok: true, value: { ...params } }
  if (!c.req.header('content-type')?.startsWith('application/json')) return { ok: false, refusal: 'not_json' }
  const body = parseObject(new TextDecoder().decode(bytes))
  return body ? { ok: true, value: { ...body, ...params } } : { ok: false, refusal: 'malformed' }
}

/** A body of declared length is read in one piece: the server takes no byte past it. Any other is counted as it comes. */
const bodyOf = async (c: Context<Env>, limit: number): Promise<Uint8Array | undefined> => {
  if (c.req.header('content-length') === undefined) return readBounded(c.req.raw.body, limit)
  const bytes = new Uint8Array(await c.req.raw.arrayBuffer())
  return bytes.length > limit ? undefined : bytes
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function sendProblem(c: Context<Env>, problem: Problem): Response {
  sayWhen(c, problem)
  return c.body(JSON.stringify(problemDocument(problem)), problem.status, { 'content-type': 'application/problem+json; charset=utf-8' })
}
