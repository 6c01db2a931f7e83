/** The frozen input of a draw: what may stand in it, in which order. Everything that can be refused is refused here or in the plan. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { type Fault, instant, integer, listOf, oneOf, record, type Shape, text, truth } from './shape.ts'

/** Written into every frozen input; another engine version is another draw. */
export const engineVersion = '1'

/** What is common to all draws. Parties and the public source are frozen too, so nobody can change them once the list is known. */
export type Head = {
  readonly drawId: string
  readonly engine: string
  readonly parties: readonly string[]
  readonly revealBy: string
  readonly source: { readonly name: string; readonly due: string }
}

export type Need = 'extra-time' | 'ground-floor' | 'separate-room'
export type Candidate = { readonly label: string; readonly subject: string; readonly needs: readonly Need[]; readonly wish?: string }
export type Room = {
  readonly site: string
  readonly number: number
  readonly capacity: number
  readonly offers: readonly Need[]
  readonly subject?: string
}
export type SeatRules = { readonly family: string; readonly roomLimit: number; readonly largerRooms: boolean }
export type SeatsInput = Head & {
  readonly kind: 'seats'
  readonly subjects: readonly string[]
  readonly candidates: readonly Candidate[]
  readonly rooms: readonly Room[]
  readonly rules: SeatRules
}

export type RoomName = { readonly site: string; readonly number: number }
export type StaffMember = {
  readonly label: string
  readonly unit: string
  readonly experienced: boolean
  readonly trained: boolean
  readonly excludedRooms: readonly RoomName[]
  readonly excludedSites: readonly string[]
}
export type StaffedRoom = RoomName & { readonly candidates: number }
export type InvigilatorRules = {
  readonly base: number
  readonly candidatesPerInvigilator: number
  readonly distinctUnits: boolean
  readonly experiencedPerRoom: number
  readonly excludedUnits: readonly string[]
  readonly reserves: number
  readonly searchLimit: number
}
export type InvigilatorsInput = Head & {
  readonly kind: 'invigilators'
  readonly pool: readonly StaffMember[]
  readonly rooms: readonly StaffedRoom[]
  readonly rules: InvigilatorRules
}

export type Examiner = {
  readonly label: string
  readonly unit: string
  readonly speciality: string
  readonly outside: boolean
  readonly chief: boolean
  readonly excludedPositions: readonly string[]
}
/** A panel without a speciality holds a general structured interview; any examiner may sit on it. */
export type Panel = { readonly name: string; readonly size: number; readonly positions: readonly string[]; readonly speciality?: string }
export type PanelRules = {
  readonly distinctUnits: boolean
  readonly outsidersPerPanel: number
  readonly chiefs: boolean
  readonly reserves: number
  readonly searchLimit: number
}
export type PanelsInput = Head & {
  readonly kind: 'panels'
  readonly examiners: readonly Examiner[]
  readonly panels: readonly Panel[]
  readonly rules: PanelRules
}

export type LotsInput = Head & { readonly kind: 'lots'; readonly labels: readonly string[] }
export type GroupMember = { readonly label: string; readonly sex: string }
export type GroupsInput = Head & {
  readonly kind: 'groups'
  readonly candidates: readonly GroupMember[]
  readonly rules: { readonly groupSize: number }
}

export type DrawInput = SeatsInput | InvigilatorsInput | PanelsInput | LotsInput | GroupsInput

const most = { people: 4_000_000, places: 200_000, few: 1000, steps: 100_000_000 }
const head = {
  drawId: text,
  engine: text,
  parties: listOf(text, 50),
  revealBy: instant,
  source: record<Head['source']>({ name: text, due: instant }),
}
const need = oneOf<Need>('extra-time', 'ground-floor', 'separate-room')
const needs = listOf(need, 3)
const roomNumber = integer(1, 1_000_000)

const seatsShape = record<SeatsInput>({
  ...head,
  kind: oneOf('seats'),
  subjects: listOf(text, most.few),
  candidates: listOf(record<Candidate>({ label: text, subject: text, needs, wish: text }, 'wish'), most.people),
  rooms: listOf(
    record<Room>({ site: text, number: roomNumber, capacity: integer(1, 10_000), offers: needs, subject: text }, 'subject'),
    most.places,
  ),
  rules: record<SeatRules>({ family: text, roomLimit: integer(1, 10_000), largerRooms: truth }),
})

const invigilatorsShape = record<InvigilatorsInput>({
  ...head,
  kind: oneOf('invigilators'),
  pool: listOf(
    record<StaffMember>({
      label: text,
      unit: text,
      experienced: truth,
      trained: truth,
      excludedRooms: listOf(record<RoomName>({ site: text, number: roomNumber }), most.places),
      excludedSites: listOf(text, most.few),
    }),
    most.places,
  ),
  rooms: listOf(record<StaffedRoom>({ site: text, number: roomNumber, candidates: integer(1, 10_000) }), most.places),
  rules: record<InvigilatorRules>({
    base: integer(1, 100),
    candidatesPerInvigilator: integer(1, 10_000),
    distinctUnits: truth,
    experiencedPerRoom: integer(0, 100),
    excludedUnits: listOf(text, most.few),
    reserves: integer(0, most.places),
    searchLimit: integer(1, most.steps),
  }),
})

const panelsShape = record<PanelsInput>({
  ...head,
  kind: oneOf('panels'),
  examiners: listOf(
    record<Examiner>({
      label: text,
      unit: text,
      speciality: text,
      outside: truth,
      chief: truth,
      excludedPositions: listOf(text, most.places),
    }),
    most.places,
  ),
  panels: listOf(
    record<Panel>({ name: text, size: integer(1, 100), positions: listOf(text, most.places), speciality: text }, 'speciality'),
    most.places,
  ),
  rules: record<PanelRules>({
    distinctUnits: truth,
    outsidersPerPanel: integer(0, 100),
    chiefs: truth,
    reserves: integer(0, most.places),
    searchLimit: integer(1, most.steps),
  }),
})

const lotsShape = record<LotsInput>({ ...head, kind: oneOf('lots'), labels: listOf(text, most.people) })
const groupsShape = record<GroupsInput>({
  ...head,
  kind: oneOf('groups'),
  candidates: listOf(record<GroupMember>({ label: text, sex: text }), most.people),
  rules: record<GroupsInput['rules']>({ groupSize: integer(1, 10_000) }),
})

/** Reads an input from anywhere, brings its lists into canonical order, and checks all that does not need a plan of places. */
export function readInput(input: unknown): Answer<DrawInput> {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined
  const stated = typeof input === 'object' && input !== null && 'engine' in input ? input.engine : undefined
  if (stated !== undefined && stated !== engineVersion) {
    return refuse('version_unknown', 'engine', `engine is “${String(stated)}”; this engine draws version ${engineVersion} only`)
  }
  if (kind === 'seats') return shaped(seatsShape, input, arrangeSeats)
  if (kind === 'invigilators') return shaped(invigilatorsShape, input, arrangeInvigilators)
  if (kind === 'panels') return shaped(panelsShape, input, arrangePanels)
  if (kind === 'lots') return shaped(lotsShape, input, (lots) => arranged({ ...lots, labels: sorted(lots.labels, compareText) }))
  if (kind === 'groups') return shaped(groupsShape, input, (groups) => arranged({ ...groups, candidates: byLabel(groups.candidates) }))
  return refuse('input_malformed', 'kind', 'kind is not one of seats, invigilators, panels, lots, groups')
}

function shaped<T extends DrawInput>(shape: Shape<T>, input: unknown, arrange: (input: T) => Answer<T>): Answer<DrawInput> {
  const fault: Fault = { path: '', sentence: '' }
  if (!shape(input, fault)) {
    const field = fault.path === '' ? 'input' : fault.path
    return refuse('input_malformed', field, `${field} ${fault.sentence}`)
  }
  const parties = sorted(input.parties, compareText)
  const twice = repeated(parties)
  if (twice !== undefined) return refuse('label_duplicate', 'parties', `parties names “${twice}” twice`)
  if (parties.length < 3) return refuse('parties_too_few', 'parties', `parties names ${parties.length}; a draw needs three or more`)
  if (input.source.due <= input.revealBy) {
    return refuse('source_too_early', 'source.due', 'source.due must be later than revealBy, or the last to reveal knows the result first')
  }
  return arrange({ ...input, parties })
}

function arrangeSeats(input: SeatsInput): Answer<SeatsInput> {
  const candidates = byLabel(input.candidates.map((one) => withSorted(one, 'needs')))
  const subjects = sorted(input.subjects, compareText)
  const rooms = input.rooms.map((one) => withSorted(one, 'offers'))
  const twice = repeated(subjects) ?? candidates.map(({ needs: list }) => repeated(list)).find((word) => word !== undefined)
  if (twice !== undefined) return refuse('label_duplicate', 'subjects', `a list of subjects or needs names “${twice}” twice`)
  const places = distinctRooms(rooms)
  if (!places.ok) return places
  return arranged({ ...input, candidates, subjects, rooms })
}

function arrangeInvigilators(input: InvigilatorsInput): Answer<InvigilatorsInput> {
  const pool = byLabel(input.pool).map((one) => ({
    ...one,
    excludedRooms: sorted(one.excludedRooms, (a, b) => compareText(a.site, b.site) || a.number - b.number),
    excludedSites: sorted(one.excludedSites, compareText),
  }))
  const rules = { ...input.rules, excludedUnits: sorted(input.rules.excludedUnits, compareText) }
  const places = distinctRooms(input.rooms)
  if (!places.ok) return places
  for (const [index, one] of pool.entries()) {
    if (!one.trained)
      return refuse(
        'person_untrained',
        `pool[${index}].trained`,
        `pool[${index}].trained: “${one.label}” is not trained and may not enter the draw`,
      )
    if (rules.excludedUnits.includes(one.unit)) {
      return refuse(
        'unit_excluded',
        `pool[${index}].unit`,
        `pool[${index}].unit: “${one.label}” is of “${one.unit}”, a unit that may send nobody`,
      )
    }
  }
  return arranged({ ...input, pool, rules })
}

function arrangePanels(input: PanelsInput): Answer<PanelsInput> {
  const examiners = byLabel(input.examiners.map((one) => ({ ...one, excludedPositions: sorted(one.excludedPositions, compareText) })))
  const panels = input.panels.map((panel) => ({ ...panel, positions: sorted(panel.positions, compareText) }))
  const names = repeated(
    sorted(
      panels.map(({ name }) => name),
      compareText,
    ),
  )
  if (names !== undefined) return refuse('place_duplicate', 'panels', `panels names the panel “${names}” twice`)
  const post = repeated(
    sorted(
      panels.flatMap(({ positions }) => positions),
      compareText,
    ),
  )
  if (post !== undefined) {
    return refuse('position_in_two_panels', 'panels', `panels gives the position “${post}” to two panels; one post has one panel`)
  }
  return arranged({ ...input, examiners, panels })
}

function arranged<T extends DrawInput>(input: T): Answer<T> {
  const { list, labels } = labelsOf(input)
  const twice = repeated(labels)
  return twice === undefined ? accept(input) : refuse('label_duplicate', list, `${list} holds the label “${twice}” twice`)
}

/** The one list of people in an input, and the labels in it. */
function labelsOf(input: DrawInput): { list: string; labels: readonly string[] } {
  switch (input.kind) {
    case 'seats':
    case 'groups':
      return { list: 'candidates', labels: input.candidates.map(({ label }) => label) }
    case 'invigilators':
      return { list: 'pool', labels: input.pool.map(({ label }) => label) }
    case 'panels':
      return { list: 'examiners', labels: input.examiners.map(({ label }) => label) }
    case 'lots':
      return { list: 'labels', labels: input.labels }
  }
}

function distinctRooms(rooms: readonly RoomName[]): Answer<true> {
  const seen = new Set<string>()
  for (const [index, { site, number }] of rooms.entries()) {
    const name = `${number} ${site}`
    if (seen.has(name)) return refuse('place_duplicate', `rooms[${index}]`, `rooms[${index}] is a second room ${number} at “${site}”`)
    seen.add(name)
  }
  return accept(true)
}

const byLabel = <T extends { readonly label: string }>(list: readonly T[]): readonly T[] =>
  sorted(list, (a, b) => compareText(a.label, b.label))

function withSorted<K extends 'needs' | 'offers', T extends { readonly [key in K]: readonly Need[] }>(one: T, key: K): T {
  return one[key].length < 2 ? one : { ...one, [key]: sorted(one[key], compareText) }
}

/** A list that is in order already is not copied: a million candidates usually are. */
function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const inOrder = list.every((one, index) => {
    const before = list[index - 1]
    return index === 0 || before === undefined || compare(before, one) <= 0
  })
  return inOrder ? list : list.toSorted(compare)
}

const repeated = (list: readonly string[]): string | undefined => list.find((one, index) => index > 0 && list[index - 1] === one)
