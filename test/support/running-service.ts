import { spawn } from 'node:child_process'
import { type Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { environmentWith } from '../../src/config.ts'

/** `npm start` in processes of its own, as an operator has it: to be killed, replaced and asked over the network. */
export type RunningService = {
  readonly pid: number
  /** The processes that serve at this moment, in the order in which they began to. */
  readonly serving: () => readonly number[]
  /** What it has said so far on its standard output. */
  readonly said: () => string
  /** SIGKILL of the parent; its processes end with it. False where it had ended before. */
  readonly kill: () => Promise<boolean>
  /** Tells the parent to stop and answers its exit code. */
  readonly stop: () => Promise<number | null>
  /** Its exit code, when it ends by itself. */
  readonly ended: Promise<number | null>
  readonly signal: (signal: NodeJS.Signals) => void
}

const Told = z.looseObject({ msg: z.string(), process: z.int().optional() })

export function runService(settings: Readonly<Record<string, string>>): RunningService {
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=64', '--import', 'tsx', fileURLToPath(new URL('../../src/start.ts', import.meta.url))],
    { env: environmentWith({ LOG_LEVEL: 'info', ...settings }), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const ended = new Promise<number | null>((give) => child.once('close', (code) => give(code)))
  const serving = () => {
    const lines = said
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => Told.parse(JSON.parse(line)))
    const begun = lines.flatMap((one) => (one.msg === 'a process of the service serves' && one.process ? [one.process] : []))
    return begun.filter(isAlive)
  }
  const send = (signal: NodeJS.Signals) => child.exitCode === null && child.signalCode === null && child.kill(signal)
  return {
    pid: child.pid ?? 0,
    serving,
    said: () => said.join(''),
    kill: async () => {
      const sent = send('SIGKILL')
      await ended
      return sent
    },
    stop: () => {
      send('SIGTERM')
      return ended
    },
    ended,
    signal: (signal) => void child.kill(signal),
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export type Asked = {
  readonly port: number
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Without one each request has a connection of its own. */
  readonly agent?: Agent
}
export type Answered = { readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, unknown>> }

/** One request; rejects where no whole answer came. */
export const ask = ({ port, path, method = 'GET', headers = {}, body, agent }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port, path, method, headers, agent: agent ?? false, timeout: 15_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        response.complete
          ? resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), headers: response.headers })
          : reject(new Error('the answer was cut off')),
      )
    })
    sent.once('timeout', () => sent.destroy(new Error('no answer within fifteen seconds')))
    sent.once('error', reject)
    sent.end(body)
  })

/** The status, or undefined where nobody answered. */
export const statusOf = (asked: Asked): Promise<number | undefined> =>
  ask(asked).then(
    ({ status }) => status,
    () => undefined,
  )
