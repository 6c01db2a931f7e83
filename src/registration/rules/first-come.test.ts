import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asking, type Counter, givePlaces } from './first-come.ts'

const post = (taken: number, lastSerial = taken): Counter<string> => ({ id: 'post', kind: 'post', places: 3, taken, lastSerial })
const slot = (id: string, taken: number): Counter<string> => ({ id, kind: 'slot', places: 2, taken, lastSerial: taken })
const wants = (...ids: string[]): Asking<string>['wants'] => ids.map((id) => ({ id, kind: id === 'post' ? 'post' : 'slot' }))
const newcomer = (...ids: string[]): Asking<string> => ({ wants: wants(...ids), holds: [] })
const told = (counters: readonly Counter<string>[], asking: readonly Asking<string>[]) =>
  givePlaces(counters, asking).map((one) => (one.ok ? one.value.taken.map(({ id, serial }) => `${id} ${serial}`).join() : one.refusal))

describe('R-PW-09 – numbers in the order of registration, until full', () => {
  test.each([
    { because: 'the first', counters: [post(0)], asking: [newcomer('post')], becomes: ['post 1'] },
    { because: 'the last place', counters: [post(2)], asking: [newcomer('post')], becomes: ['post 3'] },
    { because: 'one too many', counters: [post(2)], asking: [newcomer('post'), newcomer('post')], becomes: ['post 3', 'post_full'] },
    { because: 'full before', counters: [post(3)], asking: [newcomer('post')], becomes: ['post_full'] },
    { because: 'a counter that is not there has nothing', counters: [], asking: [newcomer('post')], becomes: ['post_full'] },
    { because: 'a number is never given again', counters: [post(2, 7)], asking: [newcomer('post')], becomes: ['post 8'] },
    {
      because: 'whoever holds a place and asks for it again keeps its number',
      counters: [post(3)],
      asking: [{ wants: wants('post'), holds: [{ id: 'post', serial: 2 }] }],
      becomes: [''],
    },
    {
      because: 'both or neither: the place of the post stays for the next',
      counters: [post(2), slot('a', 2), slot('b', 0)],
      asking: [newcomer('post', 'a'), newcomer('post', 'b'), newcomer('post', 'b')],
      becomes: ['slot_full', 'post 3,b 1', 'post_full'],
    },
    {
      because: 'a change gives the old place to the next',
      counters: [slot('a', 2), slot('b', 1)],
      asking: [{ wants: wants('b'), holds: [{ id: 'a', serial: 1 }] }, newcomer('a'), newcomer('a')],
      becomes: ['b 2', 'a 3', 'slot_full'],
    },
    {
      because: 'a change to what is full changes nothing',
      counters: [slot('a', 2), slot('b', 2)],
      asking: [{ wants: wants('b'), holds: [{ id: 'a', serial: 1 }] }, newcomer('a')],
      becomes: ['slot_full', 'slot_full'],
    },
  ])('$because', ({ counters, asking, becomes }) => {
    expect(told(counters, asking)).toEqual(becomes)
  })

  test('a refused person keeps what they hold', () => {
    const [one] = givePlaces([slot('a', 2), slot('b', 2)], [{ wants: wants('b'), holds: [{ id: 'a', serial: 1 }] }])
    expect(one).toEqual({ ok: false, refusal: 'slot_full' })
  })
})

test('however they come, nobody is one too many, nobody is refused while a place is free, and the numbers have no gap', () => {
  const ids = ['post', 'a', 'b']
  const arrivals = fc.array(fc.record({ person: fc.nat(9), wanted: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }) }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 7 }), (all, size) => {
      let counters: Counter<string>[] = [post(0), slot('a', 0), slot('b', 0)]
      const held = new Map<number, { id: string; serial: number }[]>()
      for (let from = 0; from < all.length; from += size) {
        // Nobody is twice in a batch, as in the service.
        const batch = all.slice(from, from + size).filter(({ person }, at, some) => some.findIndex((one) => one.person === person) === at)
        const given = givePlaces(
          counters,
          batch.map(({ person, wanted }) => ({ wants: wants(...wanted), holds: held.get(person) ?? [] })),
        )
        for (const [at, one] of given.entries()) {
          const { person = -1, wanted = [] } = batch[at] ?? {}
          const before = held.get(person) ?? []
          const free = (id: string) =>
            (counters.find((counter) => counter.id === id)?.places ?? 0) -
            [...held.values()].flat().filter((place) => place.id === id).length
          const fits = wanted.every((id) => before.some((place) => place.id === id) || free(id) > 0)
          expect(one.ok).toBe(fits)
          if (one.ok) held.set(person, [...one.value.kept, ...one.value.taken])
          if (one.ok)
            for (const { id, serial } of one.value.taken) {
              const counter = counters.find((other) => other.id === id)
              expect(serial).toBe((counter?.lastSerial ?? 0) + 1)
              counters = counters.map((other) => (other.id === id ? { ...other, lastSerial: serial } : other))
            }
        }
        counters = counters.map((counter) => ({
          ...counter,
          taken: [...held.values()].flat().filter(({ id }) => id === counter.id).length,
        }))
        for (const { taken, places } of counters) expect(taken).toBeLessThanOrEqual(places)
      }
    }),
  )
})
