import { hash } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Stopwatch } from '../../foundation/clock.ts'
import { localeCookie, localeOf } from '../../web/locale.ts'
import { tokenReader } from '../requests.ts'
import { openAdmission, type Place, type ShedReason } from './admission.ts'
import { addressOf } from './client-address.ts'
import { clientLimits } from './client-limits.ts'
import { answerProbe, type Health, healthAnswer } from './health.ts'
import type { KnownOfficers } from './known-officers.ts'
import { behindProxies } from './proxies.ts'
import { classOf, type RequestClass } from './request-class.ts'
import { returnTime } from './return-time.ts'
import type { FrontSettings } from './settings.ts'
import { type ShedAnswer, shedAnswer, type Turned } from './shed-answer.ts'
import { boundServer, connectionCounter, watchExchanges } from './sockets.ts'
import { watchDelay } from './standing-delay.ts'

export type TurnedAwayBy = ShedReason | 'session' | 'address'

/** What is told of each decision; the host as the request named it, which may be anything. */
export type FrontCounts = {
  readonly admitted: (host: string, of: RequestClass) => void
  readonly turnedAway: (host: string, of: RequestClass, by: TurnedAwayBy) => void
  readonly cut: (because: 'slow' | 'connections') => void
}

type FrontParts = {
  readonly health: Health
  readonly officers: KnownOfficers
  readonly counts: FrontCounts
  /** Milliseconds of a clock that never goes back. */
  readonly watch: Stopwatch
  readonly chance: (bytes: number) => Uint8Array
  readonly trustedProxies: readonly string[]
  /** Of the authorities: they say what the cookie of a session is called, and another one that somebody planted names nobody. */
  readonly origins: readonly string[]
  readonly isStopping: () => boolean
  /** Left out: nothing is turned away; probes are answered all the same. */
  readonly settings?: FrontSettings | undefined
}

export type Front = {
  readonly guard: (inner: RequestListener) => RequestListener
  readonly bound: (server: Server) => void
  /** Requests being worked on, and how long new ones stand before they are looked at, in milliseconds. */
  readonly state: () => { readonly working: number; readonly standing: number }
  readonly stop: () => void
}

/**
 * What every request meets before anything of it is read but its first line and headers: probes are answered, and what is too much is sent away
 * with the time to come back. Sending somebody away costs no session, no database and no body, which is why the others are served meanwhile.
 */
export function openFront(parts: FrontParts): Front {
  const { health, isStopping, counts, watch, settings } = parts
  const delay = watchDelay(watch)
  const proxies = behindProxies(parts.trustedProxies)
  const gate = settings && openGate(parts, settings, delay.milliseconds)
  const places = settings && watchExchanges(watch, () => counts.cut('slow'))
  return {
    guard: (inner) => (request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      if (isStopping()) response.setHeader('connection', 'close')
      const probed = path.startsWith('/health/') ? healthAnswer(path, health) : undefined
      if (probed) {
        void probed.then((word) => answerProbe(request, response, word))
        return
      }
      if (!proxies.mayAsk(request.socket)) return void request.socket.destroy()
      if (!gate || !places) return inner(request, response)
      const place = gate.judge(request, path)
      if ('answer' in place) return turnAway(request, response, place.answer)
      places.follow(request, response, place)
      if (expectsContinue(request)) response.writeContinue()
      void Promise.resolve<unknown>(inner(request, response)).finally(place.leaves)
    },
    bound: (server) => {
      server.on('connection', (socket) => {
        if (!proxies.mayConnect(socket)) socket.destroy()
      })
      if (!settings) return
      boundServer(server, settings.sockets)
      const { connections, partOfAddress } = settings.sockets
      const tooMany = connectionCounter(Math.ceil(connections * partOfAddress))
      server.on('connection', (socket) => {
        const from = addressOf(socket.remoteAddress ?? '', undefined)
        if (parts.trustedProxies.length > 0 || !tooMany(from, socket)) return
        counts.cut('connections')
        socket.destroy()
      })
      server.on('drop', () => counts.cut('connections'))
      // Asked whether the body may come, we say so once the request is admitted, and not before.
      server.on('checkContinue', (request, response) => server.emit('request', request, response))
    },
    state: () => ({ working: gate?.working() ?? 0, standing: delay.milliseconds() }),
    stop: () => {
      delay.stop()
      places?.stop()
    },
  }
}

const expectsContinue = (request: IncomingMessage) => request.headers.expect?.toLowerCase() === '100-continue'

/** Who is on a connection: the names under which the allowances lie, made again only when the address or the session's token changes. */
type Named = { readonly from: string; readonly address: string; readonly token: string; readonly session: string }

/** An officer's page brings more with it than a candidate's, and a day's work; but one session that asks without end is one session still. */
const officersTimes = 5

function openGate(
  { officers, counts, watch, chance, trustedProxies, origins }: FrontParts,
  { admission: places, session, address }: FrontSettings,
  standing: () => number,
) {
  const admission = openAdmission(places, watch, standing)
  const ofAddress = clientLimits(address.perSecond, address.burst, watch)
  const ofSession = clientLimits(session.perSecond, session.burst, watch)
  const ofOfficer = clientLimits(session.perSecond * officersTimes, session.burst * officersTimes, watch)
  const times = returnTime(watch, chance)
  const { forwardedFor } = behindProxies(trustedProxies)
  const readers = new Map(origins.map((origin) => [new URL(origin).hostname, tokenReader(origin)]))
  // Addresses and tokens are kept as hashes under a key that this process alone has, and only while it runs.
  const secret = Buffer.from(chance(32)).toString('base64')
  const hashed = (text: string) => hash('sha256', `${secret} ${text}`, 'base64')
  const byConnection = new WeakMap<Socket, Named>()

  const nameOf = (request: IncomingMessage): Named => {
    const from = addressOf(request.socket.remoteAddress ?? '', forwardedFor(request))
    const token = readers.get(hostOf(request))?.(request.headers.cookie) ?? ''
    const known = byConnection.get(request.socket)
    if (known?.from === from && known.token === token) return known
    const named = { from, address: known?.from === from ? known.address : hashed(from), token, session: token === '' ? '' : hashed(token) }
    byConnection.set(request.socket, named)
    return named
  }
  /** A session is asked for its own only when its address has some left: sessions that somebody makes up would otherwise fill the memory. */
  const overdrawn = (client: Named, officer: boolean): TurnedAwayBy | undefined => {
    if (officer) return ofOfficer(client.session) ? undefined : 'session'
    if (!ofAddress(client.address)) return 'address'
    return client.session === '' || ofSession(client.session) ? undefined : 'session'
  }

  return {
    working: admission.working,
    judge: (request: IncomingMessage, path: string): Place | { readonly answer: ShedAnswer } => {
      const client = nameOf(request)
      const officer = client.token !== '' && officers.knows(client.token)
      const host = hostOf(request)
      const of = classOf(request.method ?? 'GET', path, { session: client.token !== '', officer })
      const turned = (because: TurnedAwayBy, how: Turned) => {
        counts.turnedAway(host, of, because)
        return {
          answer: shedAnswer(how, times.turnedAway(), { api: path.startsWith('/api/'), reads: reads(request), locale: localeFor(request) }),
        }
      }
      const over = overdrawn(client, officer)
      if (over) return turned(over, 'too_many_requests')
      const place = admission.admit(of)
      if (typeof place === 'string') return turned(place, 'overloaded')
      times.admitted()
      counts.admitted(host, of)
      return place
    },
  }
}

const reads = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD'

/** A body up to this is thrown away as it comes, so that the connection can serve on. */
const cheaplyDiscarded = 16_384

/**
 * Nothing of the body is waited for. Where much of it would still come, the line is read no further and ends a second later: closed at once,
 * with bytes unread, the other side would lose the answer.
 */
function turnAway(request: IncomingMessage, response: ServerResponse, { status, headers, body }: ShedAnswer): void {
  const comes =
    request.headers['transfer-encoding'] === undefined ? Number(request.headers['content-length'] ?? 0) : Number.POSITIVE_INFINITY
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
  if (comes > cheaplyDiscarded || expectsContinue(request)) {
    const { socket } = request
    response.once('finish', () => {
      socket.pause()
      setTimeout(() => socket.destroy(), 1000).unref()
    })
  }
  response.end(request.method === 'HEAD' ? undefined : body)
}

const languageCookie = new RegExp(`(?:^|;\\s*)${localeCookie}=([a-z]+)`)
const languageOf = (cookie = ''): string | undefined => languageCookie.exec(cookie)?.[1]

const localeFor = ({ url = '', headers: { cookie } }: IncomingMessage) => localeOf(/[?&]lang=([a-z]+)/.exec(url)?.[1], languageOf(cookie))

const hostOf = ({ headers: { host = '' } }: IncomingMessage) => host.replace(/:\d+$/, '')
