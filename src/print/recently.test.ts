import { expect, test } from 'vitest'
import { recently } from './recently.ts'

const file = (length: number, of = 1) => new Uint8Array(length).fill(of)

test('a file is made once for all who ask, while it is made and afterwards', async () => {
  const give = recently(100)
  let made = 0
  const make = async () => {
    made += 1
    return file(10, made)
  }
  const both = await Promise.all([give('a', make), give('a', make)])
  expect([both[0], both[1], await give('a', make)]).toEqual([file(10), file(10), file(10)])
  expect(made).toBe(1)
})

test.each([
  { size: 40, kept: ['a', 'c'], because: 'b was not asked for the longest' },
  { size: 20, kept: ['a', 'b', 'c'], because: 'all fit' },
  { size: 101, kept: ['a', 'b'], because: 'what is larger than all of it drives nothing out' },
])('of $size bytes more, $kept stay: $because', async ({ size, kept }) => {
  const give = recently(100)
  for (const name of ['a', 'b']) await give(name, async () => file(40))
  await give('a', async () => file(1))
  await give('c', async () => file(size))
  const still = []
  for (const name of ['a', 'b', 'c']) {
    const found = await give(name, () => undefined)
    if (found) still.push(name)
  }
  expect(still).toEqual(kept)
})

test('what failed or was declined is not kept', async () => {
  const give = recently(100)
  await expect(give('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await give('a', () => undefined)).toBeUndefined()
  expect(await give('a', async () => file(3))).toEqual(file(3))
})
