/** The people of a draw of seats as columns of numbers: a million of them fit where a million objects would not. */
import { type Answer, accept, refuse } from './answer.ts'
import type { Candidate, Hall, Need, SeatsInput } from './input-seats.ts'
import { nth } from './known.ts'

const groundBit = 1
const needBits: Readonly<Record<Need, number>> = { 'ground-floor': groundBit, 'extra-time': 2, 'separate-room': 4 }
export const bitsOf = (needs: readonly Need[]): number => needs.reduce((bits, need) => bits | needBits[need], 0)
export const atGround = (bits: number): boolean => (bits & groundBit) !== 0
/** Needs that keep everyone else out of a room; a ground-floor room is open to all. */
export const provisions = ['', 'extra-time', 'separate-room', 'extra-time+separate-room'] as const
export type Provision = (typeof provisions)[number]
/** Index into `provisions`. */
export const provisionAt = (bits: number): number => bits >> 1

/** Column `x` of somebody with several entries holds them from `xFrom[index]` to before `xFrom[index + 1]`. */
export type Roll = {
  readonly size: number
  readonly labelOf: (index: number) => string
  readonly needs: Uint8Array
  /** Index into the names of `wishesOf`, or -1. */
  readonly wishes: Int32Array
  /** Indexes into `subjectsOf`. */
  readonly subjects: Uint16Array
  readonly subjectsFrom: Uint32Array
  /** Numbers that stand for the group names; equal numbers, equal names. */
  readonly groups: Uint32Array
  readonly groupsFrom: Uint32Array
}

/** All subjects with their session, in the order of the draw: session by session, in each by name. */
export const subjectsOf = ({
  sessions,
}: Pick<Hall, 'sessions'>): { readonly session: string; readonly subject: string; readonly at: number }[] =>
  sessions.flatMap(({ name, subjects }, at) => subjects.map((subject) => ({ session: name, subject, at })))

export const sitesOf = (rooms: Hall['rooms']): string[] => [...new Set(rooms.map(({ site }) => site))]

/** What may be wished for, in order: every site, then every district, with the sites that belong to it. */
export function wishesOf(rooms: Hall['rooms']): Map<string, Set<string>> {
  const wishes = new Map(sitesOf(rooms).map((site) => [site, new Set([site])]))
  for (const { site, district } of rooms) {
    if (district === undefined) continue
    const sites = wishes.get(district)
    if (sites) sites.add(site)
    else wishes.set(district, new Set([site]))
  }
  return wishes
}

export function rollOf(input: Hall & Pick<SeatsInput, 'candidates'>): Answer<Roll> {
  const { candidates } = input
  const subjects = subjectsOf(input)
  const subjectIds = new Map(subjects.map(({ subject }, index) => [subject, index]))
  const wishIds = new Map([...wishesOf(input.rooms).keys()].map((name, index) => [name, index]))
  const groupIds = new Map<string, number>()
  const count = (list: (one: Candidate) => readonly string[]): number => candidates.reduce((sum, one) => sum + list(one).length, 0)
  const roll = {
    size: candidates.length,
    labelOf: (index: number) => nth(candidates, index).label,
    needs: new Uint8Array(candidates.length),
    wishes: new Int32Array(candidates.length).fill(-1),
    subjects: new Uint16Array(count((one) => one.subjects)),
    subjectsFrom: new Uint32Array(candidates.length + 1),
    groups: new Uint32Array(count((one) => one.groups)),
    groupsFrom: new Uint32Array(candidates.length + 1),
  }
  let [subjectsUsed, groupsUsed] = [0, 0]
  for (const [index, one] of candidates.entries()) {
    const field = `candidates[${index}]`
    roll.needs[index] = bitsOf(one.needs)
    if (one.wish !== undefined) {
      const wish = wishIds.get(one.wish)
      if (wish === undefined) {
        return refuse('site_unknown', `${field}.wish`, `${field}.wish: “${one.label}” wishes for the unknown site “${one.wish}”`)
      }
      roll.wishes[index] = wish
    }
    let session = -1
    for (const subject of one.subjects) {
      const id = subjectIds.get(subject)
      if (id === undefined) {
        return refuse('subject_unknown', `${field}.subjects`, `${field}.subjects: “${one.label}” sits the unknown subject “${subject}”`)
      }
      roll.subjects[subjectsUsed++] = id
    }
    for (const id of roll.subjects.subarray(roll.subjectsFrom[index], subjectsUsed).sort()) {
      const { at } = nth(subjects, id)
      if (at === session) {
        return refuse('session_clash', `${field}.subjects`, `${field}.subjects: “${one.label}” sits two subjects in one session`)
      }
      session = at
    }
    roll.subjectsFrom[index + 1] = subjectsUsed
    for (const group of one.groups) {
      const id = groupIds.get(group) ?? groupIds.size
      groupIds.set(group, id)
      roll.groups[groupsUsed++] = id
    }
    roll.groupsFrom[index + 1] = groupsUsed
  }
  return accept(roll)
}
