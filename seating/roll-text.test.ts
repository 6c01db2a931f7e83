import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { rollOf } from './roll.ts'
import { readSeatsText } from './roll-text.ts'
import { sampleSeats } from './sample.ts'
import { drawRoll, drawSeats } from './seats.ts'
import { freeze, freezeHashOfText } from './seed.ts'

const seed = new Uint8Array(32).fill(3)
const input = sampleSeats(400, 3, 2, true)
const text = canonicalJson(input)

describe('a list that is read from its text', () => {
  test('is frozen and drawn as the same list of objects', () => {
    const read = readSeatsText(text)
    const frozen = freeze(input)
    if (!read || !frozen.ok) throw new Error('not read')
    expect(freezeHashOfText(read)).toBe(frozen.value.freezeHash)
    expect(drawRoll(read.input, read.roll, seed)).toEqual(drawSeats(input, seed))
  })

  test('whatever single character is changed: refused both ways, left to the other reader, or the same', () => {
    const small = canonicalJson(sampleSeats(6, 2, 1, true))
    fc.assert(
      fc.property(
        fc.nat(small.length - 1),
        fc.constantFrom('', '"', '\\', 'x', '!', ',', ']', '}', ' ', '0', '学', '\u0007'),
        (at, other) => {
          const altered = small.slice(0, at) + other + small.slice(at + 1)
          const fast = readSeatsText(altered)
          if (!fast) return
          const slow = freeze(JSON.parse(altered))
          const planned = drawRoll(fast.input, fast.roll, seed)
          expect(planned.ok).toBe(slow.ok)
          if (!slow.ok || slow.value.input.kind !== 'seats') return
          expect(freezeHashOfText(fast)).toBe(slow.value.freezeHash)
          expect(planned).toEqual(drawSeats(slow.value.input, seed))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    { because: 'not canonical', altered: ` ${text}` },
    { because: 'an escape', altered: text.replace('"label":"', '"label":"\\u0061') },
    { because: 'no such need', altered: text.replace('"needs":[]', '"needs":["tea"]') },
    { because: 'no subject', altered: text.replace(/"subjects":\[[^\]]+\]/, '"subjects":[]') },
    { because: 'an unknown subject', altered: text.replace('"subjects":["', '"subjects":["x') },
    { because: 'an unknown wish', altered: text.replace('"wish":"', '"wish":"x') },
    { because: 'a second list', altered: text.replace('"drawId"', '"candidates":[],"drawId"') },
    { because: 'a broken end', altered: text.slice(0, -1) },
    { because: 'another kind', altered: text.replace('"kind":"seats"', '"kind":"lots"') },
  ])('is left to the other reader: $because', ({ altered }) => {
    expect(readSeatsText(altered)).toBeUndefined()
  })

  test('nobody at all is a list', () => {
    const empty = { ...input, candidates: [] }
    expect(readSeatsText(canonicalJson(empty))?.roll.size).toBe(0)
  })

  test('has the columns that objects give', () => {
    const [fast, slow] = [readSeatsText(text), rollOf(input)]
    if (!fast || !slow.ok) throw new Error('not read')
    expect([...fast.roll.needs]).toEqual([...slow.value.needs])
    expect([...fast.roll.wishes]).toEqual([...slow.value.wishes])
    expect([...fast.roll.groups]).toEqual([...slow.value.groups])
  })
})
