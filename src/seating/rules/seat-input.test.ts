import { describe, expect, test } from 'vitest'
import type { Family } from '../../foundation/family.ts'
import { groupsOf, needsOf, type PlacedRoom, seatRoom, seatSessions, seatsBody } from './seat-input.ts'

const room: PlacedRoom = { site: 'S1', number: 1, floor: 2, capacity: 30, columns: 5, kind: 'written', separate: false }
const sat = new Set(['A', 'B'])
const at = (hour: number) => Temporal.Instant.from(`2026-12-05T${String(hour).padStart(2, '0')}:00:00Z`)
const session = (subject: string, from: number, to: number) => ({ subject, startsAt: at(from), endsAt: at(to) })
const sessions = [session('A', 1, 3), session('B', 1, 3)]

describe('R-ROOM-01, R-ROOM-02, R-WK-21 – what a room may hold', () => {
  test.each([
    { family: 'RC', ofNotice: 30, changed: {}, refusal: undefined, because: '30 in a written room' },
    { family: 'RC', ofNotice: 25, changed: {}, refusal: 'room_above_family_limit', because: '30 where the notice says 25' },
    { family: 'RC', ofNotice: 30, changed: { capacity: 31 }, refusal: 'room_above_family_limit', because: '31' },
    { family: 'RC', ofNotice: 30, changed: { kind: 'computer', capacity: 100 }, refusal: undefined, because: '100 computers' },
    {
      family: 'RC',
      ofNotice: 30,
      changed: { kind: 'computer', capacity: 101 },
      refusal: 'room_above_family_limit',
      because: '101 computers',
    },
    {
      family: 'WK',
      ofNotice: 30,
      changed: { kind: 'single_large', capacity: 60 },
      refusal: undefined,
      because: 'a large room of a worker assessment',
    },
    {
      family: 'RC',
      ofNotice: 30,
      changed: { kind: 'single_large', capacity: 20 },
      refusal: 'room_above_family_limit',
      because: 'no large room in RC',
    },
  ] satisfies { family: Family; ofNotice: number; changed: Partial<PlacedRoom>; refusal: string | undefined; because: string }[])(
    '$family: $because',
    ({ family, ofNotice, changed, refusal }) => {
      const body = seatsBody(family, ofNotice, [{ ...room, ...changed }], sat, sessions)
      expect(body.ok ? undefined : body.refusal).toBe(refusal)
    },
  )
  test('no room is no draw', () => {
    expect(seatsBody('RC', 30, [], sat, sessions)).toMatchObject({ ok: false, refusal: 'no_rooms' })
  })
})

describe('sessions of the draw', () => {
  test.each([
    { because: 'the same time', placed: [session('B', 1, 3), session('A', 1, 3)], expected: ['A B'] },
    { because: 'one after the other', placed: [session('A', 1, 3), session('B', 3, 5)], expected: ['A', 'B'] },
    { because: 'the later one is named first', placed: [session('A', 6, 8), session('B', 1, 3)], expected: ['B', 'A'] },
    { because: 'a chain of overlaps', placed: [session('A', 1, 3), session('B', 2, 5), session('C', 4, 6)], expected: ['A B C'] },
    { because: 'nobody sits it', placed: [session('A', 1, 3), session('Z', 2, 5)], expected: ['A'] },
  ])('$because: $expected', ({ placed, expected }) => {
    expect(seatSessions(placed, new Set(['A', 'B', 'C'])).map(({ subjects }) => subjects.join(' '))).toEqual(expected)
  })
  test('are named by their beginning', () => {
    expect(seatSessions(sessions, new Set(['A']))).toEqual([
      { name: '2026-12-05T01:00:00Z', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['A'] },
    ])
  })
})

describe('R-ROOM-04 – who is kept from being a neighbour', () => {
  test.each([
    { employer: ' 第一 中学 ', expected: ['employer:第一中学', 'school:X', 'position:p'] },
    { employer: '无', expected: ['school:X', 'position:p'] },
    { employer: undefined, expected: ['school:X', 'position:p'] },
  ])('employer “$employer”', ({ employer, expected }) => {
    expect(groupsOf({ employer, school: 'X', position: 'p' })).toEqual(expected)
  })
})

describe('what somebody needs and what a room offers', () => {
  test.each([
    { need: 'wheelchair', needs: ['ground-floor'] },
    { need: 'separate_room', needs: ['separate-room'] },
    { need: 'large_print', needs: [] },
    { need: 'none', needs: [] },
    { need: 'other', needs: [] },
  ] as const)('$need', ({ need, needs }) => {
    expect(needsOf(need)).toEqual(needs)
  })
  test('only the first floor is the ground floor; a room kept for one person has one seat', () => {
    expect(seatRoom(room)).toMatchObject({ offers: [], capacity: 30 })
    expect(seatRoom({ ...room, floor: 1 })).toMatchObject({ offers: ['ground-floor'], capacity: 30 })
    expect(seatRoom({ ...room, separate: true })).toMatchObject({ offers: ['separate-room'], capacity: 1 })
  })
})
