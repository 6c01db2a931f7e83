import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { rollOf } from './roll.ts'
import { readSeatsText } from './roll-text.ts'
import { sampleSeats } from './sample.ts'
import { drawRoll, drawSeats } from './seats.ts'
import { freeze, freezeHashOfText } from './seed.ts'

const seed = new Uint8Array(32).fill(3)
const input = sampleSeats(400, 3, 2, true)
const text = canonicalJson(input)

describe('a list that is read from its text', () => {
  test('is frozen and drawn as the same list of objects', () => {
    const read = readSeatsText(text)
    const frozen = freeze(input)
    if (!read || !frozen.ok) throw new Error('not read')
    expect(freezeHashOfText(read)).toBe(frozen.value.freezeHash)
    expect(drawRoll(read.input, read.roll, seed)).toEqual(drawSeats(input, seed))
  })

  test('whatever single character is changed: refused both ways, left to the other reader, or the same', () => {
    const small = canonicalJson(sampleSeats(6, 2, 1, true))
    fc.assert(
      fc.property(
        fc.nat(small.length - 1),
        fc.constantFrom('', '"', '\\', 'x', '!', ',', ']', '}', ' ', '0', '学', '\u0007'),
        (at, other) => {
          const altered = small.slice(0, at) + other + small.slice(at + 1)
          const fast = readSeatsText(altered)
          if (!fast) return
          const slow = freeze(JSON.parse(altered))
          const planned = drawRoll(fast.input, fast.roll, seed)
          expect(planned.ok).toBe(slow.ok)
          if (!slow.ok || slow.value.input.kind !== 'seats') return
          expect(freezeHashOfText(fast)).toBe(slow.value.freezeHash)
          expect(planned).toEqual(drawSeats(slow.value.input, seed))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    { because: 'not canonical', altered: ` ${text}` },
    { because: 'an escape', altered: text.replace('"label":"', '"label":"\\u0061') },
    { because: 'no such need', altered: text.replace('"needs":[]', '"needs":["tea"]') },
    { because: 'no subject', altered: text.replace(/"subjects":\[[^\]]+\]/, '"subjects":[]') },
    { because: 'an unknown subject', altered: text.replace('"subjects":["', '"subjects":["x') },
    { because: 'an unknown wish', altered: text.replace('"wish":"', '"wish":"x') },
    { because: 'a second list', altered: text.replace('"drawId"', '"candidates":[],"drawId"') },
    { because: 'a broken end', altered: text.slice(0, -1) },
    { because: 'another kind', altered: text.replace('"kind":"seats"', '"kind":"lots"') },
  ])('is left to the other reader: $because', ({ altered }) => {
    expect(readSeatsText(altered)).toBeUndefined()
  })

  test('more names than the first table holds are still told apart', () => {
    const names = Array.from({ length: 1500 }, (_, at) => `name-${at}`)
    const many = {
      ...input,
      candidates: sampleSeats(400, 3, 2).candidates.map((one, at) => ({
        ...one,
        groups: names.slice(3 * at, 3 * at + 4).sort(),
      })),
    }
    const [fast, slow] = [readSeatsText(canonicalJson(many)), rollOf(many)]
    if (!fast || !slow.ok) throw new Error('not read')
    expect([...fast.roll.groups]).toEqual([...slow.value.groups])
    expect(new Set(fast.roll.groups).size).toBe(1201)
  })

  const few = sampleSeats(4, 2, 2, true)
  const [leader] = few.candidates
  if (!leader) throw new Error('there are four')
  const longest = 'x'.repeat(200)
  test.each([
    { because: 'the longest label', taken: true, one: { ...leader, label: longest } },
    { because: 'a label that is too long', taken: false, one: { ...leader, label: `${longest}x` } },
    { because: 'no label', taken: false, one: { ...leader, label: '' } },
    { because: 'a label with a blank', taken: false, one: { ...leader, label: 'a b' } },
    { because: 'a label that is not plain', taken: false, one: { ...leader, label: '学' } },
    { because: 'the longest name', taken: true, one: { ...leader, groups: [longest] } },
    { because: 'a name that is not plain', taken: true, one: { ...leader, groups: ['学 校'] } },
    { because: 'a name that is too long', taken: false, one: { ...leader, groups: [`${longest}x`] } },
    { because: 'a name with an escape', taken: false, one: { ...leader, groups: ['a\tb'] } },
    { because: 'names out of order', taken: false, one: { ...leader, groups: ['b', 'a'] } },
    { because: 'a name twice', taken: false, one: { ...leader, groups: ['a', 'a'] } },
    { because: 'a label with a sign that is not printed', taken: false, one: { ...leader, label: 'a\u007fb' } },
    { because: 'a label between the first sign and the last', taken: true, one: { ...leader, label: '!~' } },
    { because: 'no names', taken: true, one: { ...leader, groups: [] } },
    { because: 'two needs', taken: true, one: { ...leader, needs: ['extra-time', 'separate-room'] as const } },
    { because: 'eight names', taken: true, one: { ...leader, groups: [...'abcdefgh'] } },
    { because: 'nine names', taken: false, one: { ...leader, groups: [...'abcdefghi'] } },
    { because: 'subjects of two sessions', taken: true, one: { ...leader, subjects: ['second', 'subject-1'] } },
    { because: 'two subjects of one session', taken: false, one: { ...leader, subjects: ['subject-1', 'subject-2'] } },
    { because: 'a name without an end', taken: false, one: { ...leader, groups: ['a'] }, cut: '"groups":["a' },
    { because: 'a name that is no text', taken: false, one: { ...leader, groups: ['a'] }, cut: '"groups":[1' },
  ])('one candidate with $because: $taken', ({ one, taken, cut }) => {
    const whole = canonicalJson({ ...few, candidates: [one] })
    const read = readSeatsText(cut === undefined ? whole : whole.replace(/"groups":\["a.*$/, cut))
    expect(read !== undefined).toBe(taken)
    if (read) expect(read.roll.labelOf(0)).toBe(one.label)
  })

  test('nobody at all is a list', () => {
    const empty = { ...input, candidates: [] }
    expect(readSeatsText(canonicalJson(empty))?.roll.size).toBe(0)
  })

  test('has the columns that objects give', () => {
    const [fast, slow] = [readSeatsText(text), rollOf(input)]
    if (!fast || !slow.ok) throw new Error('not read')
    expect([...fast.roll.needs]).toEqual([...slow.value.needs])
    expect([...fast.roll.wishes]).toEqual([...slow.value.wishes])
    expect([...fast.roll.groups]).toEqual([...slow.value.groups])
  })
})
