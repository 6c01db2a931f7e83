import { describe, expect, test } from 'vitest'
import { arriving, openingArrival } from './arrival.ts'

describe('people come to an opening', () => {
  test.each([
    { people: 240, seconds: 60 },
    { people: 5000, seconds: 60 },
    { people: 30_000, seconds: 300 },
    { people: 30, seconds: 10 },
  ])('$people in $seconds seconds, but for rounding, in the first fifth two to two and a half fifths of them', ({ people, seconds }) => {
    const arrival = openingArrival(people, seconds)
    expect(Math.abs(arriving(arrival) - people)).toBeLessThanOrEqual(Math.max(2, people / 100))
    expect(arrival.stretches.reduce((sum, one) => sum + one.seconds, 0)).toBeCloseTo(seconds)
    const rates = [arrival.fromPerMinute, ...arrival.stretches.map(({ perMinute }) => perMinute)]
    expect(rates.toSorted((a, b) => b - a)).toEqual(rates)
    expect(rates.every(Number.isInteger)).toBe(true)
    const early = { ...arrival, stretches: arrival.stretches.slice(0, 2) }
    expect(arriving(early) / people).toBeGreaterThan(0.4)
    expect(arriving(early) / people).toBeLessThan(0.5)
  })

  test('in an even stretch the area is the mean rate times the time', () => {
    expect(arriving({ fromPerMinute: 60, stretches: [{ seconds: 60, perMinute: 120 }] })).toBe(90)
    expect(arriving({ fromPerMinute: 0, stretches: [] })).toBe(0)
  })
})
