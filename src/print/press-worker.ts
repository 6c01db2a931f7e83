import { parentPort } from 'node:worker_threads'
import { toString as drawn } from 'qrcode'
import { type Sheet, typeset } from './typeset.ts'

/** The thread of the press: sets pages and draws square codes, one at a time, so that the service's own thread never waits for either. */
export type Order = { readonly sheet: Sheet } | { readonly code: string }
type Ordered = Order & { readonly id: number }
export type Made = { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly id: number; readonly reason: string }

/**
 * Medium correction: a fold or a stamp over a corner does not hurt. As bytes throughout: to look for the shortest mixture of the code's
 * alphabets takes as long as all the rest, and saves nothing in an address with hashes.
 */
async function codeOf(text: string) {
  const data = new TextEncoder().encode(text)
  return new TextEncoder().encode(await drawn([{ data, mode: 'byte' }], { type: 'svg', errorCorrectionLevel: 'M', margin: 1 }))
}

parentPort?.on('message', async (order: Ordered) => {
  const answer = (made: Made, moved: ArrayBuffer[] = []) => parentPort?.postMessage(made, moved)
  try {
    const bytes = 'sheet' in order ? typeset(order.sheet) : await codeOf(order.code)
    answer({ id: order.id, bytes }, [bytes.buffer])
  } catch (error) {
    answer({ id: order.id, reason: error instanceof Error ? error.message : String(error) })
  }
})
