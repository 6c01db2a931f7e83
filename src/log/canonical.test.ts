import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, comparableJson } from './canonical.ts'

describe('RFC 8785: one value, one text', () => {
  test('the example of section 3.2.3: members in the order of their UTF-16 units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'Umlaut',
    }
    expect(Object.keys(JSON.parse(comparableJson(value)))).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'])
  })
  test.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ at: { toJSON: () => '2026-01-01T00:00:00Z' } }, '{"at":"2026-01-01T00:00:00Z"}'],
    [{ gone: undefined, kept: 0 }, '{"kept":0}'],
    [-0, '0'],
    [{ b: 1, 10: 1, 9: 1 }, '{"10":1,"9":1,"b":1}'],
    [JSON.parse('{"b":[{"z":0,"__proto__":1}]}'), '{"b":[{"__proto__":1,"z":0}]}'],
    [1e-7, '1e-7'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['考\n\u001f"', '"考\\n\\u001f\\""'],
    ['\n\u0301', '"\\n\u0301"'],
  ])('%o is written %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })
  test('the order in which members were given does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer(), { noNullPrototype: true }), (record) => {
        expect(comparableJson(Object.fromEntries(Object.entries(record).reverse()))).toBe(comparableJson(record))
      }),
    )
  })
  test('a place of a list that was left empty is null, whatever else is in the list', () => {
    const holed = (last: unknown) => Object.assign(new Array<unknown>(3), { 0: 1, 2: last })
    expect([3, { b: 1, a: 2 }, { 10: 1, 9: 2 }].map((last) => canonicalJson(holed(last)))).toEqual([
      '[1,null,3]',
      '[1,null,{"a":2,"b":1}]',
      '[1,null,{"10":1,"9":2}]',
    ])
  })

  test('any JSON is written as another implementation writes it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(comparableJson(value)).toBe(canonicalize(value))
      }),
    )
  })
})

describe('what two programs could read differently is refused', () => {
  test.each([
    ['decomposed text', { name: 'e\u0301' }],
    ['a decomposed key', { 'e\u0301': 1 }],
    ['decomposed text in a list', [['e\u0301']]],
    ['a compatibility ideograph', '\uf900'],
    ['a lone surrogate', 'a\ud800'],
    ['a whole number above 2^53', 2 ** 53],
    ['a whole number below -2^53', { n: -(2 ** 53) }],
    ['a large whole number written with an exponent', 1e21],
    ['not a number', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['nothing', undefined],
    ['a bigint', 1n],
  ])('%s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow()
  })
  test('but the comparison of what clients sent refuses no text', () => {
    expect(comparableJson({ name: 'e\u0301\ud800' })).toBe('{"name":"e\u0301\ufffd"}')
    expect(comparableJson({ name: 'é' })).not.toBe(comparableJson({ name: 'e\u0301' }))
  })
})
