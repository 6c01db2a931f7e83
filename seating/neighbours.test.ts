import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Room } from './input-seats.ts'
import { partColleagues, variantOf } from './neighbours.ts'
import { rollOf } from './roll.ts'
import { streamOf } from './stream.ts'

const room = (number: number, capacity: number, columns: number, ground = false): Room => ({
  site: 'A',
  number,
  capacity,
  columns,
  offers: ground ? ['ground-floor'] : [],
})
const session = { name: 's', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:30:00Z', subjects: ['law'] }
const hall = { sessions: [session], rooms: [room(1, 30, 6)], rules: { family: 'RC', roomLimit: 30, largerRooms: false, variants: 2 } }

function rollFrom(groups: readonly (readonly string[])[], low: readonly number[] = []) {
  const candidates = groups.map((group, at) => ({
    label: `c${String(at).padStart(3, '0')}`,
    subjects: ['law'],
    needs: low.includes(at) ? (['ground-floor'] as const) : [],
    groups: group,
  }))
  const roll = rollOf({ ...hall, candidates })
  if (!roll.ok) throw new Error(roll.refusal.sentence)
  return roll.value
}
const upTo = (n: number) => Uint32Array.from({ length: n }, (_, at) => at)
const stream = (name = 'x') => streamOf(new Uint8Array(32), 'neighbours', name)

describe('R-ROOM-04: neighbours are front, back, left and right', () => {
  // Three columns:  0 1 2 / 3 4 5 / 6
  test.each([
    { pair: [0, 1], pairs: 1, because: 'left and right' },
    { pair: [1, 4], pairs: 1, because: 'front and back' },
    { pair: [3, 6], pairs: 1, because: 'the last row is short' },
    { pair: [2, 3], pairs: 0, because: 'the end of one row and the beginning of the next' },
    { pair: [0, 4], pairs: 0, because: 'diagonal' },
    { pair: [0, 2], pairs: 0, because: 'somebody between' },
    { pair: [0, 6], pairs: 0, because: 'two rows apart' },
  ])('$because: $pairs', ({ pair, pairs }) => {
    const roll = rollFrom(Array.from({ length: 7 }, (_, at) => (pair.includes(at) ? ['e'] : [])))
    expect(partColleagues(stream(), roll, [{ room: room(1, 7, 3), taken: 7 }], upTo(7)).before).toBe(pairs)
  })

  test('rooms are no neighbours of each other', () => {
    const roll = rollFrom([[], ['e'], ['e'], []])
    const rooms = [1, 2].map((number) => ({ room: room(number, 2, 2), taken: 2 }))
    expect(partColleagues(stream(), roll, rooms, upTo(4))).toEqual({ before: 0, after: 0 })
  })

  test('no two neighbours have the same paper of two; with one paper all have it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60 }), (columns, seat) => {
        const mine = variantOf({ columns }, seat, 2)
        if (seat % columns !== 0) expect(variantOf({ columns }, seat + 1, 2)).not.toBe(mine)
        expect(variantOf({ columns }, seat + columns, 2)).not.toBe(mine)
        expect(variantOf({ columns }, seat, 1)).toBe('A')
      }),
    )
  })
})

describe('the pass that parts them', () => {
  test('never adds a pair, loses nobody, keeps the ground floor for who needs it, and ends', () => {
    const group = fc.subarray(['e1', 'e2', 'p1', 'p2'])
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.string(),
        (groups, columns, name) => {
          const half = Math.ceil(groups.length / 2)
          const low = [0, 1].filter((at) => at < half)
          const roll = rollFrom(groups, low)
          const sitters = upTo(groups.length)
          const rooms = [
            { room: room(1, 40, columns, true), taken: half },
            { room: room(2, 40, columns), taken: groups.length - half },
          ]
          const { before, after } = partColleagues(stream(name), roll, rooms, sitters)
          expect(after).toBeLessThanOrEqual(before)
          expect(sitters.toSorted()).toEqual(upTo(groups.length))
          for (const at of low) expect(sitters.indexOf(at)).toBeLessThan(half)
        },
      ),
    )
  })

  test('parts all of two employers in a room of strangers', () => {
    const roll = rollFrom(Array.from({ length: 30 }, (_, at) => (at < 5 ? ['e1'] : at < 9 ? ['e2'] : [])))
    expect(partColleagues(stream(), roll, [{ room: room(1, 30, 6), taken: 30 }], upTo(30))).toMatchObject({ before: 6, after: 0 })
  })

  test('what cannot be parted is counted', () => {
    const roll = rollFrom(Array.from({ length: 6 }, () => ['e']))
    expect(partColleagues(stream(), roll, [{ room: room(1, 6, 3), taken: 6 }], upTo(6))).toEqual({ before: 7, after: 7 })
  })
})
