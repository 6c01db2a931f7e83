import { expect, test } from 'vitest'
import { clientLimits } from './client-limits.ts'

function opened(perSecond: number, burst: number) {
  let time = 0
  const takes = clientLimits(perSecond, burst, () => time)
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { pass, taken: (client: string, asked: number) => Array.from({ length: asked }, () => takes(client)).filter(Boolean).length }
}

test('each client has its own allowance', () => {
  const limits = opened(2, 5)
  expect(limits.taken('one', 20)).toBe(5)
  expect(limits.taken('other', 3)).toBe(3)
})
test('it grows with time, up to the burst', () => {
  const limits = opened(2, 5)
  limits.taken('one', 5)
  limits.pass(1000)
  expect(limits.taken('one', 20)).toBe(2)
  limits.pass(3_600_000)
  expect(limits.taken('one', 20)).toBe(5)
})
test('somebody who keeps coming is not forgotten beside others, and gains nothing by it', () => {
  const limits = opened(2, 5)
  let taken = 0
  for (let second = 0; second < 60; second += 1) {
    taken += limits.taken('one', 20)
    limits.taken(`another ${second}`, 1)
    limits.pass(1000)
  }
  expect(taken).toBe(5 + 59 * 2)
})
test('a hundred thousand names that come once leave those who come again as they are', () => {
  const limits = opened(1, 5)
  expect(limits.taken('one', 5)).toBe(5)
  for (let n = 0; n < 100_000; n += 1) {
    limits.taken(`forged ${n}`, 1)
    if (n % 10_000 === 0) expect(limits.taken('one', 1)).toBe(0)
  }
  expect(limits.taken('one', 1)).toBe(0)
})
