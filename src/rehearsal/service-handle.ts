import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { environmentWith } from '../config.ts'

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
  readonly moveTo: (to: Temporal.Instant) => Promise<void>
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

/** Starts the rehearsal's service in a process of its own, which shares no event loop with the simulated people. */
export async function startServiceProcess({ at, ...start }: Start): Promise<ServiceHandle> {
  const child = fork(fileURLToPath(new URL('./service-process.ts', import.meta.url)), {
    execArgv: [...process.execArgv, '--max-semi-space-size=64'],
    // A password's hash walks through 19 MiB of new memory: in large pages that is ten faults, not five thousand (glibc only).
    env: environmentWith({ GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }),
  })
  const started = await ask(child, { do: 'start', ...start, at: at.toString() })
  if (started.done !== 'start') throw new Error('the service did not start')
  return {
    origin: `http://localhost:${started.port}`,
    founding: started.founding,
    moveTo: async (to) => {
      await ask(child, { do: 'move', to: to.toString() })
    },
    doorFor: async (accountId) => {
      const answer = await ask(child, { do: 'door', accountId })
      return answer.done === 'door' ? answer.link : ''
    },
    stop: () =>
      new Promise<void>((resolve) => {
        // It may have died: then there is nobody to ask, and what it died of has been told.
        if (!child.connected) return resolve()
        child.once('exit', () => resolve())
        child.send({ do: 'stop' })
      }),
  }
}

/** One order at a time; the process answers each before the next. */
function ask(child: ChildProcess, order: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the service ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      const answer = Answer.parse(message)
      if (answer.done === 'failed') reject(new Error(answer.reason))
      else resolve(answer)
    })
    child.send(order)
  })
}
