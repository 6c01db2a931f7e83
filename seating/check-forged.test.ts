import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { settled } from './answer.ts'
import { canonicalJson } from './canonical.ts'
import { checkTranscript } from './check.ts'
import type { DrawInput } from './input.ts'
import type { Candidate, Room } from './input-seats.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleHead, sampleOpening } from './sample.ts'
import { drawnBy, type Forgery, forged, lots, plain, verdictOf } from './sample-forged.ts'
import { freeze } from './seed.ts'
import { draw } from './transcript.ts'

describe('a forged draw of lots or groups', () => {
  const groups: DrawInput = {
    ...sampleHead,
    kind: 'groups',
    candidates: ['a', 'b', 'c'].map((label) => ({ label, sex: label === 'b' ? 'm' : 'f' })),
    rules: { groupSize: 2 },
  }

  test('is accepted where nothing is forged', () => {
    expect(verdictOf(forged('labels', plain(lots), drawnBy(lots)))).toBe('ok')
    expect(verdictOf(forged('candidates', plain(groups), drawnBy(groups)))).toBe('ok')
  })

  test.each<{ says: string; list: string; given: Forgery; more?: Forgery }>([
    { says: 'input.parties names fewer than three', list: 'labels', given: { ...plain(lots), parties: ['a', 'b'] } },
    { says: 'input.parties is not a list', list: 'labels', given: { ...plain(lots), parties: 'abc' } },
    { says: 'input.parties[1] is not after', list: 'labels', given: { ...plain(lots), parties: ['b', 'a', 'c'] } },
    {
      says: 'input.source.due is not after revealBy',
      list: 'labels',
      given: { ...plain(lots), source: { ...sampleHead.source, due: sampleHead.revealBy } },
    },
    { says: 'input.engine is not version 1', list: 'labels', given: { ...plain(lots), engine: '2' } },
    { says: 'input.kind is not one', list: 'labels', given: { ...plain(lots), kind: 'tea' } },
    { says: 'input.labels[1] is not after', list: 'labels', given: { ...plain(lots), labels: ['b', 'a'] } },
    { says: 'input.labels is not a list', list: 'labels', given: { ...plain(lots), labels: 'abc' } },
    { says: 'input has the unknown member “more”', list: 'labels', given: { ...plain(lots), more: 1 } },
    { says: 'tickets stands in draws of seats', list: 'labels', given: plain(lots), more: { tickets: { root: '', size: 0 } } },
    { says: 'result is not what the seed gives', list: 'labels', given: plain(lots), more: { result: 'nothing' } },
    { says: 'input.rules.groupSize is less than 1', list: 'candidates', given: { ...plain(groups), rules: { groupSize: 0 } } },
    {
      says: 'input.candidates repeats a label',
      list: 'candidates',
      given: {
        ...plain(groups),
        candidates: [
          { label: 'a', sex: 'f' },
          { label: 'a', sex: 'm' },
        ],
      },
    },
    {
      says: 'input.candidates[1] is not after',
      list: 'candidates',
      given: {
        ...plain(groups),
        candidates: [
          { label: 'b', sex: 'f' },
          { label: 'a', sex: 'm' },
        ],
      },
    },
  ])('$says', ({ says, list, given, more }) => {
    expect(verdictOf(forged(list, given, (seed) => (given.kind === 'lots' ? drawnBy(lots)(seed) : []), more))).toContain(says)
  })

  test('one to a group is possible', () => {
    const single: DrawInput = { ...groups, rules: { groupSize: 1 } }
    expect(verdictOf(forged('candidates', plain(single), drawnBy(single)))).toBe('ok')
  })

  test('an input that is no object has no kind', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    expect(verdictOf(canonicalJson({ ...JSON.parse(text), input: 'lots' }))).toContain('input.kind is not a string')
    expect(verdictOf(canonicalJson({ ...JSON.parse(text), input: {} }))).toContain('input.kind is not a string')
  })

  test('what the source really gave is held against it', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    const { freezeHash, commitments, publicValue } = JSON.parse(text)
    const seen = (value: string, published = commitments) =>
      checkTranscript(text, noblePrimitives, { freezeHash, commitments: published, publicValue: value })
    expect(seen(publicValue)).toEqual({ ok: true })
    expect(seen(publicValue, commitments.toReversed())).toEqual({ ok: true })
    expect(seen('another')).toMatchObject({ ok: false, sentence: expect.stringContaining('publicValue is not the one') })
  })

  test('a library that fails is no verdict', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    const sha = () => {
      throw new Error('no memory')
    }
    expect(() => checkTranscript(text, { ...noblePrimitives, sha256: sha })).toThrow('no memory')
  })

  test.each([
    { says: 'commitments does not have one entry', alter: (one: Forgery) => ({ ...one, commitments: [] }) },
    { says: 'reveals does not have one entry', alter: (one: Forgery) => ({ ...one, reveals: [] }) },
  ])('$says', ({ says, alter }) => {
    expect(verdictOf(canonicalJson(alter(JSON.parse(forged('labels', plain(lots), drawnBy(lots))))))).toContain(says)
  })
})

const one = (label: string, more: Partial<Candidate> = {}): Candidate => ({ label, subjects: ['law'], needs: [], groups: [], ...more })
const room = (number: number, more: Partial<Room> = {}): Room => ({ site: 'A', number, capacity: 3, columns: 2, offers: [], ...more })
const sessions = [
  { name: 'am', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['law', 'math'] },
  { name: 'pm', from: '2026-12-05T03:00:00Z', to: '2026-12-05T08:00:00Z', subjects: ['essay'] },
]
const [am, pm] = sessions
if (!am || !pm) throw new Error('there are two')

describe('a forged draw of seats', () => {
  const rules = { family: 'RC', roomLimit: 3, largerRooms: false, variants: 2 }
  const seats: DrawInput = {
    ...sampleHead,
    kind: 'seats',
    sessions,
    candidates: [
      one('a', { groups: ['g', 'h'], wish: 'east' }),
      one('b', { needs: ['extra-time', 'ground-floor'], subjects: ['essay', 'law'] }),
    ],
    rooms: [room(1, { district: 'east', subject: 'law' }), room(2), room(3, { offers: ['extra-time', 'ground-floor'] })],
    rules,
  }

  test('is accepted where nothing is forged', () => {
    const { input, ...drawn } = settled(draw(seats, sampleOpening(settled(freeze(seats)))))
    expect(verdictOf(canonicalJson({ ...drawn, input }))).toBe('ok')
    const { tickets, ...without } = drawn
    expect(verdictOf(canonicalJson({ ...without, input }))).toContain('tickets stands in draws of seats and only there')
    expect(verdictOf(canonicalJson({ ...drawn, input, tickets: { root: '', size: 3 } }))).toContain('tickets.root')
    expect(verdictOf(canonicalJson({ ...drawn, input, tickets: { root: tickets?.root ?? '', size: 4 } }))).toContain('tickets.size')
  })

  test.each<{ says: string; altered: Forgery }>([
    { says: 'input.rooms[0].subject is not a subject of input.sessions', altered: { rooms: [room(1, { subject: 'art' })] } },
    { says: 'input.rooms[1].district is the name of a site', altered: { rooms: [room(1), room(2, { district: 'A' })] } },
    { says: 'input.sessions[0] does not follow', altered: { sessions: [{ ...am, from: am.to }, pm] } },
    { says: 'input.sessions[1] does not follow', altered: { sessions: [am, { ...pm, from: '2026-12-05T02:59:59Z' }] } },
    { says: 'input.sessions[1].name is that of another', altered: { sessions: [am, { ...pm, name: 'am' }] } },
    { says: 'input.sessions[1].subjects names a subject of another', altered: { sessions: [am, { ...pm, subjects: ['law'] }] } },
    { says: 'input.sessions[0].subjects[1] is not after', altered: { sessions: [{ ...am, subjects: ['math', 'law'] }, pm] } },
    { says: 'input.candidates[1] is out of order or there twice', altered: { candidates: [one('a'), one('a')] } },
    { says: 'input.candidates[1] is out of order or there twice', altered: { candidates: [one('b'), one('a')] } },
    { says: 'input.candidates[0].subjects names an unknown subject', altered: { candidates: [one('a', { subjects: ['art'] })] } },
    { says: 'input.candidates[0].subjects has two subjects', altered: { candidates: [one('a', { subjects: ['law', 'math'] })] } },
    { says: 'input.candidates[0].subjects is empty', altered: { candidates: [one('a', { subjects: [] })] } },
    { says: 'input.candidates[0].subjects[1] is not after', altered: { candidates: [one('a', { subjects: ['law', 'essay'] })] } },
    { says: 'input.candidates[0].groups[1] is not after', altered: { candidates: [one('a', { groups: ['h', 'g'] })] } },
    { says: 'input.candidates[0].wish is neither', altered: { candidates: [one('a', { wish: 'Z' })] } },
    { says: 'input.candidates[0].needs holds an unknown need', altered: { candidates: [{ ...one('a'), needs: ['tea'] }] } },
    {
      says: 'input.candidates[0].needs[1] is not after',
      altered: { candidates: [one('a', { needs: ['ground-floor', 'extra-time'] })] },
    },
    { says: 'input.candidates[0] lacks “groups”', altered: { candidates: [{ label: 'a', subjects: ['law'], needs: [] }] } },
    { says: 'input.rules.variants is neither 1 nor 2', altered: { rules: { ...rules, variants: 3 } } },
    { says: 'input.rules.family is not a string', altered: { rules: { ...rules, family: 1 } } },
    { says: 'input.rooms[0].columns is less than 1', altered: { rooms: [room(1, { columns: 0 })] } },
    { says: 'input.rooms[0].capacity is 0', altered: { rooms: [room(1, { capacity: 0 })] } },
    { says: 'input.rooms[0].capacity is 4; the limit is 3', altered: { rooms: [room(1, { capacity: 4 })] } },
    { says: 'input.rooms[1] is a second room', altered: { rooms: [room(1), room(1)] } },
    { says: 'input.rooms[0].offers[1] is not after', altered: { rooms: [room(1, { offers: ['ground-floor', 'extra-time'] })] } },
    {
      says: 'input.rooms has too few seats for “law”',
      altered: { candidates: ['a', 'b', 'c', 'd'].map((label) => one(label)), rooms: [room(1)] },
    },
    {
      says: 'input.rooms has too few seats for “law”',
      altered: { candidates: [one('a', { needs: ['ground-floor'] })], rooms: [room(1)] },
    },
    { says: 'input.drawId is not a string', altered: { drawId: 1 } },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('candidates', { ...plain(seats), ...altered }, {}))).toContain(says)
  })

  test('larger rooms where the rules have them, one paper, and the last session may begin as the first ends', () => {
    const larger: DrawInput = {
      ...seats,
      rooms: [room(1, { capacity: 4 }), room(3, { offers: ['extra-time', 'ground-floor'] })],
      candidates: [one('a'), one('b', { needs: ['extra-time', 'ground-floor'], subjects: ['essay', 'law'] })],
      rules: { ...rules, largerRooms: true, variants: 1 },
    }
    expect(verdictOf(canonicalJson(settled(draw(larger, sampleOpening(settled(freeze(larger)))))))).toBe('ok')
  })
})

describe('a forged supplement', () => {
  const supplement: DrawInput = {
    ...sampleHead,
    kind: 'supplement',
    after: ['0'.repeat(64)],
    sessions,
    lost: [],
    candidates: [one('a'), one('b')],
    rooms: [{ session: 'am', site: 'A', number: 1, subject: 'law', columns: 2, offers: [], free: [2, 5] }],
    rules: { variants: 2 },
  }
  const [free] = supplement.rooms
  if (!free) throw new Error('there is one')

  const follows = (given: Forgery, earlier: readonly string[]): string => {
    const verdict = checkTranscript(forged('candidates', given, {}), noblePrimitives, undefined, earlier)
    return verdict.ok ? 'ok' : verdict.sentence
  }
  test('a room cannot be lost and given away at once', () => {
    const seats: DrawInput = {
      ...sampleHead,
      kind: 'seats',
      sessions,
      candidates: [one('a')],
      rooms: [room(1)],
      rules: { family: 'RC', roomLimit: 3, largerRooms: false, variants: 2 },
    }
    const first = canonicalJson(settled(draw(seats, sampleOpening(settled(freeze(seats))))))
    const after = [bytesToHex(sha256(new TextEncoder().encode(first)))]
    const lost = [{ session: 'am', site: 'A', number: 1 }]
    expect(follows({ ...plain(supplement), after, lost, candidates: [one('a')] }, [first])).toContain('input.rooms[0] is lost')
    const rooms = [{ ...free, number: 2 }]
    const right: DrawInput = { ...supplement, after, lost, candidates: [one('a')], rooms }
    const text = forged('candidates', plain(right), drawnBy(right))
    // Everything but the tickets, which a forger would have to make as well.
    expect(checkTranscript(text, noblePrimitives, undefined, [first])).toMatchObject({
      sentence: expect.stringContaining('tickets stands'),
    })
    expect(follows(plain(right), [])).toContain('input.after does not name as many')
    expect(follows({ ...plain(right), candidates: [one('a', { subjects: ['law', 'math'] })] }, [first])).toContain('is not what was lost')
    expect(follows({ ...plain(right), candidates: [one('a', { subjects: ['math'] })] }, [first])).toContain('is not what was lost')
  })

  test.each<{ says: string; altered: Forgery }>([
    { says: 'input.rooms has too few free seats for “law”', altered: { rooms: [{ ...free, free: [2] }] } },
    { says: 'input.rooms has too few free seats for “law”', altered: { candidates: [one('a', { needs: ['ground-floor'] })] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [5, 2] }] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [2, 2] }] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [0, 2] }] } },
    { says: 'input.rooms[0].offers[1] is not after', altered: { rooms: [{ ...free, offers: ['ground-floor', 'extra-time'] }] } },
    { says: 'input.candidates[1] is not after', altered: { candidates: [one('b'), one('a')] } },
    { says: 'input.drawId is not a string', altered: { drawId: 7 } },
    { says: 'input.rules.variants is not an integer', altered: { rules: { variants: '2' } } },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('candidates', { ...plain(supplement), ...altered }, {}))).toContain(says)
  })
})
