import type { Context } from 'hono'
import { kept } from '../foundation/keep.ts'
import type { Env } from './env.ts'
import { giveShared, type SharedAnswer, sharedAnswer } from './shared-answer.ts'

const page = kept<SharedAnswer | Response>('page')

/**
 * A public page for somebody who is not signed in, made once for all who ask at the same moment. Whoever is signed in gets their own, with
 * their name on it, and so does whoever asks for something of their own (a search, another language). `of` tells apart what the address
 * does not: the count a page was made from.
 */
export async function sharedPage(c: Context<Env>, make: () => Promise<Response>, of = ''): Promise<Response> {
  const { search, pathname } = new URL(c.req.url)
  if (c.get('caller') || search !== '' || c.req.method !== 'GET') return make()
  const made = await c.get('deps').keep(page, `${c.get('locale')} ${pathname} ${of}`, c.get('arrivedAt'), async () => {
    const response = await make()
    // What was not found is kept as it is, without a tag: nobody comes back to it.
    if (response.status !== 200) return response
    return sharedAnswer(await response.text(), response.headers.get('content-type') ?? 'text/html; charset=utf-8')
  })
  return made instanceof Response ? made.clone() : giveShared(c, made, 'cookie')
}
