import { describe, expect, test } from 'vitest'
import { looseOptions } from '../test/support/run-named.ts'
import { refuseUnknown, wholeNumber } from './options.ts'

describe('options of a scenario', () => {
  test.each([
    { words: [], gives: {} },
    { words: ['--users', '200', '--json'], gives: { users: '200', json: 'true' } },
    { words: ['--json', '--users', '200'], gives: { users: '200', json: 'true' } },
    { words: ['stray', '--users'], gives: { users: 'true' } },
  ])('$words', ({ words, gives }) => expect(looseOptions(words)).toEqual(gives))

  test.each([
    { text: '0', is: 0 },
    { text: '999999', is: 999_999 },
  ])('$text is a whole number', ({ text, is }) => expect(wholeNumber({ users: text }, 'users', 7)).toBe(is))

  test('one that was not given is what it is otherwise', () => expect(wholeNumber({}, 'users', 7)).toBe(7))

  test.each(['1000000', '-1', '1.5', '1e3', '', 'true'])('"%s" is none', (text) =>
    expect(() => wholeNumber({ users: text }, 'users', 7)).toThrow(`--users takes a whole number, and was given "${text}"`),
  )

  test('one that nobody knows is said before anything begins', () => {
    expect(() => refuseUnknown({ users: '1', user: '2' }, ['users', 'seconds'])).toThrow('unknown: --user; known: --users --seconds')
    expect(() => refuseUnknown({ users: '1' }, ['users', 'seconds'])).not.toThrow()
  })
})
