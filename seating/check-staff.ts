/** Invigilators and panels of a transcript: what the input says about people and places, and every rule again. */

import { type Case, type Circle, judgeOrder, type Kept, type Person } from './check-order.ts'
import {
  ascending,
  disagree,
  inRankOrder,
  type Json,
  nth,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readTruth,
  readWhole,
} from './check-read.ts'

type Fields = { readonly [key: string]: Json }
export function staffAgain(input: Fields, stated: Json | undefined, seed: Uint8Array, primitives: Primitives): Json {
  const invigilators = input.kind === 'invigilators'
  const one = invigilators ? readInvigilators(input) : readPanels(input)
  const list = invigilators ? 'rooms' : 'panels'
  const result = readObject(stated, 'result', `kind ${list} reserves avoidance`)
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
    people: nth(taken, c).map((label, s) => ({ label, position: position(invigilators, circle.leader, s) })),
  }))
  return { kind: String(input.kind), [list]: circles, reserves, avoidance: one.kept }
}

function position(invigilators: boolean, leader: boolean, seat: number): string {
  if (invigilators) return seat === 0 ? 'front' : seat === 1 ? 'back' : `side-${seat - 1}`
  if (leader) return seat === 0 ? 'chief' : `member-${seat}`
  return `member-${seat + 1}`
}

const numbersOf = 'base candidatesPerInvigilator experiencedPerRoom reserves searchLimit'
const wordsOf = 'distinctUnits excludedUnits frontRoles outsideRegion outsideUnit rotation trainedBy yields'

function readInvigilators(input: Fields): Case {
  const rules = readObject(input.rules, 'input.rules', `${numbersOf} ${wordsOf}`)
  const barred = readTexts(rules.excludedUnits, 'input.rules.excludedUnits')
  const fronts = readTexts(rules.frontRoles, 'input.rules.frontRoles')
  ascending(barred, 'input.rules.excludedUnits')
  ascending(fronts, 'input.rules.frontRoles')
  const rotation = readText(rules.rotation, 'input.rules.rotation')
  if (!['none', 'room', 'site'].includes(rotation)) disagree('input.rules.rotation is none of none, room, site')
  const away = {
    unit: readTruth(rules.outsideUnit, 'input.rules.outsideUnit'),
    region: readTruth(rules.outsideRegion, 'input.rules.outsideRegion'),
  }
  const deadline = readText(rules.trainedBy, 'input.rules.trainedBy')
  const quota = readWhole(rules.experiencedPerRoom, 'input.rules.experiencedPerRoom')
  const kept = { declared: 0, derived: 0 }
  const people = readPeople(
    input.pool,
    'input.pool',
    'label unit role experienced trainedOn relations past',
    (one, field) => {
      if (readText(one.trainedOn, `${field}.trainedOn`) > deadline)
        disagree(`${field}.trainedOn is too late: nobody untrained may be drawn`)
      const unit = readText(one.unit, `${field}.unit`)
      if (barred.includes(unit)) disagree(`${field}.unit is one of input.rules.excludedUnits`)
      const region = one.region === undefined ? '' : readText(one.region, `${field}.region`)
      const closed = new Set(readRelations(one.relations, `${field}.relations`, 'site', kept).map(([site, number]) => `${number}@${site}`))
      const before = readList(one.past, `${field}.past`).map((room, r) => {
        const name = readObject(room, `${field}.past[${r}]`, 'site number')
        return [readText(name.site, `${field}.past[${r}].site`), readWhole(name.number, `${field}.past[${r}].number`)] as const
      })
      inOrder(before, `${field}.past`)
      if (rotation !== 'none') for (const [site, number] of before) closed.add(rotation === 'site' ? `0@${site}` : `${number}@${site}`)
      const mayJoin = (circle: Circle): boolean => {
        if (closed.has(`0@${circle.site}`) || closed.has(`${circle.number}@${circle.site}`)) return false
        return !(away.unit && circle.host === unit) && !(away.region && region !== '' && circle.region === region)
      }
      const leads = fronts.includes(readText(one.role, `${field}.role`))
      return { unit, trait: readTruth(one.experienced, `${field}.experienced`), leads, mayJoin }
    },
    'region',
  )
  const sizeOf = roomSizes(rules)
  const circles = readList(input.rooms, 'input.rooms').map((value, i) => {
    const field = `input.rooms[${i}]`
    const room = readObject(value, field, 'site number candidates', 'unit region')
    return {
      field: `result.rooms[${i}]`,
      site: readText(room.site, `${field}.site`),
      number: readWhole(room.number, `${field}.number`),
      host: room.unit === undefined ? '' : readText(room.unit, `${field}.unit`),
      region: room.region === undefined ? '' : readText(room.region, `${field}.region`),
      speciality: '',
      positions: [],
      size: sizeOf(readWhole(room.candidates, `${field}.candidates`)),
      quota,
      leader: fronts.length > 0,
    }
  })
  return {
    people,
    circles,
    kept,
    ...common(rules, 'relations outsideUnit outsideRegion experiencedPerRoom frontRoles distinctUnits rotation'),
  }
}

/** One more invigilator as long as somebody is not covered, and never fewer than the base. */
function roomSizes(rules: Fields): (candidates: number) => number {
  const base = readWhole(rules.base, 'input.rules.base')
  const each = readWhole(rules.candidatesPerInvigilator, 'input.rules.candidatesPerInvigilator')
  if (each < 1) disagree('input.rules.candidatesPerInvigilator is less than 1')
  return (candidates) => {
    let size = base
    while (size * each < candidates) size++
    return size
  }
}

/** Pairs of a place and a number (0: all of the place), in their order, each basis counted. */
function readRelations(value: Json | undefined, list: string, place: 'site' | 'position', kept: Kept): [string, number, string][] {
  const found = readList(value, list).map((entry, r): [string, number, string] => {
    const field = `${list}[${r}]`
    const one = readObject(entry, field, `basis ${place}`, place === 'site' ? 'number' : '')
    const basis = readText(one.basis, `${field}.basis`)
    if (basis !== 'declared' && basis !== 'derived') return disagree(`${field}.basis is neither declared nor derived`)
    kept[basis]++
    return [readText(one[place], `${field}.${place}`), one.number === undefined ? 0 : readWhole(one.number, `${field}.number`), basis]
  })
  inOrder(found, list)
  return found
}

function inOrder(list: readonly (readonly [string, number, string?])[], field: string): void {
  for (const [i, [text, number, last = '']] of list.entries()) {
    const before = list[i - 1]
    if (!before) continue
    const [priorText, priorNumber, priorLast = ''] = before
    const after = text === priorText ? (number === priorNumber ? last > priorLast : number > priorNumber) : text > priorText
    if (!after) disagree(`${field}[${i}] is not after ${field}[${i - 1}]: the list is out of order or repeats itself`)
  }
}

function readPanels(input: Fields): Case {
  const rules = readObject(input.rules, 'input.rules', 'distinctUnits outsidersPerPanel chiefs reserves searchLimit yields')
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
    return { field: `result.panels[${i}]`, site, number: 0, host: '', region: '', speciality, positions, size, quota, leader }
  })
  const kept = { declared: 0, derived: 0 }
  const people = readPeople(input.examiners, 'input.examiners', 'label unit speciality outside chief relations', (one, field) => {
    const speciality = readText(one.speciality, `${field}.speciality`)
    const recused = new Set(readRelations(one.relations, `${field}.relations`, 'position', kept).map(([position]) => position))
    const mayJoin = (circle: Circle): boolean =>
      (circle.speciality === '' || circle.speciality === speciality) && circle.positions.every((post) => !recused.has(post))
    const [trait, leads] = [readTruth(one.outside, `${field}.outside`), readTruth(one.chief, `${field}.chief`)]
    return { unit: readText(one.unit, `${field}.unit`), trait, leads, mayJoin }
  })
  return { people, circles, kept, ...common(rules, 'relations specialities chiefs outsidersPerPanel distinctUnits') }
}

function common(rules: Fields, names: string): { apart: boolean; reserves: number; limit: number } {
  const yields = readTexts(rules.yields, 'input.rules.yields')
  for (const [i, name] of yields.entries()) {
    if (!names.split(' ').includes(name) || yields.indexOf(name) < i) disagree(`input.rules.yields[${i}] is no rule, or stands there twice`)
  }
  return {
    apart: readTruth(rules.distinctUnits, 'input.rules.distinctUnits'),
    reserves: readWhole(rules.reserves, 'input.rules.reserves'),
    limit: readWhole(rules.searchLimit, 'input.rules.searchLimit'),
  }
}

function readPeople(
  value: Json | undefined,
  list: string,
  members: string,
  read: (one: Fields, field: string) => Omit<Person, 'label'>,
  optional = '',
) {
  const people = readList(value, list).map((entry, i) => {
    const one = readObject(entry, `${list}[${i}]`, members, optional)
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
    const labels = nth(taken, c)
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
