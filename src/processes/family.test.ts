import { expect, test } from 'vitest'
import { pauseBefore } from './family.ts'

test.each([
  { failures: 0, milliseconds: 0, because: 'it had served: somebody is waiting' },
  { failures: 1, milliseconds: 200, because: 'it ended before it served' },
  { failures: 6, milliseconds: 6400, because: 'ever more slowly' },
  { failures: 7, milliseconds: 10_000, because: 'ten seconds at most' },
  { failures: 2000, milliseconds: 10_000, because: 'ten seconds at most, for ever' },
])('after $failures that did not serve a replacement waits $milliseconds ms: $because', ({ failures, milliseconds }) => {
  expect(pauseBefore(failures)).toBe(milliseconds)
})
