import { describe, expect, test } from 'vitest'
import { day, type Fault, instant, integer, listOf, oneOf, record, type Shape, text, truth } from './shape.ts'

const read = (shape: Shape<unknown>, value: unknown): string => {
  const fault: Fault = { path: '', sentence: '' }
  return shape(value, fault) ? 'taken' : `${fault.path}: ${fault.sentence}`
}
const pair = record<{ name: string; list?: readonly { size: number }[] }>(
  { name: text, list: listOf(record<{ size: number }>({ size: integer(1, 3) }), 2) },
  'list',
)

describe('what may stand in a field', () => {
  test.each<{ shape: Shape<unknown>; value: unknown; says: string }>([
    { shape: text, value: 'x'.repeat(200), says: 'taken' },
    { shape: text, value: '学'.repeat(200), says: 'taken' },
    { shape: text, value: 'a b', says: 'taken' },
    { shape: text, value: 7, says: ': is not a string' },
    { shape: text, value: '', says: ': must have 1 to 200 characters' },
    { shape: text, value: 'x'.repeat(201), says: ': must have 1 to 200 characters' },
    { shape: text, value: '学'.repeat(201), says: ': must have 1 to 200 characters' },
    { shape: text, value: 'e\u0301', says: ': is not in Unicode normal form C' },
    { shape: text, value: '\ud800', says: ': is not in Unicode normal form C' },
    { shape: text, value: 'a\tb', says: ': holds a control character, or a blank at an end' },
    { shape: text, value: ' a', says: ': holds a control character, or a blank at an end' },
    { shape: text, value: 'a ', says: ': holds a control character, or a blank at an end' },
    { shape: truth, value: false, says: 'taken' },
    { shape: truth, value: 0, says: ': is neither true nor false' },
    { shape: instant, value: '2026-11-22T09:00:00Z', says: 'taken' },
    { shape: instant, value: '2026-11-22T25:00:00Z', says: ': is not an instant of the form 2026-11-22T09:00:00Z' },
    { shape: instant, value: '2026-11-22T09:00Z', says: ': is not an instant of the form 2026-11-22T09:00:00Z' },
    { shape: instant, value: 20261122, says: ': is not an instant of the form 2026-11-22T09:00:00Z' },
    { shape: day, value: '2026-02-28', says: 'taken' },
    { shape: day, value: '2026-02-29', says: ': is not a day of the form 2026-11-22' },
    { shape: day, value: '2026-13-01', says: ': is not a day of the form 2026-11-22' },
    { shape: integer(1, 3), value: 1, says: 'taken' },
    { shape: integer(1, 3), value: 3, says: 'taken' },
    { shape: integer(1, 3), value: 0, says: ': is not an integer from 1 to 3' },
    { shape: integer(1, 3), value: 4, says: ': is not an integer from 1 to 3' },
    { shape: integer(1, 3), value: 1.5, says: ': is not an integer from 1 to 3' },
    { shape: integer(1, 3), value: '1', says: ': is not an integer from 1 to 3' },
    { shape: integer(-1, 3), value: -0, says: ': is not an integer from -1 to 3' },
    { shape: oneOf('a', 'b'), value: 'b', says: 'taken' },
    { shape: oneOf('a', 'b'), value: 'c', says: ': is not one of a, b' },
    { shape: listOf(truth, 2), value: [true, false], says: 'taken' },
    { shape: listOf(truth, 2), value: [true, false, true], says: ': has more than 2 entries' },
    { shape: listOf(truth, 2), value: 'true', says: ': is not a list' },
    { shape: listOf(truth, 2), value: [true, 1], says: '[1]: is neither true nor false' },
    { shape: pair, value: { name: 'a' }, says: 'taken' },
    { shape: pair, value: { name: 'a', list: [{ size: 1 }] }, says: 'taken' },
    { shape: pair, value: [], says: ': is not an object' },
    { shape: pair, value: null, says: ': is not an object' },
    { shape: pair, value: 'a', says: ': is not an object' },
    { shape: pair, value: { list: [] }, says: ': lacks the member “name”' },
    { shape: pair, value: { name: 'a', list: undefined }, says: 'list: is not a list' },
    { shape: pair, value: { name: 'a', more: 1 }, says: ': has the unknown member “more”' },
    { shape: pair, value: { name: 'a', list: [{ size: 1 }, { size: 4 }] }, says: 'list[1].size: is not an integer from 1 to 3' },
    { shape: pair, value: { name: 'a', list: [{ size: 1 }, 4] }, says: 'list[1]: is not an object' },
  ])('$value: $says', ({ shape, value, says }) => {
    expect(read(shape, value)).toBe(says)
  })
})
