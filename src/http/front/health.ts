import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Stopwatch } from '../../foundation/clock.ts'

/** What a probe is told. */
export type Health = {
  /** Whether requests should be sent here: the database answers, and nobody has asked the process to stop. */
  readonly ready: () => Promise<boolean>
}

type Word = 'live' | 'ready' | 'not ready'

/** The answer of the two addresses of probes, or undefined for any other path. A probe needs neither session nor host name. */
export function healthAnswer(path: string, { ready }: Health): Promise<Word> | undefined {
  if (path === '/health/live') return Promise.resolve('live')
  if (path === '/health/ready') return ready().then((is) => (is ? 'ready' : 'not ready'))
  return undefined
}

export function answerProbe(request: IncomingMessage, response: ServerResponse, word: Word): void {
  const status = word === 'not ready' ? 503 : 200
  const length = String(word.length + 1)
  const headers = {
    'content-length': length,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    response.writeHead(405, { ...headers, 'content-length': '0', allow: 'GET, HEAD' }).end()
  else response.writeHead(status, status === 503 ? { ...headers, 'retry-after': '1' } : headers).end(`${word}\n`)
}

/**
 * Asks the database whether it answers, on a line of its own: behind the work of a rush the question would stand in the queue, and a full
 * service would be taken for a dead one. Whoever asks within a second of the last answer gets that one, so that probing costs nothing.
 */
export function readiness(answers: () => Promise<boolean>, isStopping: () => boolean, watch: Stopwatch): Health {
  const good = 1000
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  return {
    ready: async () => {
      if (isStopping()) return false
      if (asked === undefined || watch() - asked.at > good) asked = { at: watch(), answer: answers() }
      return (await asked.answer) && !isStopping()
    },
  }
}
