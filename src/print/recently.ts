type Bytes = Uint8Array<ArrayBuffer>

/**
 * Files made lately, up to so many bytes in all; those not asked for the longest go first. Made once for all who ask while it is being
 * made. `make` may decline: then nothing is kept, and nothing is given.
 */
export function recently(mostBytes: number) {
  const made = new Map<string, Bytes>()
  const making = new Map<string, Promise<Bytes>>()
  let held = 0
  const keep = (of: string, bytes: Bytes) => {
    if (bytes.length > mostBytes) return
    made.set(of, bytes)
    held += bytes.length
    for (const [oldest, { length }] of made) {
      if (held <= mostBytes) break
      made.delete(oldest)
      held -= length
    }
  }
  return async (of: string, make: () => Promise<Bytes> | undefined): Promise<Bytes | undefined> => {
    const found = made.get(of)
    if (found) {
      made.delete(of)
      made.set(of, found)
      return found
    }
    const underWay = making.get(of)
    if (underWay) return underWay
    const begun = make()
    if (!begun) return undefined
    making.set(of, begun)
    try {
      const bytes = await begun
      keep(of, bytes)
      return bytes
    } finally {
      making.delete(of)
    }
  }
}
