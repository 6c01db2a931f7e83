/** The frozen input of a draw: what may stand in it, in which order. Everything that can be refused is refused here or in the plan. */
import { type Answer, accept, refuse } from './answer.ts'
import { compareText } from './canonical.ts'
import { byLabel, engineVersion, type Head, head, most, repeated, sorted } from './input-lists.ts'
import { arrangeSeats, type SeatsInput, seatsShape } from './input-seats.ts'
import {
  arrangeInvigilators,
  arrangePanels,
  type InvigilatorsInput,
  invigilatorsShape,
  type PanelsInput,
  panelsShape,
} from './input-staff.ts'
import { type Fault, integer, listOf, oneOf, record, type Shape, text } from './shape.ts'
import { arrangeSupplement, type SupplementInput, supplementShape } from './supplement.ts'

export type LotsInput = Head & { readonly kind: 'lots'; readonly labels: readonly string[] }
export type GroupMember = { readonly label: string; readonly sex: string }
export type GroupsInput = Head & {
  readonly kind: 'groups'
  readonly candidates: readonly GroupMember[]
  readonly rules: { readonly groupSize: number }
}

export type DrawInput = SeatsInput | SupplementInput | InvigilatorsInput | PanelsInput | LotsInput | GroupsInput

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
  if (kind === 'seats') return shaped(seatsShape, input, (seats) => distinct(arrangeSeats(seats)))
  if (kind === 'supplement') return shaped(supplementShape, input, (supplement) => distinct(arrangeSupplement(supplement)))
  if (kind === 'invigilators') return shaped(invigilatorsShape, input, (duty) => distinct(arrangeInvigilators(duty)))
  if (kind === 'panels') return shaped(panelsShape, input, (panels) => distinct(arrangePanels(panels)))
  if (kind === 'lots') return shaped(lotsShape, input, (lots) => arranged({ ...lots, labels: sorted(lots.labels, compareText) }))
  if (kind === 'groups') return shaped(groupsShape, input, (groups) => arranged({ ...groups, candidates: byLabel(groups.candidates) }))
  return refuse('input_malformed', 'kind', 'kind is not one of seats, supplement, invigilators, panels, lots, groups')
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

function arranged<T extends DrawInput>(input: T): Answer<T> {
  const { list, labels } = labelsOf(input)
  const twice = repeated(labels)
  return twice === undefined ? accept(input) : refuse('label_duplicate', list, `${list} holds the label “${twice}” twice`)
}

const distinct = <T extends DrawInput>(answer: Answer<T>): Answer<T> => (answer.ok ? arranged(answer.value) : answer)

/** The one list of people in an input, and the labels in it. */
function labelsOf(input: DrawInput): { list: string; labels: readonly string[] } {
  switch (input.kind) {
    case 'seats':
    case 'supplement':
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
