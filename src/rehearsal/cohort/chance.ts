import { chacha20 } from '@noble/ciphers/chacha.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { invariant, known } from '../../foundation/invariant.ts'

/** A source of chance that gives the same for the same seed on every machine, so that a rehearsal can be run again. */
export type Chance = {
  /** Whole number from 0 to n - 1, without bias. */
  readonly below: (n: number) => number
  readonly between: (least: number, greatest: number) => number
  /** True in `times` of `of` cases. */
  readonly in: (times: number, of: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly weighted: <T>(items: readonly (readonly [T, number])[]) => T
  readonly shuffled: <T>(items: readonly T[]) => T[]
  /** An independent source: what it gives does not depend on what was drawn elsewhere. */
  readonly fork: (label: string) => Chance
}

const blockBytes = 4096

export function chanceFrom(seed: string): Chance {
  const key = sha256(new TextEncoder().encode(seed))
  let block = new Uint8Array(0)
  let at = 0
  let blocks = 0
  const next32 = (): number => {
    if (at === block.length) {
      block = chacha20(key, new Uint8Array(12), new Uint8Array(blockBytes), undefined, (blocks++ * blockBytes) / 64)
      at = 0
    }
    const view = new DataView(block.buffer, block.byteOffset + at, 4)
    at += 4
    return view.getUint32(0, true)
  }
  const below = (n: number): number => {
    invariant(Number.isInteger(n) && n > 0 && n <= 2 ** 32, `no number below ${n}`)
    const limit = 2 ** 32 - (2 ** 32 % n)
    let drawn = next32()
    while (drawn >= limit) drawn = next32()
    return drawn % n
  }
  return {
    below,
    between: (least, greatest) => least + below(greatest - least + 1),
    in: (times, of) => below(of) < times,
    pick: (items) => known(items[below(items.length)], 'a choice from nothing'),
    weighted: (items) => {
      let left = below(items.reduce((sum, [, weight]) => sum + weight, 0))
      for (const [item, weight] of items) {
        if (left < weight) return item
        left -= weight
      }
      throw new Error('weights changed while they were drawn from')
    },
    shuffled: (items) => {
      const result = [...items]
      for (let i = result.length - 1; i > 0; i--) {
        const j = below(i + 1)
        const moved = known(result[i], 'inside')
        result[i] = known(result[j], 'inside')
        result[j] = moved
      }
      return result
    },
    fork: (label) => chanceFrom(`${seed}/${label}`),
  }
}
