import { expect, test } from 'vitest'
import { chance } from './chance.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('no bytes are given twice, within a portion and from one to the next', () => {
  const drawn = Array.from({ length: 5000 }, () => hex(chance(12)))
  expect(new Set(drawn).size).toBe(5000)
  expect(drawn.every((one) => one.length === 24 && one !== '0'.repeat(24))).toBe(true)
})
test('what was given stays as it was when more is drawn', () => {
  const first = chance(32)
  const before = hex(first)
  for (let times = 0; times < 1000; times++) chance(32)
  expect(hex(first)).toBe(before)
})
test.each([0, 1, 8191, 8192, 8193, 20_000])('%i bytes are that many', (many) => {
  expect(chance(many).length).toBe(many)
})
test.each([8192, 8193])('%i bytes, as many as a portion or more, are drawn anew each time', (many) => {
  const before = hex(chance(many))
  expect(hex(chance(many))).not.toBe(before)
})
