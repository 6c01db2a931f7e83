import type { Context } from 'hono'
import type { ZodType } from 'zod'
import type { Deps } from '../deps.ts'
import { type UploadHold, uploadRoom } from '../files/upload-room.ts'
import { boundedKey, type Caller, withKey } from '../foundation/caller.ts'
import type { Facts, Result } from '../foundation/result.ts'
import { type Answer, type Answers, type Problem, problemOf, type RequestRefusal } from './answer.ts'
import type { Env } from './env.ts'
import type { FormFields } from './form-fields.ts'
import { malformed } from './malformed.ts'
import { boundaryOf, type FormPart, partsOf } from './multipart.ts'
import { readInto } from './read-bounded.ts'
import { sayWhen } from './say-when.ts'

type FormTarget<C, T, R extends string> = FieldNames & {
  /** The same schema as the API's. */
  readonly schema: ZodType<C>
  /** The command as the API would get it, from fields and path parameters. */
  readonly from: (form: FormFields) => unknown
  readonly run: (deps: Deps, caller: Caller, command: C) => Promise<Result<T, R>>
  /** Asked before anything of the form is read, where the form brings a file. */
  readonly before?: (deps: Deps, caller: Caller) => Promise<Result<unknown, R>>
  readonly answers: Answers<NoInfer<R>>
  /** Where a success goes (303). */
  readonly to: (value: T) => string
  /** The form again, with its problem on top and beside the fields; what was typed is kept. */
  readonly again: (problem: Problem, form: FormFields) => Response | Promise<Response>
  readonly bodyBytes?: number
}

/** Where a form shows what is wrong: by itself a field is found under the name its part of the command has. */
export type FieldNames = {
  /** The field of a part of the command that is called otherwise: `setters.0.name` → `name-3`. */
  readonly fieldOf?: (path: string, form: FormFields) => string | undefined
  /** The field a refusal is about, by its facts. */
  readonly fieldAbout?: (facts: Facts, form: FormFields) => string | undefined
}

/** The problem with each part under the name of its field; one of several of a list (`parties.1`) stands with the list. */
function besideFields(problem: Problem, form: FormFields, { fieldOf, fieldAbout }: FieldNames): Problem {
  const named = Object.entries(problem.fields ?? {}).map(
    ([path, text]) => [fieldOf?.(path, form) ?? path.replace(/(\.\d+)+$/, ''), text] as const,
  )
  const about = problem.facts && fieldAbout?.(problem.facts, form)
  const fields = Object.fromEntries(about === undefined ? named : [...named, [about, problem.text] as const])
  return Object.keys(fields).length === 0 ? problem : { ...problem, fields }
}

/**
 * A form's target: the same command schema and the same use case as the API. Success answers 303, a refusal shows the form again with
 * the refusal's status. The hidden field idempotencyKey stands for the header.
 */
export async function answerForm<C, T, R extends string>(c: Context<Env>, target: FormTarget<C, T, R>): Promise<Response> {
  const locale = c.get('locale')
  const caller = c.get('caller')
  if (!caller) return c.redirect(`/sign-in?to=${encodeURIComponent(c.req.path)}`, 303)
  const may = await target.before?.(c.get('deps'), caller)
  if (may && !may.ok) return again(c, target, problemOf(target.answers, may.refusal, locale, may.facts), emptyForm)
  // Only forms with files are large; others do not ask for room.
  const hold = target.bodyBytes === undefined ? roomEnough : uploadRoom.enter(caller.accountId)
  try {
    return await answerRead(c, target, caller, hold ? await readForm(c, target.bodyBytes ?? 256 * 1024, hold.take) : 'uploads_busy')
  } finally {
    hold?.release()
  }
}

const roomEnough: UploadHold = { take: () => true, give: () => undefined, release: () => undefined }

async function answerRead<C, T, R extends string>(
  c: Context<Env>,
  target: FormTarget<C, T, R>,
  caller: Caller,
  form: FormFields | 'body_too_large' | 'uploads_busy',
): Promise<Response> {
  const locale = c.get('locale')
  if (typeof form === 'string') return again(c, target, problemOf({}, form, locale), emptyForm)
  const parsed = target.schema.safeParse(target.from(form))
  if (!parsed.success) return again(c, target, malformed(parsed.error, locale), form)
  const result = await target.run(c.get('deps'), underItsKey(caller, form), parsed.data)
  if (result.ok) return c.redirect(target.to(result.value), 303)
  return again(c, target, problemOf(target.answers, result.refusal, locale, result.facts), form)
}

/** The sender with the key of the form, which stands for the header. */
export const underItsKey = (caller: Caller, form: FormFields): Caller =>
  withKey(caller, boundedKey(form.text('idempotencyKey')) ?? caller.idempotencyKey)

type Page = FieldNames & {
  /** Where a success goes. */
  readonly to: (c: Context<Env>) => string
  /** The page that holds the form, shown again after a refusal. */
  readonly again: (c: Context<Env>, form: FormFields) => Response | Promise<Response>
  /** Which of the path's parameters belong to the commands; all of them unless said. */
  readonly params?: readonly string[]
  readonly bodyBytes?: number
}

/**
 * Targets of the forms of one page: what they share is said once, so that each is its schema, its use case and, where the form has fields,
 * how they make the command.
 */
export const formTargets =
  <R extends string>(answers: Readonly<Record<R, Answer>>, { to, again, params, ...limits }: Page) =>
  <C, T>(
    schema: ZodType<C>,
    run: (deps: Deps, caller: Caller, command: C) => Promise<Result<T, NoInfer<R> | RequestRefusal>>,
    from: (form: FormFields, c: Context<Env>) => object = () => ({}),
    goes: (value: T, c: Context<Env>) => string = (_, c) => to(c),
  ) =>
  (c: Context<Env>): Promise<Response> =>
    answerForm<C, T, string>(c, {
      ...limits,
      schema,
      from: (form) => ({
        ...(params ? Object.fromEntries(params.map((name) => [name, c.req.param(name)])) : c.req.param()),
        ...from(form, c),
      }),
      run,
      answers,
      to: (value) => goes(value, c),
      again: (_, form) => again(c, form),
    })

async function again<C, T, R extends string>(
  c: Context<Env>,
  target: FormTarget<C, T, R>,
  problem: Problem,
  form: FormFields,
): Promise<Response> {
  const shown = besideFields(problem, form, target)
  c.set('problem', shown)
  // Of what was too large nothing is known, which is not the same as fields left empty.
  if (form !== emptyForm) c.set('sent', form)
  c.status(problem.status)
  sayWhen(c, problem)
  return target.again(shown, form)
}

/** Reads an urlencoded or multipart body up to the limit. For the few forms that no signed-in person sends (sign-in, sign-up). */
export async function readForm(c: Context<Env>, limit: number): Promise<FormFields | 'body_too_large'>
export async function readForm(
  c: Context<Env>,
  limit: number,
  take: UploadHold['take'],
): Promise<FormFields | 'body_too_large' | 'uploads_busy'>
export async function readForm(c: Context<Env>, limit: number, take = roomEnough.take) {
  const declared = c.req.header('content-length')
  const bytes = await readInto(c.req.raw.body, limit, declared === undefined ? undefined : Number(declared), take)
  if (bytes === 'too_large') return 'body_too_large'
  if (bytes === 'busy') return 'uploads_busy'
  const type = c.req.header('content-type') ?? ''
  const boundary = boundaryOf(type)
  if (boundary !== undefined) return formOf(partsOf(bytes, boundary) ?? [])
  if (!type.startsWith('application/x-www-form-urlencoded')) return emptyForm
  const fields = new URLSearchParams(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  return formOf([...fields].map(([name, value]) => ({ name, fileName: undefined, content: Buffer.from(value) })))
}

function formOf(parts: readonly FormPart[]): FormFields {
  const texts = (name: string) =>
    parts
      .filter((part) => part.name === name && part.fileName === undefined)
      .map(({ content }) => content.toString('utf8').trim())
      .filter((value) => value !== '')
  const file = (name: string) => {
    const found = parts.findLast((part) => part.name === name && part.fileName !== undefined && part.content.length > 0)
    return found && { name: found.fileName ?? '', bytes: found.content }
  }
  return { text: (name) => texts(name)[0], all: texts, checked: (name) => texts(name).length > 0, file }
}

export const emptyForm: FormFields = { text: () => undefined, all: () => [], checked: () => false, file: () => undefined }

/** Whole numbers as forms send them; anything else stays as it is for the schema to refuse. */
export const asNumber = (text: string | undefined): number | string | undefined =>
  text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text

/** A local date and time of a form, in the authority's zone; what is none (such as 30 February) stays for the schema to refuse. */
export function instantIn(c: Context<Env>, text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return text
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(c.get('deps').authority.timeZone).toInstant().toString()
  } catch {
    return text
  }
}
