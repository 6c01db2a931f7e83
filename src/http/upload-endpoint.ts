import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type UploadHold, uploadRoom } from '../files/upload-room.ts'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import { type Result, refuse } from '../foundation/result.ts'
import { type Answers, problemOf, type RequestRefusal } from './answer.ts'
import { type Endpoint, sendProblem } from './endpoint.ts'
import type { Env } from './env.ts'
import { malformed } from './malformed.ts'
import { readInto } from './read-bounded.ts'

type UseCase<C, T, R extends string> = (deps: Deps, caller: Caller, command: C) => Promise<Result<T, R>>

type Bodied<S extends z.ZodType, T, R extends string> = {
  readonly schema: S
  /** The most the body may be, by what it is. */
  readonly bodyBytes: (command: z.output<S>) => number
  /** What a body is called that is more. */
  readonly tooLarge?: R
  /** Asked before anything of the body is read: whoever may not send it, or not now, sends nothing. */
  readonly before?: UseCase<z.output<S>, unknown, R>
  readonly run: UseCase<z.output<S> & { readonly bytes: Uint8Array }, T, R>
}

/** The request's body is a file; the path parameters and `bytes` make the command. PUT. */
export const upload = <S extends z.ZodType, T, R extends string>(
  path: string,
  summary: string,
  { schema, bodyBytes, tooLarge, before, run }: Bodied<S, T, R>,
  answers: Answers<NoInfer<R>>,
): Endpoint => ({
  method: 'put',
  path,
  summary,
  schema,
  answers,
  bodyBytes: 0,
  raw: true,
  run: () => Promise.reject(new Error(`${path} reads its own body`)),
  handle: (c) =>
    answered(c, answers, async (deps, caller) => {
      const command = schema.parse(c.req.param())
      const limit = bodyBytes(command)
      const declared = lengthOf(c)
      const large = refuse(tooLarge ?? 'body_too_large', { limit })
      if (declared !== undefined && declared > limit) return large
      const may = await before?.(deps, caller, command)
      if (may && !may.ok) return may
      return withHold(caller, async (hold) => {
        const bytes = await readInto(c.req.raw.body, limit, declared, hold.take)
        if (bytes === 'too_large') return large
        if (bytes === 'busy') return refuse('uploads_busy')
        return run(deps, caller, Object.assign({}, command, { bytes }))
      })
    }),
})

/** A caller's work, answered like any endpoint's: a value, or a problem document. */
export async function answered<T, R extends string>(
  c: Context<Env>,
  answers: Answers<R>,
  work: (deps: Deps, caller: Caller) => Promise<Result<T, R | RequestRefusal>>,
  accepted: (value: T) => Response = (value) => c.json(value as object, 201),
): Promise<Response> {
  const caller = known(c.get('caller'), 'somebody who uploads; the permission row must name who may')
  try {
    const result = await work(c.get('deps'), caller)
    return result.ok ? accepted(result.value) : sendProblem(c, problemOf(answers, result.refusal, c.get('locale'), result.facts))
  } catch (error) {
    if (error instanceof z.ZodError) return sendProblem(c, malformed(error, c.get('locale')))
    throw error
  }
}

/** A place in the room for bodies, given back when the work is over, however it ends. */
export async function withHold<T, R extends string>(
  caller: Caller,
  work: (hold: UploadHold) => Promise<Result<T, R | RequestRefusal>>,
): Promise<Result<T, R | RequestRefusal>> {
  const hold = uploadRoom.enter(caller.accountId)
  if (!hold) return refuse('uploads_busy')
  try {
    return await work(hold)
  } finally {
    hold.release()
  }
}

function lengthOf(c: Context<Env>): number | undefined {
  const declared = c.req.header('content-length')
  return declared === undefined ? undefined : Number(declared)
}
