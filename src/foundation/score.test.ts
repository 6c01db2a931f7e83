import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addScores, compareScores, divideScore, formatScore, multiplyScores, parseScore, roundScore, score } from './score.ts'

describe('scores are exact decimals', () => {
  test.each([
    ['0', '0'],
    ['-0.5', '-0.5'],
    ['071.50', '71.50'],
    ['100', '100'],
  ])('%s is read and written as %s', (text, written) => {
    const read = parseScore(text)
    expect(read && formatScore(read)).toBe(written)
  })
  test.each(['', '1.', '.5', '1e3', '+1', '1,5', ' 1', '1234567890123', '0.123456789', 'NaN'])('"%s" is no score', (text) => {
    expect(parseScore(text)).toBeUndefined()
  })
  test.each([
    { of: score(1005, 3), places: 2, is: '1.01', because: 'half goes up' },
    { of: score(1004, 3), places: 2, is: '1.00', because: 'below half goes down' },
    { of: score(-1005, 3), places: 2, is: '-1.01', because: 'half goes away from zero' },
    { of: score(72, 0), places: 2, is: '72.00', because: 'places are only added' },
  ])('rounded to $places: $because', ({ of, places, is }) => {
    expect(formatScore(roundScore(of, places))).toBe(is)
  })
  test('a mean of three is rounded once', () => {
    expect(formatScore(divideScore(score(200), 3, 2))).toBe('66.67')
    expect(formatScore(divideScore(score(2005, 1), 2, 1))).toBe('100.3')
  })
  test('0.6 × 71.5 + 0.4 × 83.35 has no error', () => {
    const total = addScores(multiplyScores(score(6, 1), score(715, 1)), multiplyScores(score(4, 1), score(8335, 2)))
    expect(formatScore(total)).toBe('76.240')
  })
  test('comparing does not depend on trailing zeros', () => {
    expect(compareScores(score(15, 1), score(1500, 3))).toBe(0)
    expect(compareScores(score(1499, 3), score(15, 1))).toBe(-1)
  })
  test('text and value agree for every score', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -999_999_999n, max: 999_999_999n }), fc.integer({ min: 0, max: 8 }), (units, places) => {
        const read = parseScore(formatScore({ units, places }))
        expect(read && compareScores(read, { units, places })).toBe(0)
      }),
    )
  })
})
