/** Invigilators and examiners as one question: circles of places, and who may not sit where. */
import { type Answer, accept, refuse } from './answer.ts'
import type { Circle, Task } from './fill.ts'
import {
  type InvigilatorRule,
  type InvigilatorRules,
  type InvigilatorsInput,
  invigilatorRuleNames,
  type PanelRule,
  type PanelsInput,
  panelRuleNames,
} from './input-staff.ts'

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

/** One person waits for every five places, a started five counting: 1 to 1.2. */
export const reservesFor = (places: number): number => Math.ceil(places / 5)

export type StaffInput = InvigilatorsInput | PanelsInput
export type StaffRule = InvigilatorRule | PanelRule
export const staffRuleNames = ({ kind }: StaffInput): readonly StaffRule[] =>
  kind === 'invigilators' ? invigilatorRuleNames : panelRuleNames

/** Too few people is a matter of counting; whether the rules leave room for them is for the search. */
export function judgeNumbers(input: StaffInput): Answer<true> {
  const { circles, people } = taskOf(input)
  const places = circles.reduce((sum, { size }) => sum + size, 0)
  const field = input.kind === 'invigilators' ? 'pool' : 'examiners'
  if (places + input.rules.reserves <= people.length) return accept(true)
  return refuse('too_few_people', field, `${field} holds ${people.length} people for ${places} places and ${input.rules.reserves} reserves`)
}

/** The question that the input asks, with some of its rules set aside. */
export const taskOf = (input: StaffInput, aside: ReadonlySet<StaffRule> = new Set()): Task =>
  input.kind === 'invigilators' ? invigilatorTask(input, aside) : panelTask(input, aside)

function invigilatorTask({ pool, rooms, rules }: InvigilatorsInput, aside: ReadonlySet<StaffRule>): Task {
  const keeps = (rule: InvigilatorRule): boolean => !aside.has(rule)
  const byRoom = new Map<string, Set<number>>()
  const bySite = new Map<string, Set<number>>()
  for (const [index, { relations, past }] of pool.entries()) {
    for (const { site, number } of keeps('relations') ? relations : []) {
      if (number === undefined) note(bySite, site, index)
      else note(byRoom, roomKey(site, number), index)
    }
    for (const { site, number } of keeps('rotation') ? past : []) {
      if (rules.rotation === 'site') note(bySite, site, index)
      if (rules.rotation === 'room') note(byRoom, roomKey(site, number), index)
    }
  }
  const [ownUnit, ownRegion] = [rules.outsideUnit && keeps('outsideUnit'), rules.outsideRegion && keeps('outsideRegion')]
  const circles = rooms.map(({ site, number, candidates, unit, region }): Circle => {
    const [inRoom, atSite] = [byRoom.get(roomKey(site, number)), bySite.get(site)]
    return {
      name: `room ${number} at “${site}”`,
      size: invigilatorsFor(candidates, rules),
      mayJoin: (person) => {
        if (inRoom?.has(person) || atSite?.has(person)) return false
        if (ownUnit && unit !== undefined && pool[person]?.unit === unit) return false
        return !(ownRegion && region !== undefined && pool[person]?.region === region)
      },
      quota: keeps('experiencedPerRoom') ? rules.experiencedPerRoom : 0,
      leader: rules.frontRoles.length > 0 && keeps('frontRoles'),
    }
  })
  return {
    people: pool.map(({ label }) => label),
    units: numbered(pool.map(({ unit }) => unit)),
    trait: pool.map(({ experienced }) => experienced),
    leads: pool.map(({ role }) => rules.frontRoles.includes(role)),
    distinctUnits: rules.distinctUnits && keeps('distinctUnits'),
    circles,
  }
}

const roomKey = (site: string, number: number): string => `${number} ${site}`

function panelTask({ examiners, panels, rules }: PanelsInput, aside: ReadonlySet<StaffRule>): Task {
  const keeps = (rule: PanelRule): boolean => !aside.has(rule)
  const byPosition = new Map<string, Set<number>>()
  for (const [index, { relations }] of examiners.entries()) {
    for (const { position } of keeps('relations') ? relations : []) note(byPosition, position, index)
  }
  const circles = panels.map(({ name, size, positions, speciality }): Circle => {
    const recused = positions.flatMap((position) => byPosition.get(position) ?? [])
    const wanted = keeps('specialities') ? speciality : undefined
    return {
      name: `panel “${name}”`,
      size,
      mayJoin: (person) => !recused.some((set) => set.has(person)) && (wanted === undefined || examiners[person]?.speciality === wanted),
      quota: keeps('outsidersPerPanel') ? rules.outsidersPerPanel : 0,
      leader: rules.chiefs && keeps('chiefs'),
    }
  })
  return {
    people: examiners.map(({ label }) => label),
    units: numbered(examiners.map(({ unit }) => unit)),
    trait: examiners.map(({ outside }) => outside),
    leads: examiners.map(({ chief }) => chief),
    distinctUnits: rules.distinctUnits && keeps('distinctUnits'),
    circles,
  }
}

function note(map: Map<string, Set<number>>, key: string, index: number): void {
  const set = map.get(key)
  if (set) set.add(index)
  else map.set(key, new Set([index]))
}

function numbered(words: readonly string[]): number[] {
  const numbers = new Map<string, number>()
  return words.map((word) => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  })
}
