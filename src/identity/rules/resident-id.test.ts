import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refuse } from '../../foundation/result.ts'
import { checkCharacter, normaliseIdNumber, parseResidentId } from './resident-id.ts'

const today = Temporal.PlainDate.from('2026-03-14')
const read = (text: string) => parseResidentId(text, today)

describe('GB 11643: the resident identity number', () => {
  test.each([
    {
      text: '11010519491231002X',
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      because: 'the example of the standard',
    },
    {
      text: '11010519491231002x',
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      because: 'a small x is the same character',
    },
    {
      text: '１１０１０５１９４９１２３１００２Ｘ',
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      because: 'full width',
    },
    { text: ' 110105 19491231 002X ', number: '11010519491231002X', birthDate: '1949-12-31', sex: 'female', because: 'spaces' },
    {
      text: '440524188001010014',
      number: undefined,
      birthDate: undefined,
      sex: undefined,
      because: 'born in 1880: nobody lives that long',
    },
    {
      text: '110105491231002',
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      because: 'the 15 digits of before 1999',
    },
    { text: '140302200002290010', number: '140302200002290010', birthDate: '2000-02-29', sex: 'male', because: '2000 was a leap year' },
  ])('$text: $because', ({ text, number, birthDate, sex }) => {
    const result = read(text)
    if (number === undefined) return expect(result).toEqual(refuse('id_birth_date_impossible'))
    expect(result).toMatchObject({ ok: true, value: { number, sex } })
    expect(result.ok && result.value.birthDate.toString()).toBe(birthDate)
  })

  const withCheck = (first17: string) => first17 + checkCharacter(first17)
  test.each([
    { text: '110105194912310021', refusal: 'id_check_digit_wrong', because: 'the last character is not the right one' },
    { text: '11010519491231003X', refusal: 'id_check_digit_wrong', because: 'one digit was mistyped' },
    { text: withCheck('99010519491231002'), refusal: 'id_region_unknown', because: 'there is no region 99' },
    { text: withCheck('11010519490229002'), refusal: 'id_birth_date_impossible', because: '1949 had no 29 February' },
    { text: withCheck('11010519491331002'), refusal: 'id_birth_date_impossible', because: 'there is no thirteenth month' },
    { text: withCheck('11010520260315002'), refusal: 'id_birth_date_impossible', because: 'born tomorrow' },
    { text: withCheck('110105194912310'), refusal: 'id_number_malformed', because: 'too short' },
    { text: '', refusal: 'id_number_malformed', because: 'empty' },
    { text: 'X1010519491231002X', refusal: 'id_number_malformed', because: 'an X stands only at the end' },
    { text: '11010519491231002Y', refusal: 'id_number_malformed', because: 'only an X is a check character' },
  ] as const)('$text is refused: $because', ({ text, refusal }) => {
    expect(read(text)).toEqual(refuse(refusal))
  })

  test('born today is accepted', () => {
    expect(read(withCheck('11010520260314002')).ok).toBe(true)
  })

  test('any single mistyped digit is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const good = '11010519491231002X'
        const wrong = good.slice(0, at) + ((Number(good[at]) + by) % 10) + good.slice(at + 1)
        expect(read(wrong)).toEqual(refuse('id_check_digit_wrong'))
      }),
    )
  })

  test('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseIdNumber(normaliseIdNumber(text))).toBe(normaliseIdNumber(text))
      }),
    )
  })
})
