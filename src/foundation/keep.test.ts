import { describe, expect, test } from 'vitest'
import { keepFor, kept, keptForGood } from './keep.ts'

const start = Temporal.Instant.from('2026-03-09T01:00:00Z')
const later = (milliseconds: number) => start.add({ milliseconds })
const number = kept<number>('number')

/** Counts how often it was made. */
const counter = () => {
  let made = 0
  return { make: async () => ++made, made: () => made }
}

describe('what is kept for a second', () => {
  test('is made once for all who ask at the same moment, before it is there', async () => {
    const keep = keepFor(1)
    const { make, made } = counter()
    const { promise, resolve } = Promise.withResolvers<void>()
    const asked = Array.from({ length: 50 }, (_, index) => keep(number, 'a', later(index), () => promise.then(make)))
    resolve()
    expect(new Set(await Promise.all(asked))).toEqual(new Set([1]))
    expect(made()).toBe(1)
  })

  test.each([
    { at: 999, gives: 1, because: 'the last millisecond' },
    { at: 1000, gives: 2, because: 'a second old is made anew' },
    { at: -5, gives: 1, because: 'came before and waited in a queue' },
    { at: -61_000, gives: 2, because: 'the clock was set back' },
  ])('$at ms later: $because', async ({ at, gives }) => {
    const keep = keepFor(1)
    const { make } = counter()
    await keep(number, 'a', start, make)
    expect(await keep(number, 'a', later(at), make)).toBe(gives)
  })

  test('is another thing under another name or kind', async () => {
    const keep = keepFor(1)
    const { make } = counter()
    expect([await keep(number, 'a', start, make), await keep(number, 'b', start, make)]).toEqual([1, 2])
    expect(await keep(kept<number>('other'), 'a', start, make)).toBe(3)
  })

  test('is not kept when making it failed', async () => {
    const keep = keepFor(1)
    await expect(keep(number, 'a', start, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await keep(number, 'a', start, async () => 5)).toBe(5)
  })

  test('stays for everybody, however much that there is not somebody else asks for in the same second', async () => {
    const keep = keepFor(1)
    const everybodys = counter()
    for (let index = 0; index < 2000; index++) {
      await keep(number, `made up ${index}`, start, async () => 0)
      if (index % 100 === 0) await keep(number, 'everybody’s', start, everybodys.make)
    }
    expect(everybodys.made()).toBe(1)
  })

  test('is let go of when there is too much of it', async () => {
    const keep = keepFor(1)
    const { make, made } = counter()
    for (let index = 0; index < 600; index++) await keep(number, String(index), later(index * 10), make)
    await keep(number, '599', later(5990), make)
    expect(made()).toBe(600)
    await keep(number, '0', later(0), make)
    expect(made()).toBe(601)
  })
})

describe('what never changes', () => {
  const list = keptForGood<number>('list')

  test('is made once, however late one asks, and again when that failed', async () => {
    const keep = keepFor(1)
    const { make, made } = counter()
    await expect(keep(list, 'a', start, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    for (const milliseconds of [0, 5000, 86_400_000]) expect(await keep(list, 'a', later(milliseconds), make)).toBe(1)
    expect(made()).toBe(1)
  })

  test('is not driven out by what is of another kind', async () => {
    const keep = keepFor(1)
    const { make, made } = counter()
    const page = keptForGood<number>('page of a list')
    for (const of of ['a', 'b', 'c', 'd', 'e']) for (const kind of [list, page]) await keep(kind, of, start, make)
    expect(await keep(list, 'a', start, make)).toBe(1)
    expect(made()).toBe(10)
  })

  test('goes when eight others of its kind were asked for since', async () => {
    const keep = keepFor(1)
    const { make, made } = counter()
    for (const of of ['a', '1', '2', '3', '4', '5', '6', '7']) await keep(list, of, start, make)
    await keep(list, 'a', start, make)
    await keep(list, '8', start, make)
    expect(made()).toBe(9)
    await keep(list, 'a', start, make)
    expect(made()).toBe(9)
    await keep(list, '1', start, make)
    expect(made()).toBe(10)
  })

  test('is asked for each time where nothing is kept', async () => {
    const keep = keepFor(0)
    const { make } = counter()
    expect([await keep(list, 'a', start, make), await keep(list, 'a', start, make)]).toEqual([1, 2])
  })
})

test('kept for no time, each asks for itself', async () => {
  const keep = keepFor(0)
  const { make } = counter()
  expect(await Promise.all([keep(number, 'a', start, make), keep(number, 'a', start, make)])).toEqual([1, 2])
})
