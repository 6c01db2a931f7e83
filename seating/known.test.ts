import { describe, expect, test } from 'vitest'
import { accept, refuse, settled } from './answer.ts'
import * as checker from './check-read.ts'
import { cell, nth, under } from './known.ts'

const map = new Map([['a', 1]])

describe('what must be there', () => {
  test.each([
    { because: 'a column', read: () => cell(Uint8Array.of(4, 5), 1), value: 5 },
    { because: 'a zero is there', read: () => cell(Uint8Array.of(0), 0), value: 0 },
    { because: 'a list', read: () => nth(['x', 'y'], 0), value: 'x' },
    { because: 'a map', read: () => under(map, 'a'), value: 1 },
    { because: 'an answer', read: () => settled(accept(7)), value: 7 },
    { because: 'a list of the checker', read: () => checker.nth(['x'], 0), value: 'x' },
    { because: 'a map of the checker', read: () => checker.under(map, 'a'), value: 1 },
  ])('$because', ({ read, value }) => {
    expect(read()).toBe(value)
  })

  test.each([
    { because: 'behind a column', read: () => cell(Uint8Array.of(4), 1), says: 'nothing is known at 1' },
    { because: 'before a list', read: () => nth(['x'], -1), says: 'nothing is known at -1' },
    { because: 'not in a map', read: () => under(map, 'b'), says: 'nothing is known at b' },
    { because: 'a refusal', read: () => settled(refuse('place_unknown', 'a', 'no such place')), says: 'no such place' },
    { because: 'behind a list of the checker', read: () => checker.nth(['x'], 1), says: 'nothing stands at 1' },
    { because: 'not in a map of the checker', read: () => checker.under(map, 'b'), says: 'nothing stands under b' },
  ])('is a bug where it is not: $because', ({ read, says }) => {
    expect(read).toThrow(says)
  })
})
