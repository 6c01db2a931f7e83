/** The whole body, or undefined as soon as it passes the limit; the rest is then never read. */
export async function readBounded(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | undefined> {
  const read = await readInto(body, limit, undefined, () => true)
  return read instanceof Uint8Array ? read : undefined
}

/**
 * A body, piece after piece into one place, so that it is held once. `take` is asked for each piece and may refuse; what was declared is
 * believed only as a size to begin with.
 */
export async function readInto(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  declared: number | undefined,
  take: (bytes: number) => boolean,
): Promise<Uint8Array | 'too_large' | 'busy'> {
  if (!body) return new Uint8Array()
  if (declared !== undefined && declared > limit) return 'too_large'
  // Memory that nothing was written to yet is memory the machine has not given.
  let place = Buffer.allocUnsafeSlow(Math.min(declared ?? 16_384, limit))
  let size = 0
  for await (const chunk of body) {
    const next = size + chunk.length
    if (next > limit) return 'too_large'
    if (!take(chunk.length)) return 'busy'
    if (next > place.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(next, 2 * place.length)))
      place.copy(larger, 0, 0, size)
      place = larger
    }
    place.set(chunk, size)
    size = next
  }
  return place.subarray(0, size)
}
