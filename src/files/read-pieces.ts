import type { UploadHold } from './upload-room.ts'

/** A piece of a body, and why it is no longer: it is full, the body was over, the line was cut, or there was no more room. */
export type Piece = { readonly bytes: Uint8Array; readonly end: 'full' | 'over' | 'cut' | 'busy' }

/**
 * A body in pieces of one size, so that of a large file no more than one is held. What came before the line was cut is a piece too. Room is
 * taken as bytes arrive; whoever has dealt with a piece gives its room back.
 */
export function pieceReader(stream: ReadableStream<Uint8Array> | null, size: number, hold: UploadHold): () => Promise<Piece> {
  const reader = stream?.getReader()
  let ahead: Uint8Array = new Uint8Array()
  const more = async (): Promise<Exclude<Piece['end'], 'full'> | undefined> => {
    try {
      const read = await reader?.read()
      if (!read || read.done) return 'over'
      if (!hold.take(read.value.length)) return 'busy'
      ahead = read.value
      return undefined
    } catch {
      return 'cut'
    }
  }
  return async () => {
    // Memory that nothing was written to yet is memory the machine has not given.
    const place = Buffer.allocUnsafeSlow(size)
    let filled = 0
    while (filled < size) {
      if (ahead.length === 0) {
        const end = await more()
        if (end) return { bytes: place.subarray(0, filled), end }
        continue
      }
      const part = ahead.subarray(0, size - filled)
      place.set(part, filled)
      filled += part.length
      ahead = ahead.subarray(part.length)
    }
    return { bytes: place, end: 'full' }
  }
}
