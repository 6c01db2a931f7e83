import { hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { commit } from './commitment.ts'
import { sampleHead, sampleOpening, sampleSeats } from './sample.ts'
import { checkReveal, freeze, seedOf } from './seed.ts'

const input = sampleSeats(60, 2, 2)
const frozen = freeze(input)
if (!frozen.ok) throw new Error(frozen.refusal.sentence)
const { freezeHash } = frozen.value
const opening = sampleOpening(frozen.value)
const ceremony = { freezeHash, parties: sampleHead.parties, ...opening }
const codeOf = (answer: ReturnType<typeof seedOf>) => (answer.ok ? 'ok' : answer.refusal.code)
const zeros = '0'.repeat(64)

describe('R-RC-10: freezing', () => {
  test('the order in which lists are handed in does not matter', () => {
    const again = freeze({ ...input, candidates: input.candidates.toReversed(), parties: input.parties.toReversed() })
    expect(again).toEqual(frozen)
  })

  const [first, ...others] = input.candidates
  test.each([
    { because: 'a changed wish', changed: { ...input, candidates: [{ ...first, wish: 'site-02' }, ...others] } },
    { because: 'one candidate less', changed: { ...input, candidates: others } },
    { because: 'another source', changed: { ...input, source: { ...input.source, name: 'dice' } } },
    { because: 'another draw id', changed: { ...input, drawId: 'sample-2' } },
    { because: 'a room renumbered', changed: { ...input, rooms: input.rooms.map((room, at) => (at ? room : { ...room, number: 999 })) } },
  ])('$because is another freeze', ({ changed }) => {
    const other = freeze(changed)
    expect(other.ok && other.value.freezeHash !== freezeHash).toBe(true)
  })

  test.each([
    { field: 'parties', code: 'parties_too_few', changed: { ...input, parties: ['a', 'b'] } },
    { field: 'parties', code: 'label_duplicate', changed: { ...input, parties: ['a', 'b', 'b'] } },
    { field: 'source.due', code: 'source_too_early', changed: { ...input, source: { ...input.source, due: input.revealBy } } },
    { field: 'engine', code: 'version_unknown', changed: { ...input, engine: '2' } },
    { field: 'kind', code: 'input_malformed', changed: { ...input, kind: 'seat' } },
    { field: 'kind', code: 'input_malformed', changed: null },
    { field: 'revealBy', code: 'input_malformed', changed: { ...input, revealBy: 'tomorrow' } },
    { field: 'input', code: 'input_malformed', changed: { ...input, extra: 1 } },
    { field: 'drawId', code: 'input_malformed', changed: { ...input, drawId: 'e\u0301' } },
    { field: 'candidates', code: 'label_duplicate', changed: { ...input, candidates: [first, ...input.candidates] } },
    { field: 'candidates[0].needs[0]', code: 'input_malformed', changed: { ...input, candidates: [{ ...first, needs: ['window'] }] } },
    { field: 'rooms[0].capacity', code: 'input_malformed', changed: { ...input, rooms: [{ ...input.rooms[0], capacity: 1.5 }] } },
    { field: 'rooms[1]', code: 'place_duplicate', changed: { ...input, rooms: [input.rooms[0], input.rooms[0]] } },
  ])('refuses $field: $code', ({ field, code, changed }) => {
    expect(freeze(changed)).toMatchObject({ ok: false, refusal: { code, field } })
  })
})

describe('B-15: commitments, reveals and the seed', () => {
  test('the same ceremony gives the same seed; the public value, each reveal and the freeze change it', () => {
    const other = (changes: Partial<typeof ceremony>) => {
      const seed = seedOf({ ...ceremony, ...changes })
      return seed.ok ? seed.value.join() : seed.refusal.code
    }
    expect(other({})).toBe(other({ reveals: opening.reveals.toReversed() }))
    expect(other({ publicValue: '1' })).not.toBe(other({ publicValue: '2' }))
    const values = opening.reveals.map(({ party }, at) => ({ party, value: (at ? '5' : '6').repeat(64) }))
    const commitments = values.map(({ party, value }) => ({ party, commitment: commit(freezeHash, party, hexToBytes(value)) }))
    expect(other({ reveals: values, commitments })).not.toBe(other({}))
  })

  const [one, ...rest] = opening.reveals
  const [promise, ...promises] = opening.commitments
  if (!one || !promise) throw new Error('the sample has parties')
  test.each([
    { code: 'reveal_missing', because: 'a party is silent', changes: { reveals: rest } },
    { code: 'reveal_missing', because: 'a party reveals twice', changes: { reveals: [one, one, ...rest] } },
    { code: 'reveal_wrong', because: 'the value is another one', changes: { reveals: [{ ...one, value: zeros }, ...rest] } },
    { code: 'reveal_wrong', because: 'the value is no number', changes: { reveals: [{ ...one, value: 'x' }, ...rest] } },
    { code: 'commitment_missing', because: 'a party never committed', changes: { commitments: promises } },
    { code: 'commitment_malformed', because: 'it is no hash', changes: { commitments: [{ ...promise, commitment: 'x' }, ...promises] } },
    { code: 'party_unknown', because: 'a stranger joins', changes: { reveals: [...opening.reveals, { party: 'stranger', value: zeros }] } },
    { code: 'public_value_malformed', because: 'a blank could be added later', changes: { publicValue: '7 ' } },
    { code: 'public_value_malformed', because: 'it is empty', changes: { publicValue: '' } },
    { code: 'reveal_wrong', because: 'the commitments belong to another freeze', changes: { freezeHash: zeros } },
  ])('$code: $because', ({ code, changes }) => {
    expect(codeOf(seedOf({ ...ceremony, ...changes }))).toBe(code)
  })

  test('a commitment cannot be copied by another party', () => {
    const [, second] = opening.reveals
    expect(second && checkReveal(freezeHash, { ...promise, party: second.party }, { ...one, party: second.party }).ok).toBe(false)
  })
})
