/** Invigilators and examiners as one question: circles of places, and who may not sit where. */
import { type Answer, accept, refuse } from './answer.ts'
import type { Circle, Task } from './fill.ts'
import type { InvigilatorRules, InvigilatorsInput, PanelsInput } from './input-staff.ts'

/**
 * Invigilators for a room of n candidates.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条（三） (R-ROOM-03) one for each 15; 《工人技术等级考核工作制度》第六条（二） (R-WK-21)
 * two, and one more for each further 15; B-01 makes both `max(2, ceil(n / 15))`, B-03 applies it to computer rooms.
 */
export function invigilatorsFor(
  n: number,
  { base, candidatesPerInvigilator }: InvigilatorRatio = { base: 2, candidatesPerInvigilator: 15 },
) {
  return Math.max(base, Math.ceil(n / candidatesPerInvigilator))
}
export type InvigilatorRatio = Pick<InvigilatorRules, 'base' | 'candidatesPerInvigilator'>

export const searchLimitOf = ({ rules }: InvigilatorsInput | PanelsInput): number => rules.searchLimit

export function taskOf(input: InvigilatorsInput | PanelsInput): Answer<Task> {
  const task = input.kind === 'invigilators' ? invigilatorTask(input) : panelTask(input)
  const places = task.circles.reduce((sum, { size }) => sum + size, 0)
  const field = input.kind === 'invigilators' ? 'pool' : 'examiners'
  if (places + input.rules.reserves <= task.people.length) return accept(task)
  const wanted = `${places} places and ${input.rules.reserves} reserves`
  return refuse('too_few_people', field, `${field} holds ${task.people.length} people for ${wanted}`)
}

function invigilatorTask({ pool, rooms, rules }: InvigilatorsInput): Task {
  const byRoom = new Map<string, Set<number>>()
  const bySite = new Map<string, Set<number>>()
  for (const [index, { excludedRooms, excludedSites }] of pool.entries()) {
    for (const { site, number } of excludedRooms) note(byRoom, `${number} ${site}`, index)
    for (const site of excludedSites) note(bySite, site, index)
  }
  const circles = rooms.map(
    ({ site, number, candidates }): Circle => ({
      name: `room ${number} at “${site}”`,
      size: invigilatorsFor(candidates, rules),
      excluded: union(byRoom.get(`${number} ${site}`), bySite.get(site)),
      quota: rules.experiencedPerRoom,
      leader: false,
    }),
  )
  return {
    people: pool.map(({ label }) => label),
    units: numbered(pool.map(({ unit }) => unit)),
    trait: pool.map(({ experienced }) => experienced),
    leads: [],
    distinctUnits: rules.distinctUnits,
    circles,
  }
}

function panelTask({ examiners, panels, rules }: PanelsInput): Task {
  const byPosition = new Map<string, Set<number>>()
  for (const [index, { excludedPositions }] of examiners.entries()) {
    for (const position of excludedPositions) note(byPosition, position, index)
  }
  const circles = panels.map(({ name, size, positions, speciality }): Circle => {
    const strangers = examiners.flatMap((one, index) => (speciality === undefined || one.speciality === speciality ? [] : [index]))
    const recused = positions.map((position) => byPosition.get(position))
    return {
      name: `panel “${name}”`,
      size,
      excluded: union(new Set(strangers), ...recused),
      quota: rules.outsidersPerPanel,
      leader: rules.chiefs,
    }
  })
  return {
    people: examiners.map(({ label }) => label),
    units: numbered(examiners.map(({ unit }) => unit)),
    trait: examiners.map(({ outside }) => outside),
    leads: examiners.map(({ chief }) => chief),
    distinctUnits: rules.distinctUnits,
    circles,
  }
}

function note(map: Map<string, Set<number>>, key: string, index: number): void {
  const set = map.get(key)
  if (set) set.add(index)
  else map.set(key, new Set([index]))
}

const union = (...sets: readonly (ReadonlySet<number> | undefined)[]): ReadonlySet<number> => {
  const all = new Set<number>()
  for (const set of sets) for (const one of set ?? []) all.add(one)
  return all
}

function numbered(words: readonly string[]): number[] {
  const numbers = new Map<string, number>()
  return words.map((word) => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  })
}
