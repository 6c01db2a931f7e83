import { describe, expect, test } from 'vitest'
import type { Family } from '../../foundation/family.ts'
import { needsOf, type PlacedRoom, seatRoom, seatsBody } from './seat-input.ts'

const room: PlacedRoom = { site: 'S1', number: 1, floor: 2, capacity: 30, kind: 'written', separate: false }
const people = [
  { label: 'a', subject: 'B', needs: [] },
  { label: 'b', subject: 'A', needs: [] },
]

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
      const body = seatsBody(family, ofNotice, [{ ...room, ...changed }], people)
      expect(body.ok ? undefined : body.refusal).toBe(refusal)
    },
  )
  test('no room is no draw', () => {
    expect(seatsBody('RC', 30, [], people)).toMatchObject({ ok: false, refusal: 'no_rooms' })
  })
  test('subjects stand once each, in order', () => {
    expect(seatsBody('RC', 30, [room], [...people, ...people])).toMatchObject({ value: { subjects: ['A', 'B'] } })
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
