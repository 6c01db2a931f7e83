/** The frozen input of a draw of people: invigilators to rooms, examiners to panels. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { byLabel, distinctRooms, type Head, head, most, type RoomName, repeated, roomNumber, sorted } from './input-lists.ts'
import { day, integer, listOf, oneOf, record, text, truth } from './shape.ts'

/** Known from a declaration, or derived by the office: one unit, one household. Both keep people apart alike; the transcript counts them. */
export type Basis = 'declared' | 'derived'
const basis = oneOf<Basis>('declared', 'derived')
/** A room somebody may not enter because of who sits there; without a number the whole site. */
export type RoomRelation = { readonly basis: Basis; readonly site: string; readonly number?: number }
export type StaffMember = {
  readonly label: string
  readonly unit: string
  readonly role: string
  readonly region?: string
  readonly experienced: boolean
  /** The day of the training for this examination. */
  readonly trainedOn: string
  readonly relations: readonly RoomRelation[]
  /** Where this person kept watch in the session before. */
  readonly past: readonly RoomName[]
}
/** `unit` is the host of the room, `region` where it lies. */
export type StaffedRoom = RoomName & { readonly candidates: number; readonly unit?: string; readonly region?: string }
export type Rotation = 'none' | 'room' | 'site'
export const invigilatorRuleNames = [
  'relations',
  'outsideUnit',
  'outsideRegion',
  'experiencedPerRoom',
  'frontRoles',
  'distinctUnits',
  'rotation',
] as const
export type InvigilatorRule = (typeof invigilatorRuleNames)[number]
export type InvigilatorRules = {
  readonly base: number
  readonly candidatesPerInvigilator: number
  readonly distinctUnits: boolean
  readonly experiencedPerRoom: number
  readonly excludedUnits: readonly string[]
  /** Who may stand in front; empty: anybody. */
  readonly frontRoles: readonly string[]
  readonly outsideRegion: boolean
  readonly outsideUnit: boolean
  readonly reserves: number
  readonly rotation: Rotation
  readonly searchLimit: number
  readonly trainedBy: string
  /** Which rules the family would give up, first to last, when all together cannot be kept. Only ever tried and told, never done. */
  readonly yields: readonly InvigilatorRule[]
}
export type InvigilatorsInput = Head & {
  readonly kind: 'invigilators'
  readonly pool: readonly StaffMember[]
  readonly rooms: readonly StaffedRoom[]
  readonly rules: InvigilatorRules
}

export type PositionRelation = { readonly basis: Basis; readonly position: string }
export type Examiner = {
  readonly label: string
  readonly unit: string
  readonly speciality: string
  readonly outside: boolean
  readonly chief: boolean
  readonly relations: readonly PositionRelation[]
}
/** A panel without a speciality holds a general structured interview; any examiner may sit on it. */
export type Panel = { readonly name: string; readonly size: number; readonly positions: readonly string[]; readonly speciality?: string }
export const panelRuleNames = ['relations', 'specialities', 'chiefs', 'outsidersPerPanel', 'distinctUnits'] as const
export type PanelRule = (typeof panelRuleNames)[number]
export type PanelRules = {
  readonly distinctUnits: boolean
  readonly outsidersPerPanel: number
  readonly chiefs: boolean
  readonly reserves: number
  readonly searchLimit: number
  readonly yields: readonly PanelRule[]
}
export type PanelsInput = Head & {
  readonly kind: 'panels'
  readonly examiners: readonly Examiner[]
  readonly panels: readonly Panel[]
  readonly rules: PanelRules
}

export const invigilatorsShape = record<InvigilatorsInput>({
  ...head,
  kind: oneOf('invigilators'),
  pool: listOf(
    record<StaffMember>(
      {
        label: text,
        unit: text,
        role: text,
        region: text,
        experienced: truth,
        trainedOn: day,
        relations: listOf(record<RoomRelation>({ basis, site: text, number: roomNumber }, 'number'), most.places),
        past: listOf(record<RoomName>({ site: text, number: roomNumber }), most.few),
      },
      'region',
    ),
    most.places,
  ),
  rooms: listOf(
    record<StaffedRoom>({ site: text, number: roomNumber, candidates: integer(1, 10_000), unit: text, region: text }, 'unit', 'region'),
    most.places,
  ),
  rules: record<InvigilatorRules>({
    base: integer(1, 100),
    candidatesPerInvigilator: integer(1, 10_000),
    distinctUnits: truth,
    experiencedPerRoom: integer(0, 100),
    excludedUnits: listOf(text, most.few),
    frontRoles: listOf(text, most.few),
    outsideRegion: truth,
    outsideUnit: truth,
    reserves: integer(0, most.places),
    rotation: oneOf('none', 'room', 'site'),
    searchLimit: integer(1, most.steps),
    trainedBy: day,
    yields: listOf(oneOf(...invigilatorRuleNames), invigilatorRuleNames.length),
  }),
})

export const panelsShape = record<PanelsInput>({
  ...head,
  kind: oneOf('panels'),
  examiners: listOf(
    record<Examiner>({
      label: text,
      unit: text,
      speciality: text,
      outside: truth,
      chief: truth,
      relations: listOf(record<PositionRelation>({ basis, position: text }), most.places),
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
    yields: listOf(oneOf(...panelRuleNames), panelRuleNames.length),
  }),
})

export function arrangeInvigilators(input: InvigilatorsInput): Answer<InvigilatorsInput> {
  const pool = byLabel(input.pool).map((one) => ({
    ...one,
    relations: sorted(one.relations, byPlace),
    past: sorted(one.past, byPlace),
  }))
  const { excludedUnits, frontRoles } = input.rules
  const rules = { ...input.rules, excludedUnits: sorted(excludedUnits, compareText), frontRoles: sorted(frontRoles, compareText) }
  const places = distinctRooms(input.rooms)
  if (!places.ok) return places
  const lists = judgeLists({
    'rules.excludedUnits': rules.excludedUnits,
    'rules.frontRoles': rules.frontRoles,
    'rules.yields': rules.yields,
  })
  if (!lists.ok) return lists
  for (const [index, one] of pool.entries()) {
    const judged = judgeMember(one, rules, `pool[${index}]`)
    if (!judged.ok) return judged
  }
  return accept({ ...input, pool, rules })
}

function judgeMember(one: StaffMember, { trainedBy, excludedUnits }: InvigilatorRules, field: string): Answer<true> {
  if (one.trainedOn > trainedBy) {
    return refuse(
      'person_untrained',
      `${field}.trainedOn`,
      `${field}.trainedOn: “${one.label}” is not trained by ${trainedBy} and may not enter the draw`,
    )
  }
  if (excludedUnits.includes(one.unit)) {
    return refuse('unit_excluded', `${field}.unit`, `${field}.unit: “${one.label}” is of “${one.unit}”, a unit that may send nobody`)
  }
  return judgeLists({ [`${field}.relations`]: one.relations.map(keyOf), [`${field}.past`]: one.past.map(keyOf) })
}

export function arrangePanels(input: PanelsInput): Answer<PanelsInput> {
  const examiners = byLabel(input.examiners).map((one) => ({
    ...one,
    relations: sorted(one.relations, (a, b) => compareText(a.position, b.position) || compareText(a.basis, b.basis)),
  }))
  const panels = input.panels.map((panel) => ({ ...panel, positions: sorted(panel.positions, compareText) }))
  const lists = judgeLists({ 'rules.yields': input.rules.yields })
  if (!lists.ok) return lists
  const names = twiceIn(panels.map(({ name }) => name))
  if (names !== undefined) return refuse('place_duplicate', 'panels', `panels names the panel “${names}” twice`)
  const post = twiceIn(panels.flatMap(({ positions }) => positions))
  if (post !== undefined) {
    return refuse('position_in_two_panels', 'panels', `panels gives the position “${post}” to two panels; one post has one panel`)
  }
  for (const [index, one] of examiners.entries()) {
    const judged = judgeLists({ [`examiners[${index}].relations`]: one.relations.map(keyOf) })
    if (!judged.ok) return judged
  }
  return accept({ ...input, examiners, panels })
}

type Place = { readonly site: string; readonly number?: number; readonly basis?: Basis }
/** By site, the whole site before its rooms, then by number, declared before derived. */
const byPlace = (a: Place, b: Place): number =>
  compareText(a.site, b.site) || (a.number ?? 0) - (b.number ?? 0) || compareText(a.basis ?? '', b.basis ?? '')

const keyOf = (one: { readonly [key: string]: string | number | undefined }): string => JSON.stringify(Object.entries(one).sort())

const twiceIn = (words: readonly string[]): string | undefined => repeated(sorted(words, compareText))

function judgeLists(lists: { readonly [field: string]: readonly string[] }): Answer<true> {
  for (const [field, words] of Object.entries(lists)) {
    const word = twiceIn(words)
    if (word !== undefined) return refuse('label_duplicate', field, `${field} names “${word}” twice`)
  }
  return accept(true)
}
