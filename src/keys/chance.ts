import { randomBytes } from 'node:crypto'

const portionBytes = 8192
let portion = Buffer.alloc(0)
let given = 0

/**
 * Bytes nobody can foresee, from the operating system's source of chance. They are drawn in portions, since twelve bytes cost as much as
 * thousands; each is given once and wiped here.
 */
export function chance(bytes: number): Uint8Array<ArrayBuffer> {
  if (bytes > portionBytes) return new Uint8Array(randomBytes(bytes))
  if (given + bytes > portion.length) {
    portion = randomBytes(portionBytes)
    given = 0
  }
  const taken = portion.subarray(given, given + bytes)
  const own = new Uint8Array(taken)
  taken.fill(0)
  given += bytes
  return own
}
