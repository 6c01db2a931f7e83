import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** A process of one's own that is given orders, one at a time, and answers each. The two ends of the channel. */
export type OrderedProcess = {
  readonly pid: number
  readonly ask: <T>(order: object, answer: z.ZodType<T>) => Promise<T>
  /** Resolves as well where it has died: then there is nobody to tell, and what it died of has been said. */
  readonly stop: () => Promise<void>
  /** At once, whatever it is doing. */
  readonly kill: () => Promise<void>
}

const Said = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
])
const Stop = z.strictObject({ do: z.literal('stop') })

type Options = { readonly nodeOptions?: readonly string[]; readonly env?: NodeJS.ProcessEnv }

/** Starts the module, which calls `takeOrders`. */
export function startOrdered(module: URL, { nodeOptions = [], env }: Options): OrderedProcess {
  const child = fork(fileURLToPath(module), {
    execArgv: [...process.execArgv, '--max-semi-space-size=64', ...nodeOptions],
    ...(env && { env }),
  })
  const ended = (ask: () => void) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      ask()
    })
  return {
    pid: child.pid ?? 0,
    ask: async (order, answer) => answer.parse(await answerOf(child, order)),
    // One that only lost its channel ends by itself; one that dies meanwhile has nobody to fail to.
    stop: () => ended(() => child.connected && child.send({ do: 'stop' }, () => undefined)),
    kill: () => ended(() => child.kill('SIGKILL')),
  }
}

function answerOf(child: ChildProcess, order: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      const said = Said.safeParse(message)
      if (said.success && said.data.ok) resolve(said.data.value)
      else reject(new Error(said.success && !said.data.ok ? said.data.reason : 'the process answers something else'))
    })
    child.send(order, (error) => error && reject(error))
  })
}

/** The other end: `obey` answers an order or throws, `stop` comes last. */
export function takeOrders(obey: (order: unknown) => Promise<unknown>, stop: () => Promise<void> | undefined): void {
  const reasonOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.on('message', async (order) => {
    const last = Stop.safeParse(order).success
    try {
      const value = last ? await stop() : await obey(order)
      if (last) process.exit(0)
      process.send?.({ ok: true, value })
    } catch (error) {
      if (!last) {
        process.send?.({ ok: false, reason: reasonOf(error) })
        return
      }
      process.stderr.write(`${reasonOf(error)}\n`)
      process.exit(1)
    }
  })
  process.on('disconnect', () => process.exit(0))
  // The terminal's Ctrl-C reaches both; whoever started this process tells it when to stop.
  process.on('SIGINT', () => undefined)
}
