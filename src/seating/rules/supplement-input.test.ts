import { describe, expect, test } from 'vitest'
import type { PlacedRoom } from './seat-input.ts'
import { type Standing, supplementBody } from './supplement-input.ts'

const session = { name: 's1', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['law', 'math'] }
const afternoon = { name: 's2', from: '2026-12-05T06:00:00Z', to: '2026-12-05T08:00:00Z', subjects: ['essay'] }
const room = (number: number, more: Partial<PlacedRoom> = {}): PlacedRoom => ({
  site: 'A',
  number,
  floor: 2,
  capacity: 2,
  columns: 2,
  kind: 'written',
  separate: false,
  ...more,
})
const sitter = (number: number, seat: number, label: string, subject = 'law') => ({
  session: 's1',
  site: 'A',
  number,
  seat,
  label,
  subject,
})
const late = { label: 'late', subjects: ['law'], needs: [], groups: [] }
const standing: Standing = {
  after: ['0'.repeat(64)],
  sessions: [session, afternoon],
  rooms: [room(1), room(2), room(3), room(4, { floor: 1 }), room(5, { separate: true })],
  taken: [sitter(1, 1, 'a'), sitter(1, 2, 'b'), sitter(2, 1, 'c'), sitter(3, 1, 'm', 'math')],
  lost: [],
  late: [],
  listed: new Map([['a', { needs: ['ground-floor'], groups: ['g'], wish: 'city:east' }]]),
  now: '2026-12-01T00:00:00Z',
}
const roomsOf = (changed: Partial<Standing>) => {
  const body = supplementBody({ ...standing, ...changed })
  return body.ok ? body.value.rooms.map(({ number, subject, free }) => `${number} ${subject} ${free}`) : body.refusal
}
const lost = [{ session: 's1', site: 'A', number: 1 }]

describe('R-RC-10 – seats for late candidates and lost rooms', () => {
  test.each([
    { because: 'a begun room has a seat left', changed: { late: [late] }, expected: ['2 law 2'] },
    {
      because: 'two late ones open another room',
      changed: { late: [late, { ...late, label: 'later' }] },
      expected: ['2 law 2', '4 law 1,2'],
    },
    { because: 'a lost room gives nothing', changed: { lost }, expected: ['2 law 2', '4 law 1,2'] },
    {
      because: 'a room of one’s own',
      changed: { late: [{ ...late, needs: ['separate-room' as const] }] },
      expected: ['2 law 2', '5 law 1'],
    },
    { because: 'the ground floor', changed: { late: [{ ...late, needs: ['ground-floor' as const] }] }, expected: ['2 law 2', '4 law 1,2'] },
    { because: 'nobody is late and no room is lost', changed: {}, expected: 'nobody_to_seat' },
    { because: 'nobody sat there', changed: { lost: [{ session: 's2', site: 'A', number: 1 }] }, expected: 'room_not_in_use' },
    { because: 'one second before', changed: { late: [late], now: '2026-12-05T00:59:59Z' }, expected: ['2 law 2'] },
    { because: 'the session begins now', changed: { late: [late], now: session.from }, expected: 'session_begun' },
    {
      because: 'another session has begun',
      changed: { late: [{ ...late, subjects: ['essay'] }], now: session.from },
      expected: ['1 essay 1,2'],
    },
  ])('$because: $expected', ({ changed, expected }) => {
    expect(roomsOf(changed)).toEqual(expected)
  })

  test.each([
    { because: 'each city opens a room for its own', wishes: ['east', 'west'], expected: ['1 east', '3 west'] },
    { because: 'a city that has enough opens one', wishes: ['west', 'west'], expected: ['3 west'] },
    {
      because: 'a city that has too few opens all of its own, and what is missing elsewhere',
      wishes: ['east', 'east', 'east'],
      expected: ['1 east', '3 west'],
    },
    { because: 'a city without rooms', wishes: ['north'], expected: ['1 east'] },
    { because: 'nobody holds a place in a city', wishes: [undefined], expected: ['1 east'] },
  ])('R-RC-10 – test cities, $wishes: $because', ({ wishes, expected }) => {
    const rooms = [room(1, { city: 'east' }), room(3, { city: 'west' }), room(4, { city: 'west' })]
    const people = wishes.map((city, at) => ({ ...late, label: `late ${at}`, ...(city === undefined ? {} : { wish: `city:${city}` }) }))
    const body = supplementBody({ ...standing, rooms, taken: [], late: people })
    expect(body.ok && body.value.rooms.map(({ number, district }) => `${number} ${district?.slice(5)}`)).toEqual(expected)
  })

  const wishing = (label: string, city: string, more: object = {}) => ({ ...late, label, wish: `city:${city}`, ...more })
  test.each([
    {
      because: 'somebody of another city needs the ground floor, which their own has not: nobody is sent away for it while a room is left',
      rooms: [room(1, { city: 'east', floor: 1 }), room(2, { city: 'east' }), room(3, { city: 'west' })],
      people: [wishing('w', 'west', { needs: ['ground-floor'] }), wishing('a', 'east'), wishing('b', 'east')],
      expected: ['1 law', '2 law', '3 law'],
    },
    {
      because: 'the cities of every subject come before those who have no city',
      rooms: [room(1, { city: 'east' }), room(3, { city: 'west' })],
      people: [wishing('n', 'north'), wishing('m', 'east', { subjects: ['math'] })],
      expected: ['1 math', '3 law'],
    },
  ])('R-RC-10 – $because', ({ rooms, people, expected }) => {
    const body = supplementBody({ ...standing, rooms, taken: [], late: people })
    expect(body.ok && body.value.rooms.map(({ number, subject }) => `${number} ${subject}`)).toEqual(expected)
  })

  test('one room of twenty thousand is lost: nobody compares each room with each seat', () => {
    const rooms = Array.from({ length: 20_000 }, (_, at) => room(at + 1, { capacity: 30 }))
    const taken = rooms.flatMap(({ number }) => Array.from({ length: 29 }, (_, at) => sitter(number, at + 1, `${number} ${at}`)))
    const body = supplementBody({ ...standing, rooms, taken, lost })
    expect(body.ok && [body.value.candidates.length, body.value.rooms.length]).toEqual([29, 19_999])
  })

  test('those of a lost room keep their needs, groups and wish, with the subject they sat there', () => {
    expect(supplementBody({ ...standing, lost })).toMatchObject({
      value: {
        candidates: [
          { label: 'a', subjects: ['law'], needs: ['ground-floor'], groups: ['g'], wish: 'city:east' },
          { label: 'b', subjects: ['law'], needs: [], groups: [] },
        ],
      },
    })
  })
})
