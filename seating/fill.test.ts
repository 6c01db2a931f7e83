import { describe, expect, test } from 'vitest'
import type { Case } from './check-order.ts'
import { type Filling, fill, type Task } from './fill.ts'
import { chance } from './sample.ts'
import { everyFilling, type Rules, smallCase } from './sample-circles.ts'

function taskOf({ people, circles, apart }: Case): Task {
  const all = [...people.values()]
  const units = [...new Set(all.map(({ unit }) => unit))]
  return {
    people: all.map(({ label }) => label),
    units: all.map(({ unit }) => units.indexOf(unit)),
    trait: all.map(({ trait }) => trait),
    leads: all.map(({ leads }) => leads),
    distinctUnits: apart,
    circles: circles.map((circle) => ({
      name: circle.field,
      size: circle.size,
      mayJoin: (person) => all[person]?.mayJoin(circle) ?? false,
      quota: circle.quota,
      leader: circle.leader,
    })),
  }
}

/** The number of choices that the search needs to say what it says, which until then is that it is not decided. */
function choicesFor(task: Task, order: readonly number[], last: Filling): number {
  let limit = 0
  for (; JSON.stringify(fill(task, order, limit)) !== JSON.stringify(last); limit++)
    expect(fill(task, order, limit).state).toBe('not_decided')
  return limit
}

describe.each<{ rules: Rules; most: { filled: number; impossible: number } }>([
  { rules: 'all', most: { filled: 734, impossible: 730 } },
  { rules: 'units', most: { filled: 1164, impossible: 0 } },
  { rules: 'people', most: { filled: 1053, impossible: 437 } },
])('filling circles under $rules', ({ rules, most }) => {
  const stream = chance(`fillings under ${rules}`)
  const cases = Array.from({ length: 400 }, () => smallCase(stream, rules)).map(({ one, order }) => {
    const task = taskOf(one)
    const line = [...order.keys()]
    return { task, line, found: fill(task, line, 100_000), right: everyFilling(one, order, 1)[0] }
  })

  test('gives the first that trying everything finds, or nothing where that finds nothing', () => {
    for (const { task, found, right } of cases) {
      const labels = found.state === 'filled' ? found.places.map((people) => people.map((person) => task.people[person])) : undefined
      expect(labels).toEqual(right)
      // Units are counted before anybody is placed.
      if (!right) expect(found).toEqual({ state: 'impossible', circle: rules === 'units' ? 'result.rooms[0]' : expect.any(String) })
    }
    expect(cases.filter(({ right }) => right).length).toBeGreaterThan(100)
    expect(cases.filter(({ right }) => !right).length).toBeGreaterThan(20)
  })

  // More choices would mean that less is proved before anybody is tried: larger draws would end undecided.
  test('with few choices', () => {
    const choices = { filled: 0, impossible: 0 }
    for (const { task, line, found } of cases) if (found.state !== 'not_decided') choices[found.state] += choicesFor(task, line, found)
    expect(choices.filled).toBeLessThanOrEqual(most.filled)
    expect(choices.impossible).toBeLessThanOrEqual(most.impossible)
  })
})
