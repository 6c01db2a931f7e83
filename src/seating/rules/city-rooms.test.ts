import { describe, expect, test } from 'vitest'
import type { Need, Room } from '../../../seating/input-seats.ts'
import { type CityCrowd, roomsByCity } from './city-rooms.ts'

const room = (number: number, district: string, offers: readonly Need[] = []): Room => ({
  site: district,
  number,
  capacity: 30,
  columns: 5,
  offers: [...offers],
  district,
})
const crowd = (subject: string, district: string, people: number, needs: readonly Need[] = []): CityCrowd => ({
  subject,
  district,
  people,
  needs,
})
const given = (rooms: readonly Room[], crowds: readonly CityCrowd[]) =>
  roomsByCity(rooms, crowds).map(({ number, subject }) => `${number} ${subject ?? '-'}`)

describe('R-RC-10 – rooms for those who hold places in a city', () => {
  const rooms = [room(1, 'E', ['ground-floor']), room(2, 'E'), room(3, 'W'), room(4, 'W')]
  test.each([
    { because: 'one room for 30', crowds: [crowd('A', 'E', 30)], becomes: ['1 A', '2 -', '3 -', '4 -'] },
    { because: 'two for 31', crowds: [crowd('A', 'E', 31)], becomes: ['1 A', '2 A', '3 -', '4 -'] },
    { because: 'each city its own', crowds: [crowd('A', 'W', 1), crowd('A', 'E', 1)], becomes: ['1 A', '2 -', '3 A', '4 -'] },
    { because: 'each subject its own', crowds: [crowd('B', 'E', 1), crowd('A', 'E', 1)], becomes: ['1 A', '2 B', '3 -', '4 -'] },
    {
      because: 'the ground floor goes to whoever needs it first',
      crowds: [crowd('A', 'E', 30), crowd('B', 'E', 1, ['ground-floor'])],
      becomes: ['1 B', '2 A', '3 -', '4 -'],
    },
    { because: 'what is not enough is left to be refused', crowds: [crowd('A', 'W', 61)], becomes: ['1 -', '2 -', '3 A', '4 A'] },
    {
      because: 'an ordinary room is none for one alone',
      crowds: [crowd('A', 'W', 1, ['separate-room'])],
      becomes: ['1 -', '2 -', '3 -', '4 -'],
    },
    { because: 'nobody', crowds: [], becomes: ['1 -', '2 -', '3 -', '4 -'] },
  ])('$because', ({ crowds, becomes }) => {
    expect(given(rooms, crowds)).toEqual(becomes)
  })
  test('a separate room for whoever needs one', () => {
    expect(given([room(1, 'E'), { ...room(2, 'E', ['separate-room']), capacity: 1 }], [crowd('A', 'E', 1, ['separate-room'])])).toEqual([
      '1 -',
      '2 A',
    ])
  })
})
