import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Env } from './env.ts'

const packed = promisify(gzip)

/** An answer that is the same for everybody: made once, given many times. Nothing of a person is ever in one. */
export type SharedAnswer = {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
  /** Of the content, without quotes. */
  readonly tag: string
}

export async function sharedAnswer(text: string, type: string): Promise<SharedAnswer> {
  const plain = new TextEncoder().encode(text)
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { type, plain, gzip: new Uint8Array(await packed(plain, { level: 5 })), tag }
}

/** For how long whoever stands between us and the reader may give the same answer to others. */
const seconds = 1

/**
 * `vary` names what else than the address decides: the session and the language of a page are in the cookie. Packed and plain are two
 * representations, each with its own tag (RFC 9110, section 8.8.3.3).
 */
export function giveShared(c: Context<Env>, answer: SharedAnswer, vary?: 'cookie'): Response {
  const small = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(c.req.header('accept-encoding') ?? '')
  const etag = small ? `"${answer.tag}-gzip"` : `"${answer.tag}"`
  const headers = {
    etag,
    // An answer that also sets a cookie, such as the language just chosen, is one person's.
    'cache-control': c.req.query('lang') === undefined ? `public, max-age=${seconds}` : 'no-store',
    vary: vary ? 'accept-encoding, cookie' : 'accept-encoding',
  }
  if (isNamed(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  return c.body(small ? answer.gzip : answer.plain, 200, {
    ...headers,
    'content-type': answer.type,
    ...(small ? { 'content-encoding': 'gzip' } : {}),
  })
}

/** If-None-Match compares weakly: a proxy may have marked our tag as weak. */
const isNamed = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined && (asked.trim() === '*' || asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
