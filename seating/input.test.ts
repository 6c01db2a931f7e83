import { describe, expect, test } from 'vitest'
import { readInput } from './input.ts'
import { sampleHead, sampleSeats } from './sample.ts'
import { sampleInvigilators, samplePanels } from './sample-staff.ts'

const groups = { ...sampleHead, kind: 'groups', candidates: [{ label: 'a', sex: 'f' }], rules: { groupSize: 2 } }
const supplement = {
  ...sampleHead,
  kind: 'supplement',
  after: ['0'.repeat(64)],
  sessions: sampleSeats(4, 2, 2, true).sessions,
  lost: [{ session: 'morning', site: 'A', number: 1 }],
  candidates: [],
  rooms: [{ session: 'morning', site: 'A', number: 2, subject: 'subject-1', columns: 2, offers: [], free: [1] }],
  rules: { variants: 1 },
}
const inputs: { readonly [kind: string]: object } = {
  seats: sampleSeats(40, 2, 2, true),
  supplement,
  invigilators: sampleInvigilators(4, 14),
  panels: samplePanels(2, 40),
  groups,
}

/** The input with the value at a path like `rooms[0].capacity` replaced. */
function withAt(value: unknown, path: readonly string[], other: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return other
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? withAt(one, rest, other) : one))
  const member: unknown =
    typeof value === 'object' && value !== null && key in value ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
  return { ...(typeof value === 'object' && value), [key]: withAt(member, rest, other) }
}
const pathOf = (field: string): string[] => field.split(/[.[\]]+/).filter((key) => key !== '')
const malformed = (kind: string, field: string, other: unknown): boolean => {
  const read = readInput(withAt(inputs[kind], pathOf(field), other))
  return !read.ok && read.refusal.code === 'input_malformed' && read.refusal.field.startsWith(field)
}

describe('limits of numbers', () => {
  test.each([
    { kind: 'seats', field: 'rooms[0].number', least: 1, most: 1_000_000 },
    { kind: 'seats', field: 'rooms[0].capacity', least: 1, most: 10_000 },
    { kind: 'seats', field: 'rooms[0].columns', least: 1, most: 10_000 },
    { kind: 'seats', field: 'rules.roomLimit', least: 1, most: 10_000 },
    { kind: 'seats', field: 'rules.variants', least: 1, most: 2 },
    { kind: 'supplement', field: 'lost[0].number', least: 1, most: 1_000_000 },
    { kind: 'supplement', field: 'rooms[0].number', least: 1, most: 1_000_000 },
    { kind: 'supplement', field: 'rooms[0].columns', least: 1, most: 10_000 },
    { kind: 'supplement', field: 'rooms[0].free[0]', least: 1, most: 10_000 },
    { kind: 'supplement', field: 'rules.variants', least: 1, most: 2 },
    { kind: 'invigilators', field: 'rooms[0].number', least: 1, most: 1_000_000 },
    { kind: 'invigilators', field: 'rooms[0].candidates', least: 1, most: 10_000 },
    { kind: 'invigilators', field: 'rules.base', least: 1, most: 100 },
    { kind: 'invigilators', field: 'rules.candidatesPerInvigilator', least: 1, most: 10_000 },
    { kind: 'invigilators', field: 'rules.experiencedPerRoom', least: 0, most: 100 },
    { kind: 'invigilators', field: 'rules.reserves', least: 0, most: 200_000 },
    { kind: 'invigilators', field: 'rules.searchLimit', least: 1, most: 100_000_000 },
    { kind: 'panels', field: 'panels[0].size', least: 1, most: 100 },
    { kind: 'panels', field: 'rules.outsidersPerPanel', least: 0, most: 100 },
    { kind: 'panels', field: 'rules.reserves', least: 0, most: 200_000 },
    { kind: 'panels', field: 'rules.searchLimit', least: 1, most: 100_000_000 },
    { kind: 'groups', field: 'rules.groupSize', least: 1, most: 10_000 },
  ])('$kind, $field: from $least to $most', ({ kind, field, least, most }) => {
    const numbers = [least - 1, least, most, most + 1]
    expect(numbers.map((number) => malformed(kind, field, number))).toEqual([true, false, false, true])
  })
})

describe('limits of lists', () => {
  const texts = (length: number): string[] => Array.from({ length }, (_, at) => `t${String(at).padStart(6, '0')}`)
  const rooms = (length: number): object[] => Array.from({ length }, (_, at) => ({ site: 'A', number: at + 1 }))
  test.each<{ kind: string; field: string; most: number; list?: (length: number) => unknown[] }>([
    { kind: 'groups', field: 'parties', most: 50 },
    { kind: 'seats', field: 'candidates[0].groups', most: 8 },
    { kind: 'seats', field: 'candidates[0].subjects', most: 1000 },
    { kind: 'seats', field: 'sessions[0].subjects', most: 1000 },
    { kind: 'invigilators', field: 'rules.excludedUnits', most: 1000 },
    { kind: 'invigilators', field: 'rules.frontRoles', most: 1000 },
    { kind: 'invigilators', field: 'pool[0].past', most: 1000, list: rooms },
    { kind: 'panels', field: 'panels[0].positions', most: 200_000 },
    { kind: 'seats', field: 'candidates[0].needs', most: 3, list: (length) => Array.from({ length }, () => 'extra-time') },
    { kind: 'invigilators', field: 'rules.yields', most: 7, list: (length) => Array.from({ length }, () => 'rotation') },
    { kind: 'panels', field: 'rules.yields', most: 5, list: (length) => Array.from({ length }, () => 'chiefs') },
  ])('$kind, $field: up to $most', ({ kind, field, most, list = texts }) => {
    expect([most, most + 1].map((length) => malformed(kind, field, list(length)))).toEqual([false, true])
  })
})

describe('the order of lists that are sorted for the caller', () => {
  test.each<{ kind: string; field: string; sorted: readonly string[] }>([
    { kind: 'seats', field: 'parties', sorted: ['a', 'b', 'c'] },
    { kind: 'supplement', field: 'parties', sorted: ['a', 'b', 'c'] },
    { kind: 'seats', field: 'sessions[0].subjects', sorted: ['subject-1', 'subject-2'] },
    { kind: 'seats', field: 'sessions[0].subjects', sorted: ['a', 'subject-1', 'subject-2'] },
    { kind: 'seats', field: 'rooms[0].offers', sorted: ['extra-time', 'ground-floor'] },
    { kind: 'supplement', field: 'rooms[0].offers', sorted: ['extra-time', 'ground-floor'] },
    { kind: 'supplement', field: 'sessions[0].subjects', sorted: ['a', 'subject-1'] },
    { kind: 'seats', field: 'candidates[0].subjects', sorted: ['second', 'subject-1'] },
    { kind: 'seats', field: 'candidates[0].needs', sorted: ['extra-time', 'ground-floor'] },
    { kind: 'seats', field: 'candidates[0].groups', sorted: ['e', 'p'] },
    { kind: 'seats', field: 'candidates[0].groups', sorted: ['a', 'b', 'c'] },
    { kind: 'invigilators', field: 'rules.excludedUnits', sorted: ['a', 'b'] },
    { kind: 'invigilators', field: 'rules.frontRoles', sorted: ['a', 'b'] },
    { kind: 'panels', field: 'panels[0].positions', sorted: ['a', 'b'] },
  ])('$kind, $field', ({ kind, field, sorted }) => {
    const path = pathOf(field)
    const [right, turned] = [sorted, sorted.toReversed()].map((list) => readInput(withAt(inputs[kind], path, list)))
    expect(right?.ok).toBe(true)
    expect(turned).toEqual(right)
    const [first = ''] = sorted
    const twice = readInput(withAt(inputs[kind], path, [first, ...sorted]))
    expect(twice).toMatchObject({ ok: false, refusal: { sentence: expect.stringContaining(`“${first}”`) } })
  })

  test('people come in the order of their labels, however they were given', () => {
    const sample = sampleSeats(40, 2, 2, true)
    const read = readInput({ ...sample, candidates: sample.candidates.toReversed() })
    expect(read).toEqual({ ok: true, value: sample })
  })
})
