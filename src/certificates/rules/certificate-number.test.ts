import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { certificateNumber, parseCertificateNumber } from './certificate-number.ts'

describe('第十三条: unified certificate numbers', () => {
  const number = certificateNumber('WK', 2026, 17)
  test('family, year, seven digits, check character', () => {
    expect(number).toMatch(/^WK20260000017[0-9A-Z]$/)
  })
  test.each([
    { typed: number, is: number, because: 'as printed' },
    { typed: number.toLowerCase(), is: number, because: 'small letters' },
    { typed: ` WK-2026-0000017-${number.at(-1)} `, is: number, because: 'with dashes and spaces' },
    { typed: `ＷＫ${number.slice(2)}`, is: number, because: 'full-width letters' },
    { typed: number.slice(0, -1), is: undefined, because: 'no check character' },
    { typed: `RC${number.slice(2)}`, is: undefined, because: 'a family without certificates' },
    { typed: '', is: undefined, because: 'nothing' },
  ])('$because', ({ typed, is }) => {
    expect(parseCertificateNumber(typed)).toBe(is)
  })
  test('every number reads back, and one wrong digit never does', () => {
    const running = fc.integer({ min: 1, max: 9_999_999 })
    fc.assert(
      fc.property(running, fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 9 }), (n, place, shift) => {
        const good = certificateNumber('SK', 2026, n)
        expect(parseCertificateNumber(good)).toBe(good)
        const digit = String((Number(good.charAt(place)) + shift) % 10)
        expect(parseCertificateNumber(good.slice(0, place) + digit + good.slice(place + 1))).toBeUndefined()
      }),
    )
  })
})
