import { describe, expect, test } from 'vitest'
import { noHolidays } from '../../foundation/calendar.ts'
import { filingDueOn, receiversOf } from './filing.ts'

const due = (family: 'WK' | 'SK' | 'PT', on: string) =>
  filingDueOn(family, Temporal.PlainDate.from(on), 'Asia/Shanghai', noHolidays).toString()

describe('第七条(七), 第十八条: filing', () => {
  test.each([
    { family: 'WK' as const, on: '2026-05-01', is: '2027-01-14', because: 'ten working days after the year' },
    { family: 'WK' as const, on: '2026-12-31', is: '2027-01-14', because: 'the last day belongs to its year' },
    { family: 'WK' as const, on: '2027-01-01', is: '2028-01-14', because: 'the first day to the next' },
    { family: 'SK' as const, on: '2026-06-30', is: '2026-07-14', because: 'the last day of the first half' },
    { family: 'SK' as const, on: '2026-07-01', is: '2027-01-14', because: 'the first day of the second half' },
  ])('$family published $on: $because', ({ family, on, is }) => {
    expect(due(family, on)).toBe(is)
  })
  test('skill lists go to two receivers, the others to one', () => {
    expect(receiversOf('SK')).toEqual(['discipline_group', 'ability_section'])
    expect(receiversOf('WK')).toEqual(['discipline_group'])
  })
})
