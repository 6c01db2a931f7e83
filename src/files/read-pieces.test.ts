import fc from 'fast-check'
import { expect, test } from 'vitest'
import { known } from '../foundation/invariant.ts'
import { type Piece, pieceReader } from './read-pieces.ts'
import { boundedRoom } from './upload-room.ts'

const bodyOf = (chunks: readonly Uint8Array[], cut = false) =>
  new ReadableStream<Uint8Array>({
    pull: (() => {
      let at = 0
      return (controller) => {
        const chunk = chunks[at]
        at += 1
        if (chunk) controller.enqueue(chunk)
        else if (cut) controller.error(new Error('the line was cut'))
        else controller.close()
      }
    })(),
  })

async function read(stream: ReadableStream<Uint8Array> | null, size: number, room = 1_000_000): Promise<Piece[]> {
  const hold = known(boundedRoom({ bytes: room, each: 1 }).enter('甲'), 'a place')
  const next = pieceReader(stream, size, hold)
  const pieces: Piece[] = []
  do pieces.push(await next())
  while (pieces.at(-1)?.end === 'full')
  return pieces
}
const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 12 })

test('however it arrives, the pieces are the body, each full but the last', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 60 }), fc.boolean(), async (arriving, size, cut) => {
      const pieces = await read(bodyOf(arriving, cut), size)
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes))).toEqual(Buffer.concat(arriving))
      expect(pieces.slice(0, -1).every(({ bytes, end }) => bytes.length === size && end === 'full')).toBe(true)
      expect(pieces.at(-1)?.end).toBe(cut ? 'cut' : 'over')
    }),
  )
})

test('no more is taken than there is room for', async () => {
  const pieces = await read(bodyOf([new Uint8Array(30), new Uint8Array(30), new Uint8Array(30)]), 100, 60)
  expect(pieces.map(({ bytes, end }) => [bytes.length, end])).toEqual([[60, 'busy']])
})

test('nothing is a body too', async () => {
  expect(await read(null, 10)).toEqual([{ bytes: Buffer.alloc(0), end: 'over' }])
})
