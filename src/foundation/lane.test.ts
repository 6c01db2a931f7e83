import { expect, test } from 'vitest'
import { boundedLane } from './lane.ts'

test('so many run at once, so many wait, the next is told to come back, and the place is free again afterwards', async () => {
  const lane = boundedLane({ atOnce: 2, waiting: 1 })
  const gates: (() => void)[] = []
  let most = 0
  let now = 0
  const work = () =>
    new Promise<string>((done) => {
      now += 1
      most = Math.max(most, now)
      gates.push(() => {
        now -= 1
        done('done')
      })
    })
  const first = lane.run(work)
  const second = lane.run(work)
  const third = lane.run(work)
  expect(await lane.run(work)).toBe('busy')
  expect(gates).toHaveLength(2)
  gates.shift()?.()
  expect(await first).toBe('done')
  await Promise.resolve()
  while (gates.length > 0) gates.shift()?.()
  expect(await second).toBe('done')
  while (gates.length > 0) gates.shift()?.()
  expect(await third).toBe('done')
  expect(most).toBe(2)
})

test('whoever waited too long when their turn comes is told so, and the next one is let in', async () => {
  let time = 0
  const lane = boundedLane({ atOnce: 1, waiting: 5, patience: { milliseconds: 5000, watch: () => time } })
  const { promise, resolve } = Promise.withResolvers<void>()
  const done: number[] = []
  const first = lane.run(() => promise)
  const waiting: Promise<number | 'busy'>[] = []
  for (const came of [0, 999, 1000, 4000]) {
    time = came
    waiting.push(lane.run(async () => done.push(came)))
  }
  time = 6000
  resolve()
  await first
  expect(await Promise.all(waiting)).toEqual(['busy', 'busy', 1, 2])
  expect(done).toEqual([1000, 4000])
  // The place is free again, once.
  expect(await Promise.all([lane.run(async () => 'next'), lane.run(async () => 'after it')])).toEqual(['next', 'after it'])
})

test('work that fails gives its place back', async () => {
  const lane = boundedLane({ atOnce: 1, waiting: 0 })
  await expect(lane.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await lane.run(async () => 'next')).toBe('next')
})
