import { describe, expect, test } from 'vitest'
import { judgeRoom } from './room-limit.ts'

describe('第十四条(三) – how many a room holds', () => {
  test.each([
    { family: 'RC', kind: 'written', capacity: 30, grid: [5, 6], becomes: 'ok', because: 'arranged for 30' },
    { family: 'RC', kind: 'written', capacity: 31, grid: [6, 6], becomes: 'room_over_limit', because: 'not for 31' },
    { family: 'PT', kind: 'written', capacity: 31, grid: [6, 6], becomes: 'room_over_limit', because: 'the same' },
    { family: 'WK', kind: 'written', capacity: 31, grid: [6, 6], becomes: 'room_over_limit', because: 'an ordinary room stays ordinary' },
    { family: 'WK', kind: 'single_large', capacity: 45, grid: [7, 7], becomes: 'ok', because: 'registered as larger' },
    { family: 'SK', kind: 'single_large', capacity: 45, grid: [7, 7], becomes: 'ok', because: 'as WK' },
    { family: 'RC', kind: 'single_large', capacity: 20, grid: [5, 5], becomes: 'large_room_not_in_family', because: 'a hall is divided' },
    { family: 'PT', kind: 'single_large', capacity: 20, grid: [5, 5], becomes: 'large_room_not_in_family', because: 'a hall is divided' },
    { family: 'PT', kind: 'computer', capacity: 100, grid: [10, 10], becomes: 'ok', because: 'no more than 100' },
    { family: 'PT', kind: 'computer', capacity: 101, grid: [11, 10], becomes: 'room_over_limit', because: '101 is more' },
    { family: 'RC', kind: 'written', capacity: 30, grid: [5, 5], becomes: 'capacity_exceeds_seats', because: 'one person, one desk' },
  ] as const)('$family $kind $capacity: $because', ({ family, kind, capacity, grid: [rows, columns], becomes }) => {
    const result = judgeRoom(family, { kind, capacity, rows, columns }, 30)
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })

  test('the notice may set less', () => {
    expect(judgeRoom('RC', { kind: 'written', capacity: 26, rows: 5, columns: 6 }, 25)).toMatchObject({ refusal: 'room_over_limit' })
    expect(judgeRoom('RC', { kind: 'written', capacity: 25, rows: 5, columns: 6 }, 25).ok).toBe(true)
  })
})
