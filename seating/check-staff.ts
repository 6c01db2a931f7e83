/** Invigilators and panels of a transcript: every rule again, and for everyone passed over a proof that they could not be taken. */
import {
  ascending,
  disagree,
  inRankOrder,
  type Json,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readTruth,
  readWhole,
} from './check-read.ts'

type Fields = { readonly [key: string]: Json }
type Person = { label: string; unit: string; trait: boolean; leads: boolean; mayJoin: (circle: Circle) => boolean }
type Circle = {
  field: string
  site: string
  number: number
  speciality: string
  positions: string[]
  size: number
  quota: number
  leader: boolean
}
type Case = { people: Map<string, Person>; circles: Circle[]; apart: boolean; reserves: number; limit: number }

export function staffAgain(input: Fields, stated: Json | undefined, seed: Uint8Array, primitives: Primitives): Json {
  const invigilators = input.kind === 'invigilators'
  const one = invigilators ? readInvigilators(input) : readPanels(input)
  const list = invigilators ? 'rooms' : 'panels'
  const result = readObject(stated, 'result', `kind ${list} reserves`)
  const taken = readList(result[list], `result.${list}`).map((circle, c) => {
    const field = `result.${list}[${c}]`
    const members = readObject(circle, field, 'people', invigilators ? 'site number' : 'name')
    return readList(members.people, `${field}.people`).map((duty, s) =>
      readText(readObject(duty, `${field}.people[${s}]`, 'label position').label, `${field}.people[${s}].label`),
    )
  })
  if (taken.length !== one.circles.length) disagree(`result.${list} does not have one entry for each of input.${list}`)
  const order = inRankOrder(primitives, seed, String(input.kind), [...one.people.keys()])
  judge(one, taken)
  judgeOrder(one, taken, order)
  const placed = new Set(taken.flat())
  const reserves = order.filter((label) => !placed.has(label)).slice(0, one.reserves)
  const circles = one.circles.map((circle, c) => ({
    ...(invigilators ? { site: circle.site, number: circle.number } : { name: circle.site }),
    people: (taken[c] ?? []).map((label, s) => ({ label, position: position(invigilators, circle.leader, s) })),
  }))
  return { kind: String(input.kind), [list]: circles, reserves }
}

function position(invigilators: boolean, leader: boolean, seat: number): string {
  if (invigilators) return seat === 0 ? 'front' : seat === 1 ? 'back' : `side-${seat - 1}`
  if (leader) return seat === 0 ? 'chief' : `member-${seat}`
  return `member-${seat + 1}`
}

function readInvigilators(input: Fields): Case {
  const fields = 'base candidatesPerInvigilator distinctUnits experiencedPerRoom excludedUnits reserves searchLimit'
  const rules = readObject(input.rules, 'input.rules', fields)
  const barred = readTexts(rules.excludedUnits, 'input.rules.excludedUnits')
  const base = readWhole(rules.base, 'input.rules.base')
  const each = readWhole(rules.candidatesPerInvigilator, 'input.rules.candidatesPerInvigilator')
  const quota = readWhole(rules.experiencedPerRoom, 'input.rules.experiencedPerRoom')
  const people = readPeople(input.pool, 'input.pool', 'label unit experienced trained excludedRooms excludedSites', (one, field) => {
    if (!readTruth(one.trained, `${field}.trained`)) disagree(`${field}.trained is false: nobody untrained may be drawn`)
    const unit = readText(one.unit, `${field}.unit`)
    if (barred.includes(unit)) disagree(`${field}.unit is one of input.rules.excludedUnits`)
    const sites = new Set(readTexts(one.excludedSites, `${field}.excludedSites`))
    const rooms = new Set(
      readList(one.excludedRooms, `${field}.excludedRooms`).map((room, r) => {
        const name = readObject(room, `${field}.excludedRooms[${r}]`, 'site number')
        return `${readWhole(name.number, field)}@${readText(name.site, field)}`
      }),
    )
    const mayJoin = ({ site, number }: Circle): boolean => !sites.has(site) && !rooms.has(`${number}@${site}`)
    return { unit, trait: readTruth(one.experienced, `${field}.experienced`), leads: true, mayJoin }
  })
  const circles = readList(input.rooms, 'input.rooms').map((value, i) => {
    const field = `input.rooms[${i}]`
    const room = readObject(value, field, 'site number candidates')
    if (each < 1) disagree('input.rules.candidatesPerInvigilator is less than 1')
    let size = 0
    for (let covered = 0; covered < readWhole(room.candidates, `${field}.candidates`); covered += each) size++
    size = Math.max(size, base)
    const [site, number] = [readText(room.site, `${field}.site`), readWhole(room.number, `${field}.number`)]
    return { field: `result.rooms[${i}]`, site, number, speciality: '', positions: [], size, quota, leader: false }
  })
  return { people, circles, ...common(rules) }
}

function readPanels(input: Fields): Case {
  const rules = readObject(input.rules, 'input.rules', 'distinctUnits outsidersPerPanel chiefs reserves searchLimit')
  const quota = readWhole(rules.outsidersPerPanel, 'input.rules.outsidersPerPanel')
  const leader = readTruth(rules.chiefs, 'input.rules.chiefs')
  const posts = new Set<string>()
  const circles = readList(input.panels, 'input.panels').map((value, i) => {
    const field = `input.panels[${i}]`
    const panel = readObject(value, field, 'name size positions', 'speciality')
    const positions = readTexts(panel.positions, `${field}.positions`)
    for (const post of positions) if (posts.size === posts.add(post).size) disagree(`${field}.positions names “${post}” a second time`)
    const speciality = panel.speciality === undefined ? '' : readText(panel.speciality, `${field}.speciality`)
    const [site, size] = [readText(panel.name, `${field}.name`), readWhole(panel.size, `${field}.size`)]
    return { field: `result.panels[${i}]`, site, number: 0, speciality, positions, size, quota, leader }
  })
  const people = readPeople(input.examiners, 'input.examiners', 'label unit speciality outside chief excludedPositions', (one, field) => {
    const speciality = readText(one.speciality, `${field}.speciality`)
    const recused = new Set(readTexts(one.excludedPositions, `${field}.excludedPositions`))
    const mayJoin = (circle: Circle): boolean =>
      (circle.speciality === '' || circle.speciality === speciality) && circle.positions.every((post) => !recused.has(post))
    const [trait, leads] = [readTruth(one.outside, `${field}.outside`), readTruth(one.chief, `${field}.chief`)]
    return { unit: readText(one.unit, `${field}.unit`), trait, leads, mayJoin }
  })
  return { people, circles, ...common(rules) }
}

const common = (rules: Fields): { apart: boolean; reserves: number; limit: number } => ({
  apart: readTruth(rules.distinctUnits, 'input.rules.distinctUnits'),
  reserves: readWhole(rules.reserves, 'input.rules.reserves'),
  limit: readWhole(rules.searchLimit, 'input.rules.searchLimit'),
})

function readPeople(value: Json | undefined, list: string, members: string, read: (one: Fields, field: string) => Omit<Person, 'label'>) {
  const people = readList(value, list).map((entry, i) => {
    const one = readObject(entry, `${list}[${i}]`, members)
    return { label: readText(one.label, `${list}[${i}].label`), ...read(one, `${list}[${i}]`) }
  })
  ascending(
    people.map(({ label }) => label),
    list,
  )
  return new Map(people.map((person) => [person.label, person]))
}

/** Every rule, person by person. */
function judge({ people, circles, apart }: Case, taken: readonly (readonly string[])[]): void {
  const busy = new Set<string>()
  for (const [c, circle] of circles.entries()) {
    const labels = taken[c] ?? []
    if (labels.length !== circle.size) disagree(`${circle.field}.people has ${labels.length} people instead of ${circle.size}`)
    const units = new Set<string>()
    let having = 0
    for (const [s, label] of labels.entries()) {
      const field = `${circle.field}.people[${s}]`
      const person = people.get(label) ?? disagree(`${field}.label is nobody in the input`)
      if (busy.has(label)) disagree(`${field}.label has a second place`)
      if (!person.mayJoin(circle)) disagree(`${field}.label may not sit there`)
      if (circle.leader && s === 0 && !person.leads) disagree(`${field}.label may not lead`)
      if (apart && units.has(person.unit)) disagree(`${field}.label is the second of one unit`)
      busy.add(label)
      units.add(person.unit)
      if (person.trait) having++
    }
    if (having < circle.quota)
      disagree(`${circle.field}.people has ${having} of the ${circle.quota} experienced or outside people it needs`)
  }
}

/** Nobody earlier in the order could have been taken: each one breaks a rule there, or leaves the rest unfillable. */
function judgeOrder(one: Case, taken: readonly (readonly string[])[], order: readonly string[]): void {
  const rank = new Map(order.map((label, at) => [label, at]))
  const free = new Set(order)
  for (const [c, labels] of taken.entries()) {
    for (const [s, label] of labels.entries()) {
      for (const earlier of order.slice(0, rank.get(label))) {
        if (!free.has(earlier)) continue
        const begun = [...labels.slice(0, s), earlier]
        const budget = { steps: one.limit }
        const rest = new Set(free)
        rest.delete(earlier)
        const verdict = permitted(one, c, begun) ? canFinish(one, c, begun, rest, budget) : 'no'
        const field = `${one.circles[c]?.field ?? 'result'}.people[${s}].label`
        if (verdict === 'yes') disagree(`${field} is “${label}”, but “${earlier}” comes earlier and the rest can still be filled`)
        if (verdict === 'unknown') disagree(`${field}: whether “${earlier}” could stand there is not decided within rules.searchLimit`)
      }
      free.delete(label)
    }
  }
}

/** Whether the last of those who have begun a circle may join the others, with enough places left for the quota. */
function permitted({ people, circles, apart }: Case, c: number, begun: readonly string[]): boolean {
  const circle = circles[c]
  const members = begun.flatMap((label) => people.get(label) ?? [])
  const last = members.at(-1)
  if (!circle || !last?.mayJoin(circle)) return false
  if (circle.leader && members.length === 1 && !last.leads) return false
  if (apart && members.slice(0, -1).some(({ unit }) => unit === last.unit)) return false
  return members.filter(({ trait }) => trait).length + circle.size - members.length >= circle.quota
}

type Verdict = 'yes' | 'no' | 'unknown'

/** Looks for any completion at all: scarce people are spared, large units are used first. */
function canFinish(one: Case, c: number, begun: readonly string[], free: ReadonlySet<string>, budget: { steps: number }): Verdict {
  const { people, circles } = one
  if (!matchable(one, c, begun, free)) return 'no'
  const circle = circles[c]
  if (!circle) return 'yes'
  if (begun.length === circle.size) return c + 1 === circles.length ? 'yes' : canFinish(one, c + 1, [], free, budget)
  const crowd = new Map<string, number>()
  for (const label of free) crowd.set(people.get(label)?.unit ?? '', (crowd.get(people.get(label)?.unit ?? '') ?? 0) + 1)
  const lacking = circle.quota - begun.filter((label) => people.get(label)?.trait).length
  const choices = [...free]
    .filter((label) => permitted(one, c, [...begun, label]))
    .map((label) => ({
      label,
      worth: (crowd.get(people.get(label)?.unit ?? '') ?? 0) + (people.get(label)?.trait === lacking > 0 ? 1_000_000 : 0),
    }))
    .sort((a, b) => b.worth - a.worth)
  for (const { label } of choices) {
    budget.steps--
    if (budget.steps < 0) return 'unknown'
    const rest = new Set(free)
    rest.delete(label)
    const verdict = canFinish(one, c, [...begun, label], rest, budget)
    if (verdict !== 'no') return verdict
  }
  return 'no'
}

/** A necessary condition, after Kuhn: units aside, each open place can have a person of its own. Traited places are counted last. */
function matchable({ people, circles }: Case, from: number, begun: readonly string[], free: ReadonlySet<string>): boolean {
  const holder = new Map<string, number>()
  const open: { circle: Circle; must: boolean }[] = []
  for (const [c, circle] of circles.entries()) {
    if (c < from) continue
    const already = c === from ? begun : []
    const leading = circle.leader && already.length === 0 ? 1 : 0
    const having = already.filter((label) => people.get(label)?.trait).length
    for (let s = already.length; s < circle.size; s++) open.push({ circle, must: circle.size - s <= circle.quota - having - leading })
  }
  const seek = (place: number, seen: Set<string>): boolean => {
    const wanted = open[place]
    for (const label of free) {
      const person = people.get(label)
      if (!wanted || !person || seen.has(label) || (wanted.must && !person.trait) || !person.mayJoin(wanted.circle)) continue
      seen.add(label)
      const other = holder.get(label)
      if (other !== undefined && !seek(other, seen)) continue
      holder.set(label, place)
      return true
    }
    return false
  }
  return open.every((_, place) => seek(place, new Set()))
}
