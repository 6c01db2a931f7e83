/**
 * Invigilators to rooms and examiners to panels, by lot and under recusal.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（二） (R-WK-21) two by lot on the spot, one more for each further 15;
 * 《专业技术职务资格考试制度》第十五条（二） (R-STAF-05) experienced people, nobody untrained; 《事业单位公开招聘工作管理制度》第十二条 (R-RC-14)
 * a third-party unit; 第二十条 (R-RC-25) one post, one panel; 第二十一条 (R-RC-26) examiners in random groups by speciality, with recusal.
 */
import { type Answer, accept, refuse } from './answer.ts'
import { fill, type Task } from './fill.ts'
import type { RoomName } from './input-lists.ts'
import type { Basis, InvigilatorsInput, PanelsInput } from './input-staff.ts'
import { nth } from './known.ts'
import { refuseFilling } from './places.ts'
import { judgeNumbers, type StaffInput, taskOf } from './staff-task.ts'
import { rankOrder } from './stream.ts'

export type Duty = { readonly position: string; readonly label: string }
export type InvigilatorsResult = {
  readonly kind: 'invigilators'
  readonly rooms: readonly (RoomName & { readonly people: readonly Duty[] })[]
  readonly reserves: readonly string[]
  readonly avoidance: Avoidance
}
export type PanelsResult = {
  readonly kind: 'panels'
  readonly panels: readonly { readonly name: string; readonly people: readonly Duty[] }[]
  readonly reserves: readonly string[]
  readonly avoidance: Avoidance
}
/** How many relations of the pool, declared and derived, this draw kept apart: all of them, or there would be no result. */
export type Avoidance = { readonly declared: number; readonly derived: number }

export const invigilatorPosition = (seat: number): string => ['front', 'back'][seat] ?? `side-${seat - 1}`
export const panelPosition = (seat: number, chiefs: boolean): string =>
  chiefs && seat === 0 ? 'chief' : `member-${chiefs ? seat : seat + 1}`

export function drawInvigilators(input: InvigilatorsInput, seed: Uint8Array): Answer<InvigilatorsResult> {
  const drawn = drawPeople(input, seed)
  if (!drawn.ok) return drawn
  const { circles, reserves } = drawn.value
  const rooms = input.rooms.map(({ site, number }, index) => ({
    site,
    number,
    people: nth(circles, index).map((label, seat) => ({ position: invigilatorPosition(seat), label })),
  }))
  return accept({ kind: 'invigilators', rooms, reserves, avoidance: avoidanceOf(input.pool) })
}

export function drawPanels(input: PanelsInput, seed: Uint8Array): Answer<PanelsResult> {
  const drawn = drawPeople(input, seed)
  if (!drawn.ok) return drawn
  const { circles, reserves } = drawn.value
  const panels = input.panels.map(({ name }, index) => ({
    name,
    people: nth(circles, index).map((label, seat) => ({ position: panelPosition(seat, input.rules.chiefs), label })),
  }))
  return accept({ kind: 'panels', panels, reserves, avoidance: avoidanceOf(input.examiners) })
}

function avoidanceOf(people: readonly { readonly relations: readonly { readonly basis: Basis }[] }[]): Avoidance {
  const derived = people.reduce((sum, { relations }) => sum + relations.filter(({ basis }) => basis === 'derived').length, 0)
  return { declared: people.reduce((sum, { relations }) => sum + relations.length, -derived), derived }
}

type Drawn = { readonly circles: readonly (readonly string[])[]; readonly reserves: readonly string[] }

function drawPeople(input: StaffInput, seed: Uint8Array): Answer<Drawn> {
  const numbers = judgeNumbers(input)
  if (!numbers.ok) return numbers
  const task = taskOf(input)
  const { people } = task
  const order = rankOrder(seed, input.kind, people)
  const filling = fill(task, order, input.rules.searchLimit)
  if (filling.state !== 'filled') return refuseFilling(filling, input)
  const placed = new Set(filling.places.flat())
  const reserves = order.filter((person) => !placed.has(person)).slice(0, input.rules.reserves)
  const labelOf = (person: number): string => nth(people, person)
  return accept({ circles: filling.places.map((places) => places.map(labelOf)), reserves: reserves.map(labelOf) })
}

export type Replacement<Result> = { readonly result: Result; readonly out: string; readonly replacedBy: string }

/** On the day: the first reserve, in drawn order, who is here and keeps the rules of the room takes the one place; nobody else moves. */
export function replaceInvigilator<R extends Pick<InvigilatorsResult, 'rooms' | 'reserves'>>(
  input: InvigilatorsInput,
  result: R,
  where: RoomName & { readonly position: string },
  absent: readonly string[],
): Answer<Replacement<R>> {
  const index = result.rooms.findIndex(({ site, number }) => site === where.site && number === where.number)
  const found = firstReserve(input, result.rooms[index]?.people ?? [], index, where.position, result.reserves, absent)
  if (!found.ok) return found
  const { people, reserves, out, replacedBy } = found.value
  const rooms = result.rooms.map((room, at) => (at === index ? { ...room, people } : room))
  return accept({ result: { ...result, rooms, reserves }, out, replacedBy })
}

/** The same for one place of an interview panel. */
export function replaceExaminer<R extends Pick<PanelsResult, 'panels' | 'reserves'>>(
  input: PanelsInput,
  result: R,
  where: { readonly panel: string; readonly position: string },
  absent: readonly string[],
): Answer<Replacement<R>> {
  const index = result.panels.findIndex(({ name }) => name === where.panel)
  const found = firstReserve(input, result.panels[index]?.people ?? [], index, where.position, result.reserves, absent)
  if (!found.ok) return found
  const { people, reserves, out, replacedBy } = found.value
  const panels = result.panels.map((panel, at) => (at === index ? { ...panel, people } : panel))
  return accept({ result: { ...result, panels, reserves }, out, replacedBy })
}

type Found = { readonly people: readonly Duty[]; readonly reserves: readonly string[]; readonly out: string; readonly replacedBy: string }

function firstReserve(
  input: StaffInput,
  people: readonly Duty[],
  circle: number,
  position: string,
  reserves: readonly string[],
  absent: readonly string[],
): Answer<Found> {
  const task = taskOf(input)
  const seat = people.findIndex((duty) => duty.position === position)
  const leaving = people[seat]
  if (!leaving) return refuse('place_unknown', 'position', `position “${position}” does not exist in that place`)
  const replacedBy = reserves.find(
    (label) =>
      !absent.includes(label) &&
      obeys(
        task,
        circle,
        people.map((duty, at) => (at === seat ? label : duty.label)),
      ),
  )
  if (replacedBy === undefined) return refuse('no_reserve_fits', 'reserves', `reserves holds nobody who is here and may take “${position}”`)
  return accept({
    people: people.map((duty, at) => (at === seat ? { position, label: replacedBy } : duty)),
    reserves: reserves.filter((label) => label !== replacedBy),
    out: leaving.label,
    replacedBy,
  })
}

/** Whether these people together keep every rule of the circle. */
function obeys({ circles, people, units, trait, leads, distinctUnits }: Task, index: number, labels: readonly string[]): boolean {
  const circle = nth(circles, index)
  const members = labels.map((label) => people.indexOf(label))
  if (members.includes(-1) || !members.every(circle.mayJoin)) return false
  if (distinctUnits && new Set(members.map((one) => units[one])).size < members.length) return false
  if (circle.leader && !leads[nth(members, 0)]) return false
  return members.filter((one) => trait[one]).length >= circle.quota
}
