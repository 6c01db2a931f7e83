import { expect, test } from 'vitest'
import { connectionsEach } from './share.ts'

test.each([
  { processes: 1, inAll: undefined, each: 8, because: 'one process takes what it can use' },
  { processes: 8, inAll: undefined, each: 8, because: 'eight are 64 in all' },
  { processes: 9, inAll: undefined, each: 7, because: 'nine share the 64' },
  { processes: 64, inAll: undefined, each: 2, because: 'two at least, or jobs would keep requests waiting' },
  { processes: 2, inAll: 40, each: 20, because: 'what the operator gives is shared out' },
  { processes: 3, inAll: 10, each: 3, because: 'never more in all than was given' },
])('$processes processes, $inAll given: $each each, since $because', ({ processes, inAll, each }) => {
  expect(connectionsEach(processes, inAll)).toBe(each)
})
