import cluster, { type Worker } from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type ClockSetting, settingNow } from './movable-clock.ts'

const Answer = z.discriminatedUnion('done', [
  z.object({ done: z.literal('start'), port: z.number(), founding: z.array(z.object({ role: z.string(), link: z.string() })) }),
  z.object({ done: z.literal('move') }),
  z.object({ done: z.literal('door'), link: z.string() }),
  z.object({ done: z.literal('failed'), reason: z.string() }),
])
type Answer = z.infer<typeof Answer>

export type ServiceHandle = {
  readonly origin: string
  readonly founding: readonly { readonly role: string; readonly link: string }[]
  /** One more process on the same port, for the rush; after the founders have come, since a start renews links that wait. */
  readonly join: () => void
  readonly moveTo: (to: Temporal.Instant) => Promise<void>
  /** Ends all processes but the first, which alone knows the doors. */
  readonly thin: () => Promise<void>
  /** A link that signs one visitor in as this person, once. */
  readonly doorFor: (accountId: string) => Promise<string>
  readonly stop: () => Promise<void>
}

type Start = {
  readonly databaseUrl: string
  readonly keyringFile: string
  readonly filesFolder: string
  readonly port: number
  readonly at: Temporal.Instant
}

/** Starts the rehearsal's service in processes of its own: stateless ones, on one port, as many as the rush wants. */
export async function startServiceProcess({ at, ...start }: Start): Promise<ServiceHandle> {
  cluster.setupPrimary({
    exec: fileURLToPath(new URL('./service-process.ts', import.meta.url)),
    args: [],
    execArgv: [...process.execArgv, '--max-semi-space-size=64'],
  })
  let setting = settingNow(at)
  const open = async () => {
    // A password's hash walks through 19 MiB of new memory: in large pages that is ten faults, not five thousand (glibc only).
    const worker = cluster.fork({ GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' })
    const started = await ask(worker, { do: 'start', ...start, ...told(setting) })
    if (started.done !== 'start') throw new Error('the service did not start')
    return { worker, started }
  }
  const first = await open()
  const workers = [first.worker]
  let joining: Promise<void> | undefined
  return {
    origin: `http://localhost:${first.started.port}`,
    founding: first.started.founding,
    join: () => {
      joining = open().then(({ worker }) => {
        workers.push(worker)
      })
      // Whoever moves the clock or stops next is told if it failed.
      joining.catch(() => undefined)
    },
    moveTo: async (to) => {
      await joining
      setting = settingNow(to)
      await Promise.all(workers.map((worker) => ask(worker, { do: 'move', ...told(setting) })))
    },
    thin: async () => {
      await joining
      await Promise.all(workers.splice(1).map(stopped))
    },
    doorFor: async (accountId) => {
      const answer = await ask(first.worker, { do: 'door', accountId })
      return answer.done === 'door' ? answer.link : ''
    },
    stop: async () => {
      await joining?.catch(() => undefined)
      await Promise.all(workers.map(stopped))
    },
  }
}

const told = ({ says, when }: ClockSetting) => ({ says: says.toString(), when: when.toString() })

const stopped = (worker: Worker) =>
  new Promise<void>((resolve) => {
    worker.once('exit', () => resolve())
    worker.send({ do: 'stop' })
  })

/** One order at a time; the process answers each before the next. */
function ask(worker: Worker, order: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the service ended with ${code}`))
    worker.once('exit', ended)
    worker.once('message', (message) => {
      worker.off('exit', ended)
      const answer = Answer.parse(message)
      if (answer.done === 'failed') reject(new Error(answer.reason))
      else resolve(answer)
    })
    worker.send(order)
  })
}
