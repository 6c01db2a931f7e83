import { describe, expect, test } from 'vitest'
import { matchingOf } from './matching.ts'

/** Who may stand where, as a table of places; `needs` are places that are kept for people with the trait. */
function matching(allowed: readonly (readonly number[])[], trait: readonly boolean[] = [], needs: readonly number[] = []) {
  const people = [...new Set(allowed.flat())].sort((a, b) => a - b)
  const open = allowed.map((row) => [...row])
  // Whoever is settled stands nowhere else, as the search has it.
  const settled = new Set<number>()
  const sparing = people.map((person) => trait[person] ?? false)
  const made = matchingOf(
    people,
    allowed.length,
    (place, person) => !settled.has(person) && (open[place]?.includes(person) ?? false),
    (place) => needs.includes(place),
    sparing,
  )
  const settle = (place: number, person: number, end: number): boolean => {
    settled.add(person)
    if (made.fix(place, person, end)) return true
    settled.delete(person)
    return false
  }
  return { ...made, settle, open }
}

describe('a matching of people to places', () => {
  test.each([
    { because: 'everyone has a place of their own', allowed: [[0], [1], [2]], placed: [true, true, true] },
    { because: 'the second sends the first elsewhere', allowed: [[0, 1], [0]], placed: [true, true] },
    { because: 'a chain of three', allowed: [[0, 1], [1, 2], [0], [1]], placed: [true, true, true, false] },
    { because: 'two places for one person', allowed: [[0], [0]], placed: [true, false] },
    { because: 'nobody for a place', allowed: [[0], []], placed: [true, false] },
  ])('$because', ({ allowed, placed }) => {
    const { place } = matching(allowed)
    expect(allowed.map((_, at) => place(at))).toEqual(placed)
  })

  test('people with the trait are spared while others are left', () => {
    const kept = matching([[0, 1], [0]], [true, false])
    expect([kept.place(0), kept.settle(0, 1, 1)]).toEqual([true, true])
    // The first place took the second person, so the first person is free without any move.
    const scarce = matching([[0, 1], [0]], [true, false], [1])
    expect([scarce.place(0), scarce.place(1)]).toEqual([true, true])
  })

  test('a settlement that leaves somebody homeless changes nothing', () => {
    const { place, settle } = matching([[0, 1], [0, 1], [2]])
    for (const at of [0, 1, 2]) expect(place(at)).toBe(true)
    expect(settle(0, 2, 3)).toBe(false)
    // All as before: everybody can be settled where they stood.
    expect(settle(0, 0, 3)).toBe(true)
    expect(settle(1, 1, 3)).toBe(true)
    expect(settle(2, 2, 3)).toBe(true)
  })

  test('a place that nobody stood on may be settled, or left as it was', () => {
    const { place, settle } = matching([[0], [1], [1]])
    expect(place(1)).toBe(true)
    expect(settle(0, 1, 1)).toBe(false)
    expect(settle(0, 0, 1)).toBe(true)
    expect(place(2)).toBe(false)
  })

  test('taking back what never had a matching is a bug', () => {
    const { place, loosen, open } = matching([[0], [1]])
    expect([place(0), place(1)]).toEqual([true, true])
    expect(() => loosen(0, 2)).not.toThrow()
    open[1]?.pop()
    expect(() => loosen(0, 2)).toThrow('place 0 had a matching before it was settled and has none after')
  })
})
