import { describe, expect, test } from 'vitest'
import { peopleNeeded } from './invigilator-count.ts'

describe('D1, B-01, B-03 – two in a room, one more for each further fifteen', () => {
  test.each([
    { rooms: [1], places: 2 },
    { rooms: [30], places: 2 },
    { rooms: [31], places: 3 },
    { rooms: [45], places: 3 },
    { rooms: [46], places: 4 },
    { rooms: [100], places: 7 },
    { rooms: [30, 30, 12], places: 6 },
    { rooms: [], places: 0 },
  ])('$rooms: $places', ({ rooms, places }) => {
    expect(peopleNeeded(rooms).places).toBe(places)
  })
  test('one reserve for each five places, a started five counting', () => {
    expect([0, 2, 10, 12].map((places) => peopleNeeded(Array.from({ length: places / 2 }, () => 30)).reserves)).toEqual([0, 1, 2, 3])
  })
})
