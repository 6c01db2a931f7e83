import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Stopwatch } from '../../foundation/clock.ts'
import type { Place } from './admission.ts'
import type { FrontSettings } from './settings.ts'

/** Request line and headers are here within this, or the connection ends. */
const headersMilliseconds = 10_000
/** The longest a body may travel; an upload on a slow line is still in time by when it began. */
const bodyMilliseconds = 300_000
/** A sender slower than this over a quarter of a minute is cut off: an ordinary telephone is ten times as fast. */
const slowestSender = 512
/** Whoever takes an answer slower than this in bytes a second, after a quarter of a minute of grace, is cut off as well. */
const slowestReader = 4096
const patience = 15_000

export function boundServer(server: Server, { connections, idleSeconds }: FrontSettings['sockets']): void {
  server.maxConnections = connections
  server.headersTimeout = headersMilliseconds
  server.requestTimeout = bodyMilliseconds
  server.keepAliveTimeout = idleSeconds * 1000
}

/** Node looks this often for headers and bodies that take too long. */
export const serverOptions = { connectionsCheckingInterval: 2000 } as const

/** Counts connections by address; true when this one would be too many. A proxy's own address stands for many people and is not counted. */
export function connectionCounter(most: number) {
  const open = new Map<string, number>()
  return (address: string, socket: Socket): boolean => {
    const now = (open.get(address) ?? 0) + 1
    if (now > most) return true
    open.set(address, now)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
    return false
  }
}

/** A request whose end nobody has seen yet. */
type Open = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly place: Place
  looked: boolean
  bytes: number
  since: number
  /** When whoever takes the answer has to have all of it. */
  due: number | undefined
}

const lookEvery = 1000

/**
 * Looks at open requests once a second. Whoever still sends gives the place back until the body is here, so that slow lines keep nobody from
 * being served; whoever neither sends nor takes anything is cut off, so that a few thousand half requests cannot hold the process.
 */
export function watchExchanges(watch: Stopwatch, onCut: () => void) {
  const open = new Set<Open>()
  const cut = ({ request }: Open) => {
    onCut()
    request.socket.destroy()
  }
  const again = (one: Open) => {
    one.since = watch()
    one.bytes = one.request.socket.bytesRead
  }
  const lookAt = (one: Open) => {
    const { request, response, place } = one
    if (response.writableEnded) {
      one.due ??= watch() + patience + (request.socket.writableLength / slowestReader) * 1000
      if (watch() > one.due) cut(one)
      return
    }
    if (request.complete) return
    if (!one.looked) place.waits()
    one.looked = true
    // What lies here unread is our own slowness, not the sender's.
    if (request.readableLength > 0) return again(one)
    if (watch() - one.since < patience) return
    if (request.socket.bytesRead - one.bytes < (slowestSender * (watch() - one.since)) / 1000) cut(one)
    else again(one)
  }
  const look = () => {
    for (const one of open) lookAt(one)
  }
  const timer = setInterval(look, lookEvery)
  timer.unref()
  return {
    follow: (request: IncomingMessage, response: ServerResponse, place: Place) => {
      const one: Open = { request, response, place, looked: false, bytes: request.socket.bytesRead, since: watch(), due: undefined }
      open.add(one)
      request.once('end', place.returns)
      response.once('close', () => {
        open.delete(one)
        place.leaves()
      })
    },
    look,
    stop: () => clearInterval(timer),
  }
}
