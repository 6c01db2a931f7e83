/** The frozen input of a draw of people: invigilators to rooms, examiners to panels. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { byLabel, distinctRooms, type Head, head, most, type RoomName, repeated, roomNumber, sorted } from './input-lists.ts'
import { integer, listOf, oneOf, record, text, truth } from './shape.ts'

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

export const invigilatorsShape = record<InvigilatorsInput>({
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

export function arrangeInvigilators(input: InvigilatorsInput): Answer<InvigilatorsInput> {
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
  return accept({ ...input, pool, rules })
}

export function arrangePanels(input: PanelsInput): Answer<PanelsInput> {
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
  return accept({ ...input, examiners, panels })
}
