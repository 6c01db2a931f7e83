import { describe, expect, test } from 'vitest'
import { caseNow, type StoredCase } from './case-state.ts'

const due = Temporal.Instant.from('2026-03-10T16:00:00Z')
const stored = (change: Partial<StoredCase>): StoredCase => ({
  state: 'open',
  version: 1,
  applicationVersion: 1,
  applicationState: 'submitted',
  supplementDueAt: undefined,
  ...change,
})

describe('the state that holds now', () => {
  test.each([
    { is: { state: 'open' as const }, at: due, becomes: { state: 'open', version: 1 }, because: 'nothing happened' },
    {
      is: { state: 'open' as const, applicationVersion: 2 },
      at: due,
      becomes: { state: 'open', version: 2 },
      because: 'an edit brings a new version',
    },
    {
      is: { state: 'qualified' as const, applicationVersion: 2 },
      at: due,
      becomes: { state: 'open', version: 2 },
      because: 'an edit voids a qualification',
    },
    {
      is: { state: 'disputed' as const, applicationVersion: 2 },
      at: due,
      becomes: { state: 'open', version: 2 },
      because: 'an edit ends a dispute',
    },
    {
      is: { state: 'supplement_asked' as const, supplementDueAt: due },
      at: due.subtract({ nanoseconds: 1 }),
      becomes: { state: 'supplement_asked', version: 1 },
      because: 'the clock runs to its last instant',
    },
    {
      is: { state: 'supplement_asked' as const, supplementDueAt: due },
      at: due,
      becomes: { state: 'given_up', version: 1 },
      because: 'overdue is given up',
    },
    {
      is: { state: 'supplement_asked' as const, supplementDueAt: due, applicationVersion: 2 },
      at: due,
      becomes: { state: 'open', version: 2 },
      because: 'an answer that arrived counts, whoever reads it later',
    },
    {
      is: { state: 'given_up' as const, applicationVersion: 2 },
      at: due,
      becomes: { state: 'given_up', version: 1 },
      because: 'given up stays so',
    },
    {
      is: { state: 'reversed' as const, applicationVersion: 2 },
      at: due,
      becomes: { state: 'reversed', version: 1 },
      because: 'an error found is not edited away',
    },
    {
      is: { state: 'open' as const, applicationState: 'withdrawn' as const },
      at: due,
      becomes: { state: 'withdrawn', version: 1 },
      because: 'the candidate withdrew',
    },
  ])('$is.state: $because', ({ is, at, becomes }) => {
    expect(caseNow(stored(is), at)).toEqual(becomes)
  })
})
