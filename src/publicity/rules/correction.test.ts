import { describe, expect, test } from 'vitest'
import { correctRows } from './correction.ts'

const columns = ['ticket', 'score'] as const
const rows = [
  { ticket: 'T0001', score: '80.00' },
  { ticket: 'T0002', score: '70.00' },
]

describe('第三十二条(十三): a list changes by named cells and rows only', () => {
  test.each([
    {
      changes: [{ ticket: 'T0001', column: 'score' as const, value: '81.00' }],
      removals: [],
      becomes: ['81.00', '70.00'],
      because: 'one cell',
    },
    { changes: [], removals: ['T0002'], becomes: ['80.00'], because: 'one row' },
    {
      changes: [{ ticket: 'T0001', column: 'score' as const, value: '80.00' }],
      removals: [],
      becomes: 'correction_changes_nothing',
      because: 'the same text',
    },
    { changes: [], removals: [], becomes: 'correction_changes_nothing', because: 'nothing at all' },
    {
      changes: [{ ticket: 'T0009', column: 'score' as const, value: '1' }],
      removals: [],
      becomes: 'correction_names_unknown_row',
      because: 'nobody has this ticket',
    },
    { changes: [], removals: ['T0009'], becomes: 'correction_names_unknown_row', because: 'nobody to remove' },
    {
      changes: [{ ticket: 'T0001', column: 'rank' as const, value: '1' }],
      removals: [],
      becomes: 'correction_names_unknown_column',
      because: 'a column the list has not',
    },
  ])('$because', ({ changes, removals, becomes }) => {
    const result = correctRows(columns, rows, changes, removals)
    expect(result.ok ? result.value.map(({ score }) => score) : result.refusal).toEqual(becomes)
  })
})
