import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { ZodError } from 'zod'
import type { Authority } from '../db/connect.ts'
import { databaseTrouble } from '../db/trouble.ts'
import type { Deps } from './deps.ts'
import { type Instant, systemStopwatch } from './foundation/clock.ts'
import { problemOf } from './http/answer.ts'
import { authorise } from './http/authorise.ts'
import { apiRoutes, type Endpoint, sendProblem } from './http/endpoint.ts'
import type { Env } from './http/env.ts'
import { malformed } from './http/malformed.ts'
import { measure } from './http/measure.ts'
import { openApiDocument } from './http/openapi.ts'
import { problemPage } from './http/problem-page.tsx'
import { foreignOrigin, tokenReader } from './http/requests.ts'
import { sayWhen } from './http/say-when.ts'
import type { Identify } from './identity/remembered-candidates.ts'
import { identify, recordDenial } from './identity/sessions.ts'
import { ofAnyExam, permissions } from './permissions.ts'
import { endpoints, pages } from './stages.ts'
import type { Assets } from './web/assets.ts'
import { localeCookie, localeOf } from './web/locale.ts'

/** What the whole service shares: the authorities it serves, and how to make the dependencies of one of them. */
export type Platform = {
  readonly authorities: readonly Authority[]
  readonly depsFor: (authority: Authority) => Deps
  readonly assets: Assets
  /** How a session's token becomes a caller; the service remembers candidates for a few seconds. */
  readonly identify?: Identify
  /** The API's routes, where they are not the stages': a measurement puts one of its own into the same frame. */
  readonly api?: readonly Endpoint[]
}

/**
 * A deadline asks a candidate and the public when they came, not how long their upload travelled or queued. An officer's act is dated when
 * all of it is here: what they say may depend on what they learnt while they said it (the last value of a draw, a signature).
 */
const asOf = (arrivedAt: Instant, deps: Deps): Deps => ({ ...deps, clock: () => arrivedAt })

/**
 * The database is away or cannot keep up: nothing is half done, and whoever sends the same again under the same key is answered once.
 */
function comeAgain(c: Context<Env>, trouble: 'away' | 'busy', err: unknown, reference: string): Response | Promise<Response> {
  const deps = c.get('deps')
  // An absence that is known is not told again with every request.
  const told = err instanceof Error && 'code' in err && err.code === 'CONNECTION_AWAY'
  if (!told) deps.logger.error({ reference, err, method: c.req.method, path: c.req.routePath }, `the database is ${trouble}`)
  const problem = problemOf({}, `database_${trouble}`, c.get('locale'))
  if (c.req.path.startsWith('/api/')) return sendProblem(c, problem)
  const seconds = sayWhen(c, problem)
  if (c.req.method === 'GET' && seconds !== undefined) c.header('refresh', String(seconds))
  c.set('problem', problem)
  return problemPage(c)
}

/** The whole service: what is true of every request, then the API, then the pages. */
export function createApp({ authorities, depsFor, assets, identify: callerOf = identify, api = endpoints }: Platform) {
  const byHost = new Map(authorities.map((authority) => [authority.host, depsFor(authority)]))
  const tokenAt = new Map(authorities.map(({ origin }) => [origin, tokenReader(origin)]))
  const app = new Hono<Env>()

  app.use(async (c, next) => {
    const query = c.req.query('lang')
    const locale = localeOf(query, getCookie(c, localeCookie))
    c.set('locale', locale)
    const deps = byHost.get(new URL(c.req.url).hostname)
    if (!deps) return sendProblem(c, problemOf({}, 'authority_unknown', locale))
    c.set('deps', deps)
    c.set('assets', assets)
    c.set('arrivedAt', deps.clock())
    // Unless an answer says otherwise: what is said of a person stays in no browser of a reading room and in no proxy.
    c.header('cache-control', 'no-store')
    if (query === locale) setCookie(c, localeCookie, locale, { path: '/', maxAge: 31_536_000, sameSite: 'Lax' })
    return next()
  })
  app.use(measure(systemStopwatch))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      crossOriginEmbedderPolicy: false,
      referrerPolicy: 'same-origin',
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    }),
  )
  app.get('/assets/:name', (c) => {
    const asset = assets.byPath.get(c.req.path)
    if (!asset) return c.notFound()
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' })
  })
  app.use(async (c, next) => {
    const deps = c.get('deps')
    if (foreignOrigin(c.req.method, c.req.header('origin'), deps.authority.origin))
      return sendProblem(c, problemOf({}, 'origin_foreign', c.get('locale')))
    const token = tokenAt.get(deps.authority.origin)?.(c.req.header('cookie'))
    const arrived = asOf(c.get('arrivedAt'), deps)
    const caller = token ? await callerOf(arrived, token, c.req.header('idempotency-key'), c.req.method !== 'GET') : undefined
    c.set('caller', caller)
    if (caller?.kind !== 'officer') c.set('deps', arrived)
    return next()
  })
  app.use(authorise(permissions, ofAnyExam, problemPage, recordDenial))
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(api, permissions)))
  app.route('/api', apiRoutes(api))
  for (const page of pages) app.route('/', page)

  app.notFound((c) => {
    const locale = c.get('locale')
    if (c.req.path.startsWith('/api/')) return sendProblem(c, problemOf({}, 'not_found', locale))
    return problemPage(c)
  })
  app.onError((error, c) => {
    const locale = c.get('locale')
    if (error instanceof ZodError) return sendProblem(c, malformed(error, locale))
    const deps = c.get('deps')
    const reference = deps.newId()
    const trouble = databaseTrouble(error)
    if (trouble !== undefined) return comeAgain(c, trouble, error, reference)
    // The person gets a reference and no text; the text is in the structured log under the same reference.
    deps.logger.error({ reference, err: error, method: c.req.method, path: c.req.routePath }, 'unexpected error')
    const text = {
      zh: `系统出现意外错误，您的操作没有生效。请将编号 ${reference} 告知工作人员。`,
      en: `Something unexpected went wrong and nothing was changed. Please quote reference ${reference}.`,
    }
    return sendProblem(c, { code: 'internal', status: 500, text: text[locale], facts: { reference } })
  })
  return app
}
