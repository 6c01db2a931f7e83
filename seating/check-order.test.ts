import { describe, expect, test } from 'vitest'
import { type Case, judgeOrder, type Person } from './check-order.ts'
import { Disagreement } from './check-read.ts'
import { chance } from './sample.ts'
import { blankCircle, everyFilling, type Rules, smallCase } from './sample-circles.ts'

function said(one: Case, taken: readonly (readonly string[])[], order: readonly string[]): string {
  try {
    judgeOrder(one, taken, order)
    return 'ok'
  } catch (error) {
    if (error instanceof Disagreement) return error.message
    throw error
  }
}

/** The first place where two assignments differ. */
function placeOf(right: readonly (readonly string[])[], other: readonly (readonly string[])[]): string {
  for (const [c, labels] of right.entries())
    for (const [s, label] of labels.entries())
      if (other[c]?.[s] !== label) return `result.rooms[${c}].people[${s}].label is “${other[c]?.[s]}”, but “${label}” comes earlier`
  return 'ok'
}

describe.each<{ rules: Rules; tried: number; most: { kept: number; found: number } }>([
  { rules: 'all', tried: 300, most: { kept: 92, found: 1046 } },
  { rules: 'units', tried: 200, most: { kept: 0, found: 771 } },
  { rules: 'people', tried: 300, most: { kept: 29, found: 904 } },
])('the order of a draw under $rules, against trying everything', ({ rules, tried, most }) => {
  const stream = chance(`orders under ${rules}`)
  const cases = Array.from({ length: tried }, () => smallCase(stream, rules)).flatMap(({ one, order }) => {
    const [right, ...others] = everyFilling(one, order)
    return right ? [{ one, order, right, others }] : []
  })

  test('the defined result is accepted, and of every other the first place is named', () => {
    expect(cases.length).toBeGreaterThan(tried / 4)
    for (const { one, order, right, others } of cases) {
      expect(said(one, right, order)).toBe('ok')
      for (const other of others) expect(said(one, other, order)).toContain(placeOf(right, other))
    }
  })

  // More choices would mean that less is proved before anybody is tried: larger draws would end undecided.
  test('what is hurried is never wrong, and few choices are enough', () => {
    const choices = { kept: 0, found: 0 }
    for (const { one, order, right, others } of cases) {
      const counted = (taken: readonly (readonly string[])[]): number => {
        const last = said(one, taken, order)
        let limit = 0
        for (; said({ ...one, limit }, taken, order) !== last; limit++)
          expect(said({ ...one, limit }, taken, order)).toContain('is not decided within rules.searchLimit')
        return limit
      }
      choices.kept += counted(right)
      for (const other of others.slice(0, 4)) choices.found += counted(other)
    }
    expect(choices.kept).toBeLessThanOrEqual(most.kept)
    expect(choices.found).toBeLessThanOrEqual(most.found)
  })
})

test('one of a rare unit is kept for the largest group, wherever it stands; that is proved without trying anybody', () => {
  const units = ['w', 'u', 'u', 'u', 'v', 'v', 'v']
  const order = units.map((_, at) => `p${at}`)
  const people = order.map((label, at): Person => ({ label, unit: units[at] ?? '', trait: true, leads: true, mayJoin: () => true }))
  const caseOf = (sizes: readonly number[]): Case => ({
    people: new Map(people.map((person) => [person.label, person])),
    circles: sizes.map((size, at) => ({ ...blankCircle, field: `result.rooms[${at}]`, size })),
    kept: { declared: 0, derived: 0 },
    apart: true,
    reserves: 0,
    limit: 0,
  })
  const undecided = 'whether “p0” could stand there is not decided'
  for (const { sizes, taken } of [
    { sizes: [1, 2, 3, 1], taken: [['p1'], ['p2', 'p4'], ['p0', 'p3', 'p5'], ['p6']] },
    { sizes: [1, 2, 1, 3], taken: [['p1'], ['p2', 'p4'], ['p3'], ['p0', 'p5', 'p6']] },
  ])
    expect(said(caseOf(sizes), taken, order)).toContain(`result.rooms[1].people[0].label: ${undecided}`)
})
