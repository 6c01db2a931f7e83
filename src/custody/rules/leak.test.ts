import { describe, expect, test } from 'vitest'
import { frozenByLeak } from './leak.ts'

const packages = [
  { number: 'A', state: 'in_vault', examSessionId: 's1' },
  { number: 'B', state: 'at_site', examSessionId: 's1' },
  { number: 'C', state: 'opened', examSessionId: 's1' },
  { number: 'D', state: 'in_vault', examSessionId: 's2' },
  { number: 'E', state: 'frozen', examSessionId: 's1' },
] as const

describe('R-WK-08 – a suspected leak freezes the paper', () => {
  test.each([
    { number: 'A', kind: 'suspected_leak' as const, freezes: ['A', 'B'], because: 'every unopened package of the same paper' },
    { number: 'C', kind: 'suspected_leak' as const, freezes: ['A', 'B', 'C'], because: 'reported in a room, the others too' },
    { number: 'D', kind: 'suspected_leak' as const, freezes: ['D'], because: 'another paper is not touched' },
    { number: 'A', kind: 'count_differs' as const, freezes: ['A'], because: 'a wrong count concerns one package' },
    { number: 'E', kind: 'count_differs' as const, freezes: [], because: 'it is frozen already' },
    { number: 'X', kind: 'suspected_leak' as const, freezes: undefined, because: 'nobody knows this package' },
  ])('$number, $kind: $because', ({ number, kind, freezes }) => {
    expect(frozenByLeak(packages, number, kind)).toEqual(freezes)
  })
})
