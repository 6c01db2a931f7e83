import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Env } from './env.ts'
import { sessionCookie, tokenReader } from './requests.ts'

const originOf = (c: Context<Env>) => c.get('deps').authority.origin

/** No script reads it, no other site sends it, and over https it goes nowhere else. Its life is the server's business, not the browser's. */
export function setSession(c: Context<Env>, token: string): void {
  const origin = originOf(c)
  setCookie(c, sessionCookie(origin), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: origin.startsWith('https:') })
}

export const sessionToken = (c: Context<Env>): string | undefined => tokenReader(originOf(c))(c.req.header('cookie'))

export function clearSession(c: Context<Env>): void {
  const origin = originOf(c)
  deleteCookie(c, sessionCookie(origin), { path: '/', secure: origin.startsWith('https:') })
}
