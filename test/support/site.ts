import type { AccountId } from '../../src/foundation/ids.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { type Locale, localeCookie } from '../../src/web/locale.ts'
import type { Browser } from './browser.ts'
import type { Office } from './office.ts'

/**
 * The office's pages in a real browser, without a port: what the browser asks, the app answers, as whoever was named last. A request that
 * never reaches the network carries no cookie of its own, so the cookies are added here.
 */
export async function serve(browser: Browser, office: Office) {
  const { origin } = office.authority
  // A browser keeps some of its promises only for pages that came over TLS.
  const shown = origin.replace(/^http:/, 'https:')
  let who: AccountId | undefined
  let locale: Locale | undefined
  const cookies = async (): Promise<{ cookie?: string }> => {
    const session = who && `${sessionCookie(origin)}=${await office.sessionToken(who)}`
    const cookie = [session, locale && `${localeCookie}=${locale}`].filter(Boolean).join('; ')
    return cookie ? { cookie } : {}
  }
  await browser.context.route(`${shown}/**`, async (route) => {
    const request = route.request()
    const body = request.postDataBuffer()
    const headers = { ...request.headers(), origin, ...(await cookies()) }
    const sent = { method: request.method(), headers, ...(body ? { body: new Uint8Array(body) } : {}) }
    let response = await office.app.request(request.url(), sent)
    // What a redirect asks for is not routed, so it is answered at once.
    if (response.status === 303)
      response = await office.app.request(new URL(response.headers.get('location') ?? '/', shown).href, { headers })
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
  return {
    as: (person: { readonly accountId: AccountId } | undefined, lang?: Locale) => {
      who = person?.accountId
      locale = lang
    },
    address: (path: string) => `${shown}${path}`,
    /** The same question without the browser, redirects not followed. */
    ask: async (path: string): Promise<Response> => office.app.request(`${shown}${path}`, { headers: await cookies() }),
  }
}

export type Site = Awaited<ReturnType<typeof serve>>
