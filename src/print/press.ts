import { Worker } from 'node:worker_threads'
import type { Made, Order } from './press-worker.ts'

type Waiting = { readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void; readonly reject: (error: Error) => void }
type Running = {
  readonly worker: Worker
  /** A square code is a page somebody looks at; a sheet is a file that may take its time. */
  readonly codes: (Waiting & { readonly order: Order })[]
  readonly sheets: (Waiting & { readonly order: Order })[]
  /** Handed to the thread: one in work and one that waits there, so that it never stands still. */
  readonly handed: Map<number, Waiting>
}

let running: Running | undefined
let last = 0

/** One thread a process. It starts with the first order, keeps no process alive by itself, and is replaced when it dies. */
function start(): Running {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
  const started: Running = { worker, codes: [], sheets: [], handed: new Map() }
  const { handed } = started
  worker.on('message', (made: Made) => {
    const one = handed.get(made.id)
    handed.delete(made.id)
    handOn(started)
    if (handed.size === 0) worker.unref()
    if ('bytes' in made) one?.resolve(made.bytes)
    else one?.reject(new Error(made.reason))
  })
  const ended = (error: Error) => {
    if (running === started) running = undefined
    for (const { reject } of [...handed.values(), ...started.codes.splice(0), ...started.sheets.splice(0)]) reject(error)
    handed.clear()
  }
  worker.on('error', (error: unknown) => ended(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', (code) => ended(new Error(`the press ended with ${code}`)))
  worker.unref()
  return started
}

function handOn({ worker, codes, sheets, handed }: Running): void {
  while (handed.size < 2) {
    const next = codes.shift() ?? sheets.shift()
    if (!next) return
    last += 1
    handed.set(last, next)
    worker.ref()
    worker.postMessage({ ...next.order, id: last })
  }
}

/** How many sheets wait for the thread. */
export const pressQueue = (): number => running?.sheets.length ?? 0

export function press(order: Order): Promise<Uint8Array<ArrayBuffer>> {
  running ??= start()
  const { codes, sheets } = running
  const now = running
  return new Promise((resolve, reject) => {
    const queue = 'code' in order ? codes : sheets
    queue.push({ order, resolve, reject })
    handOn(now)
  })
}
