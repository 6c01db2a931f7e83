import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { returnTime } from './return-time.ts'

function opened() {
  let time = 0
  let drawn = 0
  const chance = (bytes: number) => {
    drawn += 1
    return createHash('sha256').update(String(drawn)).digest().subarray(0, bytes)
  }
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { times: returnTime(() => time, chance), pass }
}

test('a few are told to come back at once, but not all in the same second', () => {
  const { times } = opened()
  const told = Array.from({ length: 30 }, () => {
    times.admitted()
    return times.turnedAway()
  })
  expect(Math.min(...told)).toBe(1)
  expect(Math.max(...told)).toBeLessThanOrEqual(31)
})
test('the more were sent away beside those admitted, the longer, and evenly over the time', () => {
  const { times, pass } = opened()
  const told: number[] = []
  for (let second = 0; second < 20; second += 1) {
    for (let n = 0; n < 100; n += 1) times.admitted()
    for (let n = 0; n < 300; n += 1) told.push(times.turnedAway())
    pass(1000)
  }
  const last = told.slice(-3000)
  const by = Map.groupBy(last, (seconds) => seconds)
  // Three times as many as are served in ten seconds: half a minute.
  expect([...by.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
  for (const [, same] of by) expect(same.length).toBeGreaterThan(20)
})
test('nobody is told more than a minute, and the crowd of yesterday is forgotten', () => {
  const { times, pass } = opened()
  const many = Array.from({ length: 5000 }, () => times.turnedAway())
  expect(Math.max(...many)).toBe(60)
  pass(86_400_000)
  expect(Array.from({ length: 3 }, () => times.turnedAway()).every((seconds) => seconds <= 3)).toBe(true)
})
