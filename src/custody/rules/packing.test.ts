import { describe, expect, test } from 'vitest'
import { judgePacking } from './packing.ts'

const plan = [
  { examSessionId: 's1', roomId: 'r1', seated: 30 },
  { examSessionId: 's1', roomId: 'r2', seated: 12 },
]
const packed = (number: string, roomId: string | null, papers = 31, cards = papers) => ({
  number,
  examSessionId: 's1',
  roomId,
  papers,
  cards,
})

describe('R-PAPER-01 – packed by room, by the order', () => {
  test.each([
    { because: 'one per room and a backup', packages: [packed('A', 'r1'), packed('B', 'r2', 13), packed('C', null)], becomes: 'accepted' },
    { because: 'exactly as many papers as candidates', packages: [packed('A', 'r1', 30), packed('B', 'r2', 12)], becomes: 'accepted' },
    { because: 'one paper short', packages: [packed('A', 'r1', 29, 30), packed('B', 'r2', 12)], becomes: 'too_few_papers' },
    { because: 'one card short', packages: [packed('A', 'r1', 30, 29), packed('B', 'r2', 12)], becomes: 'too_few_papers' },
    { because: 'a room forgotten', packages: [packed('A', 'r1')], becomes: 'room_without_package' },
    { because: 'a room twice', packages: [packed('A', 'r1'), packed('B', 'r1'), packed('C', 'r2')], becomes: 'room_with_two_packages' },
    { because: 'a number twice', packages: [packed('A', 'r1'), packed('A', 'r2')], becomes: 'package_listed_twice' },
  ])('$because', ({ packages, becomes }) => {
    const judged = judgePacking(packages, plan)
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
  test('without a seat plan nothing is packed', () => {
    expect(judgePacking([packed('A', 'r1')], [])).toMatchObject({ refusal: 'seat_plan_missing' })
  })
})
