import type { ApplicationId } from '../foundation/ids.ts'
import { ApplicationNumber } from './ids.ts'

/** Crockford's digits: no I, L, O, U to misread or misspell. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The number a person is told, from the last 50 bits of the id: no counter that thousands would queue for (B-52). */
export function applicationNumber(id: ApplicationId): ApplicationNumber {
  let bits = BigInt(`0x${id.replaceAll('-', '')}`) & ((1n << 50n) - 1n)
  let text = ''
  for (let i = 0; i < 10; i++) {
    text = digits.charAt(Number(bits & 31n)) + text
    bits >>= 5n
  }
  return ApplicationNumber.parse(`${text.slice(0, 5)}-${text.slice(5)}`)
}
