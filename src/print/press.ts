import { Worker } from 'node:worker_threads'
import type { Made, Order } from './press-worker.ts'

type Waiting = {
  readonly order: Order
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly reject: (error: Error) => void
}
type Running = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

let running: Running | undefined
let last = 0

/** One thread a process. It starts with the first order, keeps no process alive by itself, and is replaced when it dies. */
function start(): Running {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
  const waiting = new Map<number, Waiting>()
  const started = { worker, waiting }
  worker.on('message', (made: Made) => {
    const one = waiting.get(made.id)
    waiting.delete(made.id)
    if (waiting.size === 0) worker.unref()
    if ('bytes' in made) one?.resolve(made.bytes)
    else one?.reject(new Error(made.reason))
  })
  const ended = (error: Error) => {
    if (running === started) running = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', (error: unknown) => ended(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', (code) => ended(new Error(`the press ended with ${code}`)))
  worker.unref()
  return started
}

/** How many orders wait for the thread or are in it. */
export const pressQueue = (): number => running?.waiting.size ?? 0

export function press(order: Order): Promise<Uint8Array<ArrayBuffer>> {
  running ??= start()
  const { worker, waiting } = running
  return new Promise((resolve, reject) => {
    last += 1
    waiting.set(last, { order, resolve, reject })
    worker.ref()
    worker.postMessage({ ...order, id: last })
  })
}
