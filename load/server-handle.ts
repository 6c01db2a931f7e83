import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const Answer = z.object({ started: z.boolean(), reason: z.string().optional() })

export type Server = { readonly pid: number; readonly stop: () => Promise<void> }

/** Starts one of the servers in a process of its own; `nodeOptions` are for a profile of it. */
export async function startServer(order: object, nodeOptions: readonly string[]): Promise<Server> {
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), {
    execArgv: [...process.execArgv, '--max-semi-space-size=64', ...nodeOptions],
  })
  const answer = await new Promise<z.infer<typeof Answer>>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(Answer.parse(message))
    })
    child.send(order)
  })
  if (!answer.started || child.pid === undefined) throw new Error(answer.reason ?? 'the server did not start')
  return {
    pid: child.pid,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.send('stop')
      }),
  }
}
