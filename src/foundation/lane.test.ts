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

test('work that fails gives its place back', async () => {
  const lane = boundedLane({ atOnce: 1, waiting: 0 })
  await expect(lane.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await lane.run(async () => 'next')).toBe('next')
})
