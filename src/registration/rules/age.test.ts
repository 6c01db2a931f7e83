import { describe, expect, test } from 'vitest'
import { judgeAge } from './age.ts'

const on = (text: string) => Temporal.PlainDate.from(text)
const day = on('2026-12-31')

describe('age to the cut-off', () => {
  test.each([
    { born: '1991-01-01', limits: { from: null, to: 35 }, fits: true, because: '35 since New Year' },
    { born: '1990-12-31', limits: { from: null, to: 35 }, fits: false, because: '36 today: the birthday completes the year' },
    { born: '2008-12-31', limits: { from: 18, to: 35 }, fits: true, because: '18 today' },
    { born: '2009-01-01', limits: { from: 18, to: 35 }, fits: false, because: '18 tomorrow' },
    { born: '1900-01-01', limits: { from: null, to: null }, fits: true, because: 'no limit' },
  ])('born $born: $because', ({ born, limits, fits }) => {
    expect(judgeAge(on(born), limits, day).ok).toBe(fits)
  })
  test('born on 29 February: the year is complete on 1 March of other years', () => {
    expect(judgeAge(on('2008-02-29'), { from: 18, to: null }, on('2026-02-28')).ok).toBe(false)
    expect(judgeAge(on('2008-02-29'), { from: 18, to: null }, on('2026-03-01')).ok).toBe(true)
  })
})
