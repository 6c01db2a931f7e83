import { describe, expect, test } from 'vitest'
import { connectionsEach, lackingConnections, processesFor } from './share.ts'

test.each([
  { processes: 1, inAll: undefined, each: 8, because: 'one process takes what it can use' },
  { processes: 7, inAll: undefined, each: 8, because: 'seven are 63 in all, with the question of each whether the server answers' },
  { processes: 8, inAll: undefined, each: 7, because: 'eight are 64 in all' },
  { processes: 20, inAll: undefined, each: 2, because: 'two at least, or jobs would keep requests waiting' },
  { processes: 2, inAll: 12, each: 5, because: 'what the operator gives is shared out' },
  { processes: 2, inAll: 400, each: 199, because: 'also if it is more than usual' },
  { processes: 3, inAll: 10, each: 2, because: 'never more in all than was given' },
])('$processes processes, $inAll given: $each each, since $because', ({ processes, inAll, each }) => {
  expect(connectionsEach(processes, inAll)).toBe(each)
})

describe('without being told', () => {
  test.each([
    { cores: 1, inAll: undefined, processes: 1 },
    { cores: 20, inAll: undefined, processes: 20 },
    { cores: 21, inAll: undefined, processes: 20 },
    { cores: 256, inAll: undefined, processes: 20 },
    { cores: 256, inAll: 400, processes: 132 },
    { cores: 8, inAll: 10, processes: 2 },
    { cores: 8, inAll: 3, processes: 1 },
  ])(
    '$cores cores with $inAll connections have $processes processes, and one more while they are replaced',
    ({ cores, inAll, processes }) => {
      expect(processesFor(cores, inAll)).toBe(processes)
      const replacing = processes + (processes > 1 ? 1 : 0)
      expect(replacing * (connectionsEach(replacing, inAll) + 1)).toBeLessThanOrEqual(inAll ?? 64)
    },
  )
})

test.each([
  { processes: 21, inAll: undefined, needs: undefined },
  { processes: 22, inAll: undefined, needs: 66 },
  { processes: 8, inAll: 24, needs: undefined },
  { processes: 8, inAll: 23, needs: 24 },
  { processes: 1, inAll: 3, needs: undefined },
])('$processes processes with $inAll connections need $needs', ({ processes, inAll, needs }) => {
  expect(lackingConnections(processes, inAll)).toBe(needs)
})
