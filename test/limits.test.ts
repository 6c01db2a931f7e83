import { expect, test } from 'vitest'
import { pastLimit } from './support/limits.ts'

/** What a bench says of its limits decides whether the command succeeds. */
test.each([
  { figures: { ratioToCopy: 3, peakRssMb: 2000 }, missed: [] },
  { figures: { ratioToCopy: 3.001, peakRssMb: 2000 }, missed: ['ratioToCopy 3.001 > 3'] },
  { figures: { ratioToCopy: 2.5, peakRssMb: 2001 }, missed: ['peakRssMb 2001 > 2000'] },
  { figures: { ratioToCopy: Number.NaN, peakRssMb: 1 }, missed: ['ratioToCopy NaN > 3'] },
  { figures: { peakRssMb: 1 }, missed: ['ratioToCopy NaN > 3'] },
])('$figures misses $missed', ({ figures, missed }) => {
  expect(pastLimit(figures, { ratioToCopy: 3, peakRssMb: 2000 })).toEqual(missed)
})
